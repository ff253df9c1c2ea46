// Cuts the part of a page's text that best shows why it matched, and marks the matches.

import { element } from "./elements.js";
import { fold, runs, segment } from "./segment.js";

const BEFORE = 24;
const LONG = 110;
const SHORT = 16;
const CLAUSE = /[，。；！？]/;

// A DocumentFragment of text nodes and <mark>, never markup from the text. Each line of the text is a field of its record
// and makes sense alone.
export function snippet(text, query) {
  const { folded, origin } = folding(text);
  const [whole, pieces] = words(query);
  const signs = Array.from(whole.join(""));
  const apart = signs.every((sign) => folded.includes(sign)) ? signs : []; // 借书 in 图书借阅
  const marks = places(folded, [whole, all(folded, pieces).length ? pieces : apart]);
  const best = densest(marks, folded);
  const head = folded.lastIndexOf("\n", best) + 1;
  const line = text.slice(0, lineEnd(text, origin[best]));
  const from = origin[Math.max(head, best - BEFORE)];
  const sign = from > origin[head] ? line.slice(from, origin[best]).search(CLAUSE) : -1;
  const start = from + sign + 1; // the beginning of a clause, if one is near
  const end = Math.min(line.length, start + LONG);
  const out = document.createDocumentFragment();
  if (start > origin[head]) out.append("…");
  let at = start;
  for (const [first, last] of marks) {
    const begin = origin[first];
    const stop = origin[last];
    if (begin < at || stop > end) continue;
    out.append(line.slice(at, begin), element("mark", line.slice(begin, stop)));
    at = stop;
  }
  out.append(line.slice(at, end));
  if (end < line.length) out.append("…");
  if (head && line.length - origin[head] < SHORT) out.append(` · ${beginning(text)}`); // a short line says little alone
  return out;
}

function beginning(text) {
  const line = text.slice(0, lineEnd(text, 0));
  return line.length > LONG / 2 ? `${line.slice(0, LONG / 2)}…` : line;
}

// A title with the matches marked.
export function marked(text, query) {
  const { folded, origin } = folding(text);
  const out = document.createDocumentFragment();
  let at = 0;
  for (const [first, last] of places(folded, words(query))) {
    if (origin[first] < at) continue;
    out.append(text.slice(at, origin[first]), element("mark", text.slice(origin[first], origin[last])));
    at = origin[last];
  }
  out.append(text.slice(at));
  return out;
}

// The text folded by character, and the index in the text of each UTF-16 unit of `folded`.
function folding(text) {
  let folded = "";
  const origin = [];
  let at = 0;
  for (const sign of text) {
    const plain = fold(sign);
    for (let unit = 0; unit < plain.length; unit += 1) origin.push(at);
    folded += plain;
    at += sign.length;
  }
  origin.push(text.length);
  return { folded, origin };
}

// Texts to mark: the runs of the query or, if none is found, its pieces.
function words(query) {
  const whole = runs(query).map((run) => run.text);
  return [whole, segment(query).map(([, piece]) => piece)];
}

// [[start, end], …] in order, without overlaps; adjacent ranges are joined.
function places(folded, [whole, pieces]) {
  const found = all(folded, whole);
  const marks = found.length ? found : all(folded, pieces);
  marks.sort((a, b) => a[0] - b[0]);
  const joined = [];
  for (const place of marks) {
    const last = joined[joined.length - 1];
    if (last && place[0] <= last[1]) last[1] = Math.max(last[1], place[1]);
    else joined.push(place);
  }
  return joined;
}

function all(folded, words) {
  const found = [];
  for (const word of new Set(words)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) found.push([at, at + word.length]);
  }
  return found;
}

function lineEnd(text, at) {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

// Start of the window in one line with the most marked characters.
function densest(marks, folded) {
  let best = 0;
  let most = 0;
  marks.forEach(([first], n) => {
    let sum = 0;
    const end = Math.min(lineEnd(folded, first) + 1, first + LONG - BEFORE);
    for (let at = n; at < marks.length && marks[at][1] < end; at += 1) sum += marks[at][1] - marks[at][0];
    if (sum > most) [best, most] = [first, sum];
  });
  return best;
}
