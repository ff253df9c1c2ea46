// What the texts say: pages with the query as a phrase, with all its words, or with most of what tells it from others.

import { cheapest, cover } from "./cover.js";
import { common, NONE, phrase, shares, span } from "./match.js";
import { GIVEN, named, own, spelt } from "./names.js";
import { HAN, isLone, isPair, runs, segment } from "./segment.js";

const MOST = 4; // pieces looked up
const QUESTION = 20; // pieces looked up of what stands nowhere as it was asked
const WORDS = 6; // words set apart by spaces
const NEAR = 24; // places
const FEW = 3; // things called so
const ENOUGH = 10; // results, above which pages with only some of the pieces are left out
const DAY = new RegExp(`(月\\d+)日(?![${HAN}])`, "gu"); // its last sign makes a pair with what follows it in a text
const HALF = 0.5; // of what the best page has: with less a page is no result

// The tiers of the result list behind those of names.js, best first.
const CALLED = 5; // all words, and one of them is the page's own name
export const PHRASE = 6;
const NEAR_WORDS = 7;
const ALL_WORDS = 8;
export const HEARD = 8.5; // every word, one of them only by its sound
export const PARTLY = 9;

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
  const pieces = [].concat(...words.map((word) => word.pieces));
  if (!pieces.length) return ranks;
  const found = await Promise.all(pieces.map(([, piece]) => store.term(piece)));
  const postings = new Map(pieces.map((piece, n) => [piece, found[n]]));
  const at = (chosen) => chosen.map((piece) => [piece[0], postings.get(piece)]);
  phrase(at(pieces)).ids.forEach((id) => ranks.add(id, PHRASE));
  const names = words.length > 1 ? await Promise.all(words.map((word) => named(store, word.text))) : [];
  if (names.length) together(words.map((word, n) => withNames(phrase(at(word.pieces)), names[n])), ranks);
  ranks.sure = ranks.size > 0;
  if (ranks.size >= ENOUGH) return ranks;
  const parts = ranks.sure && !names.length ? found.map((list) => [list, 2]) : await telling(store, text);
  partly(parts, store.head.documents, ranks);
  return ranks;
}

// [[postings, how many pieces it counts as, for which pages], …] of what a question is about; names are looked through once more. A page
// needs two pieces, or one that is a word by itself, or of the names of few things (五泉山: 五泉街道): 苗云 alone does not
// make 苗云辉 the answer to 苗云鑫.
async function telling(store, text) {
  const words = new Set(text.split(/[\s的]+/u));
  const pieces = segment(text).filter(([, piece]) => piece.length > 1); // lone characters tell little
  const chosen = cheapest(pieces, (piece) => store.cost(piece), QUESTION);
  const { kind, kinds } = await store.columns();
  const isThing = (id) => !["role-models", "news"].includes(kinds[kind[id]][0]);
  const found = await Promise.all(
    chosen.map(async ([, piece]) => {
      const [texts, names] = await Promise.all([store.term(piece), spelt(store, `=${piece}`)]);
      const mine = names && own(names);
      const things = mine ? mine.ids.filter(isThing) : [];
      return [[texts, words.has(piece) || !isPair(piece) ? 2 : 1], [mine, things.length > FEW ? 0 : 1, things]];
    })
  );
  return [].concat(...found);
}

// Pages that have some of the pieces, at least half of what the best has. What no page has counts for nothing.
function partly(found, documents, ranks) {
  const lists = found.filter(([list]) => list);
  const counts = new Uint8Array(documents);
  lists.forEach(([{ ids }, count, counted = ids]) => counted.forEach((id) => (counts[id] += count)));
  const told = shares(lists.map(([list]) => list), documents).filter(([id]) => counts[id] > 1);
  const best = Math.max(...told.map(([, share]) => share));
  told.forEach(([id, share]) => share >= best * HALF && ranks.add(id, PARTLY + 1 - share));
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
  const flat = [];
  for (const [, places] of all) starts.push(flat.push(...places));
  return { list: { ids: all.map(([id]) => id), starts, places: flat }, names };
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
