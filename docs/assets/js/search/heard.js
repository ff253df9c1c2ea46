// Names that sound like a query without matches: 季春辉 for 季春晖, and pinyin by any reading of a character.

import { anyOf, grade, WITHIN } from "./names.js";
import { letters, readings } from "./pinyin.js";
import { runs } from "./segment.js";

const LEAST = 2; // characters: too many names sound like one
const MOST = 12;

// Id → rank, as in names.js.
export async function heard(store, query) {
  const best = new Map();
  const add = (id, rank, short) => {
    if (short && rank === WITHIN) return; // many headlines contain two syllables
    if (!best.has(id) || best.get(id) > rank) best.set(id, rank);
  };
  const sounds = await store.sounds();
  await Promise.all(
    cuts(query, sounds).map(async (cut) => {
      const terms = (syllables) => [].concat(...syllables.map((syllable) => [`~${syllable}`, `.~${syllable}`]));
      const parts = await Promise.all(cut.map(async (syllables, place) => [place, await anyOf(store, terms(syllables))]));
      grade(parts, parts.length, (id, rank) => add(id, rank, parts.length < 3), 0);
    })
  );
  return best;
}

// Readings of a query, each the possible syllables by place; none if it cannot be a name.
function cuts(query, sounds) {
  const typed = letters(query);
  if (typed) {
    const whole = readings(typed, new Set(sounds.keys())).filter(({ rest }) => !rest);
    return whole.map(({ syllables }) => syllables.map((syllable) => [syllable])).filter(fits);
  }
  const said = runs(query);
  const signs = [].concat(...said.map(({ text }) => Array.from(text)));
  if (!said.every(({ han }) => han) || !fits(signs)) return [];
  const cut = signs.map((sign) => Array.from(sounds.keys()).filter((syllable) => sounds.get(syllable).includes(sign)));
  return cut.every(({ length }) => length) ? [cut] : [];
}

function fits({ length }) {
  return length >= LEAST && length <= MOST;
}
