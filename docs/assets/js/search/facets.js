// Facets of the results, with counts. Choices are combined with OR within a facet, with AND between facets.

import { element, press } from "./elements.js";
import { FACETS, LABELS } from "./state.js";
import { yearOf } from "./typed.js";

const SORTS = [
  ["", "最相关"],
  ["new", "最新"],
  ["old", "最早"],
];
const SHOWN = 8; // choices of a facet; the rest are collapsed

// Rows of [facet, value in the address, label] that hold at once. Each honour has a row, so that a person honoured in 2021
// and 2024 is not found by one honour's year and the other's category, nor by the year this site published the page.
function truths(columns, id) {
  const [folder, label] = columns.kinds[columns.kind[id]];
  const common = [["type", folder, label]];
  for (const street of columns.streets[columns.street[id]]) common.push(["street", street, street]);
  const day = folder !== "role-models" && columns.days[id];
  const rows = columns.rows[columns.row[id]].map((row) => row.map((n) => columns.values[n]).filter(([name]) => LABELS[name]));
  return (rows.length ? rows : [[]]).map((row) =>
    common.concat(
      day && !row.some(([name]) => name === "award") ? [dated(yearOf(day))] : [],
      row.map(([name, value]) => (name === "year" ? dated(value) : [name, value, value]))
    )
  );
}

// The latest honour, as 2024年 敬业奉献; empty without a known year.
export function honoured(columns, id) {
  const rows = truths(columns, id).map((row) => new Map(row.map(([name, , words]) => [name, words])));
  const years = rows.filter((row) => row.get("year") && row.get("award")).sort((a, b) => (a.get("year") < b.get("year") ? 1 : -1));
  return years.length ? [years[0].get("year"), years[0].get("category")].filter(Boolean).join(" ") : "";
}

function dated(year) {
  return ["year", year, `${year}年`];
}

// The facets with choices that a row does not match.
function unmet(row, state) {
  const has = (name) => row.some(([facet, value]) => facet === name && state[name].includes(value));
  return FACETS.filter((name) => state[name].length && !has(name));
}

export function fits(columns, id, state) {
  return truths(columns, id).some((row) => !unmet(row, state).length);
}

// Nodes: the sort buttons, and one group per facet.
export function facets(columns, results, state, change) {
  const nodes = [order(state, change)];
  const counted = count(columns, results, state);
  for (const name of FACETS) {
    const counts = inOrder(name, counted[name], state);
    if (counts.length > 1 || state[name].length) nodes.push(group(name, counts, state, change));
  }
  return nodes;
}

// Facet → value → [value, label, number of pages that match the choices of all other facets].
function count(columns, results, state) {
  const found = {};
  for (const name of FACETS) found[name] = new Map(state[name].map((value) => [value, [value, value, 0]]));
  for (const { id } of results) {
    const counted = new Set();
    for (const row of truths(columns, id)) {
      const missing = unmet(row, state);
      for (const [name, value, label] of row) {
        const meets = !missing.length || (missing.length === 1 && missing[0] === name);
        if (!meets || counted.has(name + value)) continue;
        counted.add(name + value);
        const entry = found[name].get(value) || [value, label, 0];
        found[name].set(value, [value, label, entry[2] + 1]);
      }
    }
  }
  return found;
}

// Chosen values first, then years descending, values of other facets by count.
function inOrder(name, counts, state) {
  const chosen = ([value]) => (state[name].includes(value) ? 0 : 1);
  const least = name === "year" ? (a, b) => b[0] - a[0] : (a, b) => b[2] - a[2];
  return Array.from(counts.values()).sort((a, b) => chosen(a) - chosen(b) || least(a, b) || (a[1] < b[1] ? -1 : 1));
}

// The label of a facet's value.
export function label(columns, name, value) {
  if (name === "year") return `${value}年`;
  const kind = name === "type" && columns.kinds.find(([folder]) => folder === value);
  return kind ? kind[1] : value;
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
  details.append(element("summary", `其余 ${choices.length} 项`), ...choices);
  return details;
}

function fieldset(label) {
  const box = document.createElement("fieldset");
  box.append(element("legend", label));
  return box;
}

function button(label, count, on, act) {
  const node = press(label, act);
  node.setAttribute("aria-pressed", String(on));
  if (count !== "") {
    node.setAttribute("aria-label", `${label}，${count}条`);
    node.append(element("small", count));
  }
  return node;
}
