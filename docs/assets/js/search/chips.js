// Buttons that remove a chosen filter, and those for other meanings of the query.

import { element, press } from "./elements.js";
import { label } from "./facets.js";
import { FACETS, LABELS, NONE_CHOSEN } from "./state.js";

export function chips(asked, found, go) {
  const { alone, columns, literal, state } = found;
  const nodes = [];
  for (const name of FACETS) {
    const typed = found.typed.find(({ facet }) => facet === name);
    if (typed) nodes.push(chip(`${LABELS[name]}：${said(columns, typed)}`, () => go({ ...state, [name]: [] })));
    else state[name].forEach((value) => nodes.push(chip(`${LABELS[name]}：${label(columns, name, value)}`, () => go(without(state, name, value)))));
  }
  if (literal) nodes.push(press(`不当筛选，按原话找（${literal} 条）`, () => go({ ...asked, words: true })));
  if (alone) {
    const words = `只看${LABELS[alone.facet]}“${said(columns, alone)}”（${alone.count} 条）`;
    nodes.push(press(words, () => go({ ...NONE_CHOSEN, q: "", sort: "", [alone.facet]: alone.values })));
  }
  return nodes;
}

// A typed round may mean rounds of several awards.
function said(columns, { facet, values, word }) {
  return values.length > 1 ? word : label(columns, facet, values[0]);
}

function without(state, name, value) {
  return { ...state, [name]: state[name].filter((other) => other !== value) };
}

function chip(text, act) {
  const node = press(text, act, "chosen");
  const cross = element("span", " ×");
  cross.setAttribute("aria-hidden", "true");
  node.append(cross);
  node.setAttribute("aria-label", `取消 ${text}`);
  return node;
}
