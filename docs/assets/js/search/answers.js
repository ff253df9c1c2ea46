// The results for a query and its filters.

import { plainly } from "./engine.js";
import { fits } from "./facets.js";
import { EXACT } from "./names.js";
import { NONE_CHOSEN } from "./state.js";
import { PARTLY } from "./texts.js";
import { typed } from "./typed.js";

// {state, query, heard, all, kept, columns, typed, missed, literal, alone}: `state` has the chosen and the `typed` filters;
// `all` are the results before filtering, `kept` those after it; `literal` counts the results of the unparsed query if
// filters were read from it. `missed` are typed filters without results, `alone` is the filter that a one-word query may
// mean, with its `count`.
export async function answers(engine, asked) {
  const begun = asked.q ? engine.begin(asked.q) : null; // its files load in parallel with the columns
  if (begun) begun.catch(() => {});
  const columns = await engine.columns();
  const words = begun && !(await begun).found.sure ? plainly(asked.q) : asked.q;
  const read = asked.words || !asked.q ? { filters: [], alone: null } : typed(columns, words);
  const missed = words === asked.q ? read.filters : []; // the words of a question are not filters
  const told = { columns, typed: [], missed, literal: 0, alone: await possible(engine, columns, read.alone) };
  const meets = ({ id }) => fits(columns, id, asked);
  const plain = read.filters.length ? null : await (asked.q ? engine.search(asked.q, begun) : engine.everything());
  if (told.alone && !plain.results.some(({ rank }) => rank < PARTLY)) {
    Object.assign(read, { text: "", filters: [told.alone] }); // 第8届: pages write 第八届
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

// Puts pages named exactly as typed first, whatever filters were read from the query.
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
