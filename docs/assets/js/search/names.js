// Matches names in the index: exactly, at the beginning, at the end, or within.

import { cheapest, cover } from "./cover.js";
import { phrase, placesOf, seek } from "./match.js";
import { letters, pairs, readings } from "./pinyin.js";
import { runs, segment } from "./segment.js";
import { MOST } from "./slices.js";

const NAME = 128; // places reserved for one name, as in scripts/search/terms.py
const PEOPLE = 8 * NAME; // place of the first mentioned person, after the page's names
const LONGEST = 12; // initials

// Ranks of a match, best first.
export const EXACT = 0;
export const GIVEN = 1; // 听澜 of 柏听澜
export const PREFIX = 2;
export const WITHIN = 3;
export const SPOKEN = 4;
const BY_SOUND = 0.5; // added to the rank of names that match only by sound

// Id → the best rank of its names.
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

// The postings of a name term, or null. `odd` are the stored places: doubled, odd at the end of a name.
export function spelt(store, term) {
  return store.once(`name ${term}`, async () => {
    const postings = await store.term(term);
    return postings && { ...postings, places: postings.places.map((place) => place >> 1), odd: postings.places };
  });
}

// The merged postings of several name terms.
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

// Ranks each match of [[place, postings], …]: whether the name begins or ends there, and whose name it is.
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

// Whether a name of the page ends at `place`.
function ends({ ids, starts, odd }, id, place) {
  const n = seek(ids, id, 0);
  return odd.slice(starts[n], starts[n + 1]).includes(2 * place + 1);
}

// {ids} of the pages whose own title or name has the term.
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

// Matches consecutive syllables; an unfinished last one matches all that begin with it.
async function syllabled(store, { syllables, rest }, known, add) {
  const parts = await Promise.all(syllables.map(async (syllable, place) => [place, await spelt(store, `~${syllable}`)]));
  const place = syllables.length;
  if (!rest) grade(parts, place, add, BY_SOUND);
  const tails = await Promise.all(unfinished(syllables, rest, known).map(([at, term]) => spelt(store, term).then((found) => [at, found])));
  for (const tail of tails) grade([...parts, tail], place + 1, add, BY_SOUND, false);
}

// [[place, term], …] for an unfinished syllable: for one letter, its pair of initials with the previous syllable.
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
