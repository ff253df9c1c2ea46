// Names that sound like a query that nothing fits: 季春晖 for 季春辉, and pinyin by any reading of a character.

import { anyOf, grade, WITHIN } from "./names.js";
import { letters, readings } from "./pinyin.js";
import { runs } from "./segment.js";

const LEAST = 2; // characters: one sounds like too many names
const MOST = 12;

// Id → how well a name fits, as in names.js.
export async function heard(store, query) {
  const best = new Map();
  const add = (id, rank, short) => {
    if (short && rank === WITHIN) return; // two syllables stand somewhere in many a headline
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

// The ways to read a query: for each the possible syllables, place by place. None for what is no name.
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
