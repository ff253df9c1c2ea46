// Searches the texts: pages with the query as a phrase, with all its words, or with most of its distinctive pieces.

import { cheapest, cover } from "./cover.js";
import { common, NONE, phrase, shares, span } from "./match.js";
import { GIVEN, named, own, spelt } from "./names.js";
import { HAN, isLone, isPair, runs, segment } from "./segment.js";

const MOST = 4; // pieces looked up
const QUESTION = 20; // pieces looked up of a query without a literal match
const WORDS = 6; // words of a query
const NEAR = 24; // places
const FEW = 3; // things with a piece in their names
const ENOUGH = 10; // results, from which on pages with only some pieces are left out
const DAY = new RegExp(`(月\\d+)日(?![${HAN}])`, "gu"); // 日 forms a pair with the next character of a text
const HALF = 0.5; // of the best page's share: with less a page is no result

// Ranks after those of names.js, best first.
const CALLED = 5; // all words, one of them the page's own name
export const PHRASE = 6;
const NEAR_WORDS = 7;
const ALL_WORDS = 8;
export const HEARD = 8.5; // all words, one of them only by sound
export const PARTLY = 9;

// Id → its best rank; `sure` if a page has the whole phrase or all words.
class Ranks extends Map {
  add(id, rank) {
    if (!this.has(id) || this.get(id) > rank) this.set(id, rank);
  }
}

export async function inTexts(store, text) {
  const ranks = new Ranks();
  if (isLone(text)) { // one character is not a pair: look up the pages that contain it
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

// [[postings, pieces it counts as, ids it counts for], …] of a question's distinctive pieces, in texts and again in names.
// A page needs two pieces, or one that is a whole word or in the names of few things (五泉山: 五泉街道): 苗云 alone does not
// make 苗云辉 the answer to 苗云鑫.
async function telling(store, text) {
  const words = new Set(text.split(/[\s的]+/u));
  const pieces = segment(text).filter(([, piece]) => piece.length > 1); // single characters say little
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

// Adds pages with some pieces, at least half the share of the best page. Pieces that no page has are ignored.
function partly(found, documents, ranks) {
  const lists = found.filter(([list]) => list);
  const counts = new Uint8Array(documents);
  lists.forEach(([{ ids }, count, counted = ids]) => counted.forEach((id) => (counts[id] += count)));
  const told = shares(lists.map(([list]) => list), documents).filter(([id]) => counts[id] > 1);
  const best = Math.max(...told.map(([, share]) => share));
  told.forEach(([id, share]) => share >= best * HALF && ranks.add(id, PARTLY + 1 - share));
}

// The words of a text, separated by spaces or punctuation.
export function wordsIn(text) {
  return text.split(/[\s,，、。；;+]+/u).filter((word) => segment(word).length);
}

// Each word with its pieces to look up.
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

// Adds pages whose name only sounds like the word, at place -1000: in no text, so far from everything.
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

// Adds pages with every word; those named by one word rank first.
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
