// What the result page has to show for what is asked and chosen.

import { plainly } from "./engine.js";
import { fits } from "./facets.js";
import { EXACT } from "./names.js";
import { NONE_CHOSEN } from "./state.js";
import { PARTLY } from "./texts.js";
import { typed } from "./typed.js";

// {state, query, heard, all, kept, columns, typed, missed, literal, alone}: `state` has the `typed` filters among the
// chosen ones, `all` are the results before filters and `kept` those that are left; `literal` counts the results of the
// query word for word, where filters were read out of it. `missed` are typed filters that nothing meets, `alone` is the
// filter that a query of one word could be, with its `count`.
export async function answers(engine, asked) {
  const begun = asked.q ? engine.begin(asked.q) : null; // its files come while the columns do
  if (begun) begun.catch(() => {});
  const columns = await engine.columns();
  const words = begun && !(await begun).found.sure ? plainly(asked.q) : asked.q;
  const read = asked.words || !asked.q ? { filters: [], alone: null } : typed(columns, words);
  const missed = words === asked.q ? read.filters : []; // a question means no filters by its words
  const told = { columns, typed: [], missed, literal: 0, alone: await possible(engine, columns, read.alone) };
  const meets = ({ id }) => fits(columns, id, asked);
  const plain = read.filters.length ? null : await (asked.q ? engine.search(asked.q, begun) : engine.everything());
  if (told.alone && !plain.results.some(({ rank }) => rank < PARTLY)) {
    Object.assign(read, { text: "", filters: [told.alone] }); // 第8届: no page writes it so
    told.alone = null;
  }
  if (read.filters.length) {
    const state = { ...asked, q: read.text };
    for (const { facet, values } of read.filters) state[facet] = values;
    const found = read.text ? await engine.search(read.text) : await engine.everything();
    const kept = found.results.filter(({ id }) => fits(columns, id, state));
    const { text, found: ranks } = await (words === asked.q ? begun : engine.begin(words));
    const literal = (await engine.ordered(text, ranks)).results;
    const both = { state, all: found.results, kept: called(literal.filter(meets), kept) };
    if (kept.length) return { ...told, ...found, ...both, typed: read.filters, missed: [], literal: literal.length };
  }
  const { results, ...rest } = plain || (await engine.search(asked.q, begun));
  return { ...told, ...rest, state: asked, all: results, kept: results.filter(meets) };
}

// A page called exactly what was typed stands first, whatever was read out of it.
function called(results, kept) {
  const names = results.filter(({ rank }) => rank === EXACT);
  const known = new Set(names.map(({ id }) => id));
  return names.concat(kept.filter(({ id }) => !known.has(id)));
}

async function possible(engine, columns, filter) {
  if (!filter) return null;
  const state = { ...NONE_CHOSEN, [filter.facet]: filter.values };
  const { results } = await engine.everything();
  const count = results.filter(({ id }) => fits(columns, id, state)).length;
  return count ? { ...filter, count } : null;
}
