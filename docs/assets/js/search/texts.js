// What the texts say: pages with the query as a phrase, with all its words, or with some of its pieces.

import { cheapest, cover } from "./cover.js";
import { common, NONE, phrase, shares, span } from "./match.js";
import { GIVEN, named, WITHIN } from "./names.js";
import { HAN, isLone, runs, segment } from "./segment.js";

const MOST = 4; // pieces looked up
const WORDS = 6; // words set apart by spaces
const NEAR = 24; // places
const ENOUGH = 10; // results, above which pages with only some of the pieces are left out
const NAME = new RegExp(`[${HAN}]{2}`, "u");
const DAY = new RegExp(`(月\\d+)日(?![${HAN}])`, "gu"); // its last sign makes a pair with what follows it in a text
const HALF = 0.5; // of what the pieces weigh: with less a page is no result

// The tiers of the result list behind those of names.js, best first.
const CALLED = 5; // all words, and one of them is the page's own name
export const PHRASE = 6;
const NEAR_WORDS = 7;
const ALL_WORDS = 8;
export const HEARD = 8.5; // every word, one of them only by its sound
const NEAR_PIECES = 9;
const ALL_PIECES = 10;
export const PARTLY = 10.5; // one of the words begins its name
const SOME = 11;

// Id → the best tier it was found in; `sure` when one has the whole phrase or all words.
class Ranks extends Map {
  add(id, rank) {
    if (!this.has(id) || this.get(id) > rank) this.set(id, rank);
  }
}

export async function inTexts(store, text) {
  const ranks = new Ranks();
  if (isLone(text)) { // pieces are pairs: whoever asks for one character asks which pages have it
    const { ids } = (await store.term(`.${text}`)) || NONE;
    ids.forEach((id) => ranks.add(id, PHRASE));
    ranks.sure = ranks.size > 0;
    return ranks;
  }
  const words = wordsOf(store, text);
  const pieces = words.flatMap((word) => word.pieces);
  if (!pieces.length) return ranks;
  const found = await Promise.all(pieces.map(([, piece]) => store.term(piece)));
  const postings = new Map(pieces.map((piece, n) => [piece, found[n]]));
  const at = (chosen) => chosen.map((piece) => [piece[0], postings.get(piece)]);
  phrase(at(pieces)).ids.forEach((id) => ranks.add(id, PHRASE));
  const names = words.length > 1 ? await Promise.all(words.map((word) => named(store, word.text))) : [];
  if (names.length) together(words.map((word, n) => withNames(phrase(at(word.pieces)), names[n])), ranks);
  ranks.sure = ranks.size > 0;
  loosely(found.map((list) => list || NONE), store.head.documents, ranks);
  if (ranks.size < ENOUGH) names.forEach((ids, n) => NAME.test(words[n].text) && begun(ids, ranks));
  return ranks;
}

// Pages that have the pieces, but not in a row; when there are few, also pages that have only some.
function loosely(lists, documents, ranks) {
  if (lists.length < 2) return;
  nearness(lists, ranks, NEAR_PIECES, ALL_PIECES);
  if (ranks.size >= ENOUGH) return;
  shares(lists, documents, HALF).forEach(([id, share]) => ranks.add(id, SOME + 1 - share));
}

// Pages whose own name one of the words begins: 雁北街道 for “雁北 电话”, though no page says both.
function begun(names, ranks) {
  for (const [id, rank] of names) if (rank < WITHIN) ranks.add(id, PARTLY + rank / 10);
}

// The words that a reader set apart by spaces or signs.
export function wordsIn(text) {
  return text.split(/[\s,，、。；;+]+/u).filter((word) => segment(word).length);
}

// Each word with the pieces to look it up by.
function wordsOf(store, text) {
  const words = wordsIn(text);
  const cost = (piece) => store.cost(piece);
  const most = Math.max(2, Math.floor(MOST / words.length));
  let end = 0;
  return words.slice(0, WORDS).map((word) => {
    const start = end;
    end += runs(word).reduce((sum, run) => sum + run.width, 0);
    const pieces = segment(word.replace(DAY, "$1")).map(([place, piece]) => [start + place, piece]);
    return { text: word, pieces: cheapest(cover(pieces, cost), cost, most) };
  });
}

// A word may also be met by a name that only sounds so: then it stands nowhere in the text, far from everything.
function withNames(list, names) {
  const known = new Set(list.ids);
  const extra = Array.from(names.keys()).filter((id) => !known.has(id));
  if (!extra.length) return { list, names };
  const rows = list.ids.map((id, n) => [id, list.places.slice(list.starts[n], list.starts[n + 1])]);
  const all = rows.concat(extra.map((id) => [id, [-1000]])).sort((a, b) => a[0] - b[0]);
  const starts = [0];
  for (const [, places] of all) starts.push(starts[starts.length - 1] + places.length);
  return { list: { ids: all.map(([id]) => id), starts, places: all.flatMap(([, places]) => places) }, names };
}

// Pages that have every word: first those one word is the name of.
function together(words, ranks) {
  const lists = words.map(({ list }) => list);
  nearness(lists, ranks, NEAR_WORDS, ALL_WORDS);
  for (const [id] of common(lists)) {
    if (words.some(({ names }) => names.has(id) && names.get(id) < GIVEN + 1)) ranks.add(id, CALLED);
  }
}

function nearness(lists, ranks, near, anywhere) {
  for (const [id, places] of common(lists)) ranks.add(id, span(places) <= NEAR ? near : anywhere);
}
