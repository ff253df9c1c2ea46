// Which pieces of a query to look up. Every character has to be in one of them; heavy ones are worth avoiding.

import { isLone, isPair } from "./segment.js";

// The least costly of [[place, piece], …] that together hold every character of the query.
export function cover(pieces, cost) {
  const chosen = [];
  for (const chain of chains(pieces)) chosen.push(...covered(chain, cost));
  return chosen;
}

// The `most` least costly pieces of [[place, piece], …], in their order: a long word is told by a few of its pieces, of
// equal ones rather by the numbers of a date than by its 年 and 月, and from both ends: a name is no 电话 behind it.
export function cheapest(pieces, cost, most) {
  const end = new Map(pieces.map((piece, n) => [piece, Math.min(n, pieces.length - 1 - n)]));
  const kept = pieces.slice().sort((a, b) => cost(a[1]) - cost(b[1]) || isLone(a[1]) - isLone(b[1]) || end.get(a) - end.get(b) || a[0] - b[0]);
  return kept.slice(0, most).sort((a, b) => a[0] - b[0]);
}

// Rows of overlapping pairs; any other piece is a row of its own.
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

// The first and the last of a row, and between them never two left out in a row: the cheapest such choice.
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
