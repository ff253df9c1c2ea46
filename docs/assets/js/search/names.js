// The names in the index: who or what is called so, exactly, from the beginning, at the end, or somewhere within.

import { cheapest, cover } from "./cover.js";
import { phrase, placesOf, seek } from "./match.js";
import { letters, pairs, readings } from "./pinyin.js";
import { runs, segment } from "./segment.js";
import { MOST } from "./slices.js";

const NAME = 128; // places kept for one name, as in scripts/search/terms.py
const PEOPLE = 8 * NAME; // from here on stand the names a page speaks of, not its own
const LONGEST = 12; // initials

// How well a name fits, best first.
export const EXACT = 0;
export const GIVEN = 1; // 听澜 of 柏听澜
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
  const pieces = segment(query).map(([place, piece]) => [place, piece]);
  if (!pieces.length) return;
  const last = pieces.pop();
  const cost = (piece) => store.cost(`=${piece}`);
  const needed = cover([...pieces, last], cost).filter((piece) => piece !== last);
  const chosen = [...cheapest(needed, cost, MOST), last];
  const parts = await Promise.all(chosen.map(async ([place, piece]) => [place, await spelt(store, `=${piece}`)]));
  grade(parts, runs(query).reduce((sum, run) => sum + run.width, 0), add, 0);
}

// The postings of a name's term. Places count double there; an odd one ends its name.
export function spelt(store, term) {
  return store.once(`name ${term}`, async () => {
    const postings = await store.term(term);
    return postings && { ...postings, places: postings.places.map((place) => place >> 1), odd: postings.places };
  });
}

// The postings of any of some terms, as if they were one.
export async function anyOf(store, terms) {
  const found = (await Promise.all(terms.map((term) => spelt(store, term)))).filter(Boolean);
  const rows = new Map();
  for (const { ids, starts, odd } of found) {
    ids.forEach((id, n) => rows.set(id, (rows.get(id) || []).concat(odd.slice(starts[n], starts[n + 1]))));
  }
  const ids = Array.from(rows.keys()).sort((a, b) => a - b);
  const starts = [0];
  const odd = [];
  for (const id of ids) {
    odd.push(...rows.get(id).sort((a, b) => a - b));
    starts.push(odd.length);
  }
  return { ids, starts, places: odd.map((place) => place >> 1), odd };
}

// How well each hit of [[place, postings], …] fits: does the name begin there, does it end there, whose name is it?
export function grade(parts, width, add, handicap, whole = true) {
  const found = phrase(parts);
  const [offset, last] = parts[parts.length - 1];
  found.ids.forEach((id, n) => {
    for (const place of placesOf(found, n)) {
      const start = place - (place % NAME);
      const atEnd = whole && ends(last, id, place + offset);
      const given = atEnd && width > 1 && place > start && place - start <= 2;
      const rank = place === start && atEnd ? EXACT : given ? GIVEN : place === start ? PREFIX : WITHIN;
      add(id, (place < PEOPLE ? rank : SPOKEN) + handicap);
    }
  });
}

// Does a name of this page end with what stands at this place?
function ends({ ids, starts, odd }, id, place) {
  const n = seek(ids, id, 0);
  return odd.slice(starts[n], starts[n + 1]).includes(2 * place + 1);
}

// Of the postings of a name's term, the pages whose own title or name has it.
export function own({ ids, starts, places }) {
  return { ids: ids.filter((_, n) => places[starts[n]] < PEOPLE) };
}

async function sounding(store, typed, add) {
  const known = new Set(store.head.syllables);
  const cuts = readings(typed, known);
  await Promise.all(cuts.map((cut) => syllabled(store, cut, known, add)));
  const spelled = cuts.some((cut) => !cut.rest && cut.syllables.length > 2);
  if (!spelled && typed.length <= LONGEST) await initialled(store, typed, add);
}

// Names with these syllables in a row; an unfinished last one stands for all that begin so.
async function syllabled(store, { syllables, rest }, known, add) {
  const parts = await Promise.all(syllables.map(async (syllable, place) => [place, await spelt(store, `~${syllable}`)]));
  const place = syllables.length;
  if (!rest) grade(parts, place, add, BY_SOUND);
  const tails = await Promise.all(unfinished(syllables, rest, known).map(([at, term]) => spelt(store, term).then((found) => [at, found])));
  for (const tail of tails) grade([...parts, tail], place + 1, add, BY_SOUND, false);
}

// [[place, term], …] for the beginning of a syllable: of one letter, the pair of initials it makes with the one before.
function unfinished(syllables, rest, known) {
  const place = syllables.length;
  if (rest.length === 1) return [[place - 1, `@${syllables[place - 1][0]}${rest}`]];
  const longer = rest ? Array.from(known).filter((syllable) => syllable !== rest && syllable.startsWith(rest)) : [];
  return longer.map((syllable) => [place, `~${syllable}`]);
}

async function initialled(store, typed, add) {
  const terms = typed.length > 1 ? pairs(typed) : [`^${typed}`];
  const parts = await Promise.all(terms.map(async (term, place) => [place, await spelt(store, `@${term}`)]));
  grade(parts, typed.length, add, BY_SOUND);
}
