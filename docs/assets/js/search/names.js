// The index of names: who or what is called so, exactly, from the beginning, at the end, or somewhere within.

import { cover } from "./cover.js";
import { NONE, phrase, placesOf, seek, union } from "./match.js";
import { letters, pairs, readings } from "./pinyin.js";
import { runs, segment } from "./segment.js";

const NAME = 128; // places kept for one name, as in scripts/search/terms.py
const PEOPLE = 8 * NAME; // from here on stand the names a page speaks of, not its own
const LONGEST = 12; // initials

// How well a name fits, best first.
export const EXACT = 0;
export const GIVEN = 1; // 春辉 of 季春辉
export const PREFIX = 2;
export const WITHIN = 3;
export const SPOKEN = 4;
const BY_SOUND = 0.5; // a name that is written so stands before one that only sounds so

// Id → the best way in which one of its names fits.
export async function named(store, query) {
  const best = new Map();
  const add = (id, rank) => {
    if (!best.has(id) || best.get(id) > rank) best.set(id, rank);
  };
  const typed = letters(query);
  await Promise.all([written(store, query, add), typed ? sounding(store, typed, add) : null]);
  return best;
}

async function written(store, query, add) {
  const pieces = segment(query);
  if (!pieces.length) return;
  const signs = runs(query);
  const last = signs[signs.length - 1];
  const width = last.place + last.width;
  const [begins, ends, found] = await Promise.all([
    store.term("names", `^${edge(signs[0], 0)}`),
    store.term("names", `${edge(last, -1)}$`),
    width === 1 && last.han ? anywhere(store, last.text) : within(store, cover(pieces, store.cost("names"))),
  ]);
  grade(found, width, begins, ends, add, 0);
}

function edge(run, at) {
  return run.han ? Array.from(run.text).slice(at)[0] : run.text;
}

async function within(store, pieces) {
  const postings = await Promise.all(pieces.map(([, piece]) => store.term("names", piece)));
  return phrase(pieces.map(([place], n) => [place, postings[n]]));
}

// A single character: every pair that begins with it, and every name that ends with it.
async function anywhere(store, sign) {
  const terms = await store.starting("names", sign);
  return union(await Promise.all(terms.map((term) => store.term("names", term))));
}

// How well each hit fits: does the name begin there, does it end there, whose name is it?
function grade(found, width, begins, ends, add, handicap) {
  const starts = finder(begins);
  const stops = finder(ends);
  found.ids.forEach((id, n) => {
    for (const place of placesOf(found, n)) {
      const start = place - (place % NAME);
      const atStart = place === start && starts(id, place);
      const atEnd = stops(id, place + width - 1);
      const given = atEnd && width > 1 && place > start && place - start <= 2;
      const rank = atStart && atEnd ? EXACT : given ? GIVEN : atStart ? PREFIX : WITHIN;
      add(id, (place < PEOPLE ? rank : SPOKEN) + handicap);
    }
  });
}

// Of postings, the pages whose own title or name it is.
export function own({ ids, starts, places }) {
  return { ids: ids.filter((_, n) => places[starts[n]] < PEOPLE) };
}

// Does a page have this place among the postings?
function finder(postings) {
  const list = postings || NONE;
  return (id, place) => {
    const n = seek(list.ids, id, 0);
    return list.ids[n] === id && placesOf(list, n).includes(place);
  };
}

async function sounding(store, typed, add) {
  const known = new Set(store.head.syllables.split(" "));
  const cuts = readings(typed, known);
  await Promise.all(cuts.map((cut) => syllabled(store, cut, known, add)));
  const spelt = cuts.some((cut) => !cut.rest && cut.syllables.length > 2);
  if (!spelt && typed.length <= LONGEST) await initialled(store, typed, add);
}

// Names with these syllables in a row; an unfinished last one stands for all that begin so.
async function syllabled(store, { syllables, rest }, known, add) {
  const tails = rest ? Array.from(known).filter((syllable) => syllable.startsWith(rest)) : [""];
  const begins = await store.term("names", `@^${(syllables[0] || rest)[0]}`);
  await Promise.all(
    tails.map(async (tail) => {
      const all = tail ? syllables.concat(tail) : syllables;
      const postings = await Promise.all(all.map((syllable) => store.term("names", `~${syllable}`)));
      const ends = rest ? null : await store.term("names", `@${all[all.length - 1][0]}$`);
      const found = phrase(postings.map((posting, place) => [place, posting]));
      grade(found, all.length, begins, ends, add, BY_SOUND);
    }),
  );
}

async function initialled(store, typed, add) {
  const [begins, ends, ...postings] = await Promise.all([
    store.term("names", `@^${typed[0]}`),
    store.term("names", `@${typed[typed.length - 1]}$`),
    ...pairs(typed).map((pair) => store.term("names", `@${pair}`)),
  ]);
  const found = postings.length ? phrase(postings.map((posting, place) => [place, posting])) : begins || NONE;
  grade(found, typed.length, begins, ends, add, BY_SOUND);
}
