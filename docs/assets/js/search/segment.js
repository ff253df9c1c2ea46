// Text → pieces: the rule that the index was built by. scripts/search/segment.py is its twin; both are held equal by
// tests/search/segment-cases.json.

export const HAN = "〇々㐀-䶿一-鿿\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const RUN = new RegExp(`([${HAN}]+)|((?:(?![${HAN}])[\\p{L}\\p{N}])+)`, "gu");

const LONGEST = 30; // characters of a word: what is longer is no word, and a term is the name of a file

const LONE = new RegExp(`^[${HAN}]$`, "u");
const PAIR = new RegExp(`^[${HAN}]{2}$`, "u");

// The form in which texts are compared. Upper then lower case, because both languages have just these two.
export function fold(text) {
  return text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

// The runs of a text: [run, han, word] each. Chrome knows matchAll only from 73.
function all(text) {
  const found = [];
  fold(text).replace(RUN, (run, han, word) => found.push([run, han, word]));
  return found;
}

// [[place, piece], …]: runs of Han characters as overlapping pairs, a lone one as itself, letters and digits as words.
export function segment(text) {
  const found = [];
  let place = 0;
  for (const [, han, word] of all(text)) {
    const signs = han ? Array.from(han) : [Array.from(word).slice(0, LONGEST).join("")];
    if (signs.length === 1) found.push([place, signs[0]]);
    for (let at = 0; at + 1 < signs.length; at += 1) found.push([place + at, signs[at] + signs[at + 1]]);
    place += signs.length;
  }
  return found;
}

// The runs of a text in order: [{text, han, place, width}]; signs and spaces between them are left out.
export function runs(text) {
  const found = [];
  let place = 0;
  for (const [run, han] of all(text)) {
    const width = han ? Array.from(run).length : 1;
    found.push({ text: run, han: Boolean(han), place, width });
    place += width;
  }
  return found;
}

// Is a piece two Han characters? A word of two letters is not.
export function isPair(piece) {
  return PAIR.test(piece);
}

// Is it one Han character?
export function isLone(piece) {
  return LONE.test(piece);
}
