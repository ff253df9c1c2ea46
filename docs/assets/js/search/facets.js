// What results can be narrowed by, with counts. Within one facet choices add up; between facets all must hold.

import { FACETS } from "./state.js";

const LABELS = { type: "类型", year: "年份", street: "街道", category: "类别" };
const SORTS = [
  ["", "最相关"],
  ["new", "最新"],
  ["old", "最早"],
];
const SHOWN = 8; // choices of a facet before the rest is folded away

// The values of a page: [[word in the address, label], …].
const VALUES = {
  type: (columns, id) => [columns.kinds[columns.kind[id]]],
  year: (columns, id) => {
    const year = columns.days[id] ? String(new Date(columns.days[id] * 86400000).getUTCFullYear()) : "";
    return year ? [[year, `${year}年`]] : [];
  },
  street: (columns, id) => (columns.street[id] ? [twice(columns.streets[columns.street[id]])] : []),
  category: (columns, id) => columns.categories[columns.category[id]].map(twice),
};

function twice(value) {
  return [value, value];
}

export function fits(columns, id, state, except = "") {
  return FACETS.every((name) => {
    if (name === except || !state[name].length) return true;
    return VALUES[name](columns, id).some(([value]) => state[name].includes(value));
  });
}

// Nodes: the choice of order, and one group a facet.
export function facets(columns, results, state, change) {
  const nodes = [order(state, change)];
  for (const name of FACETS) {
    const counts = count(columns, results, state, name);
    if (counts.length > 1 || state[name].length) nodes.push(group(name, counts, state, change));
  }
  return nodes;
}

// [[value, label, count], …], what is chosen first, then years downwards and the rest by count.
function count(columns, results, state, name) {
  const found = new Map(state[name].map((value) => [value, [value, value, 0]]));
  for (const { id } of results) {
    if (!fits(columns, id, state, name)) continue;
    for (const [value, label] of VALUES[name](columns, id)) {
      const entry = found.get(value) || [value, label, 0];
      entry[1] = label;
      entry[2] += 1;
      found.set(value, entry);
    }
  }
  const chosen = ([value]) => (state[name].includes(value) ? 0 : 1);
  const least = name === "year" ? (a, b) => b[0] - a[0] : (a, b) => b[2] - a[2];
  return Array.from(found.values()).sort((a, b) => chosen(a) - chosen(b) || least(a, b) || (a[1] < b[1] ? -1 : 1));
}

function order(state, change) {
  const box = fieldset("排序");
  for (const [value, label] of SORTS) {
    box.append(button(label, "", state.sort === value, () => change({ sort: value })));
  }
  return box;
}

function group(name, counts, state, change) {
  const box = fieldset(LABELS[name]);
  const choices = counts.map(([value, label, number]) => {
    const on = state[name].includes(value);
    const next = on ? state[name].filter((other) => other !== value) : state[name].concat(value);
    return button(label, number, on, () => change({ [name]: next }));
  });
  box.append(...choices.slice(0, SHOWN));
  if (choices.length > SHOWN) box.append(folded(choices.slice(SHOWN)));
  return box;
}

function folded(choices) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = `其余 ${choices.length} 项`;
  details.append(summary, ...choices);
  return details;
}

function fieldset(label) {
  const box = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = label;
  box.append(legend);
  return box;
}

function button(label, count, on, act) {
  const node = document.createElement("button");
  node.type = "button";
  node.setAttribute("aria-pressed", String(on));
  node.append(label);
  if (count !== "") {
    const small = document.createElement("small");
    small.textContent = count;
    node.setAttribute("aria-label", `${label}，${count}条`);
    node.append(small);
  }
  node.addEventListener("click", act);
  return node;
}
