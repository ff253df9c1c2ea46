// Selects the pieces of a query to look up: they contain every character and avoid large terms.

import { isLone, isPair } from "./segment.js";

// The cheapest of [[place, piece], …] that together contain every character of the query.
export function cover(pieces, cost) {
  const chosen = [];
  for (const chain of chains(pieces)) chosen.push(...covered(chain, cost));
  return chosen;
}

// The `most` cheapest of [[place, piece], …], in query order: a few pieces identify a long word. Of equal cost, a date's
// numbers precede its 年 and 月, and outer pieces inner ones, so that a name alone does not match the name with 电话.
export function cheapest(pieces, cost, most) {
  const end = new Map(pieces.map((piece, n) => [piece, Math.min(n, pieces.length - 1 - n)]));
  const kept = pieces.slice().sort((a, b) => cost(a[1]) - cost(b[1]) || isLone(a[1]) - isLone(b[1]) || end.get(a) - end.get(b) || a[0] - b[0]);
  return kept.slice(0, most).sort((a, b) => a[0] - b[0]);
}

// Rows of overlapping pairs; any other piece is its own row.
function chains(pieces) {
  const found = [];
  pieces.forEach((piece, n) => {
    const before = pieces[n - 1];
    const goesOn = before && before[0] === piece[0] - 1 && isPair(before[1]) && isPair(piece[1]);
    if (goesOn) found[found.length - 1].push(piece);
    else found.push([piece]);
  });
  return found;
}

// The cheapest selection that has the row's first and last piece and omits no two adjacent ones.
function covered(row, cost) {
  const best = [];
  row.forEach((piece, n) => {
    const before = [n - 1, n - 2].filter((at) => at >= 0).sort((a, b) => best[a].sum - best[b].sum)[0];
    const sum = (before === undefined ? 0 : best[before].sum) + cost(piece[1]);
    best.push({ sum, before });
  });
  const chosen = [];
  for (let at = row.length - 1; at !== undefined; at = best[at].before) chosen.unshift(row[at]);
  return chosen;
}
