// Text → pieces, the same as in the index (scripts/search/segment.py); tests/search/segment-cases.json tests both.

export const HAN = "〇々㐀-䶿一-鿿\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const RUN = new RegExp(`([${HAN}]+)|((?:(?![${HAN}])[\\p{L}\\p{N}])+)`, "gu");

const LONGEST = 30; // the most characters of a word that are indexed, since a term can be a file name

const LONE = new RegExp(`^[${HAN}]$`, "u");
const PAIR = new RegExp(`^[${HAN}]{2}$`, "u");

// Normalizes a text for comparison. Upper, then lower case, because Python and JavaScript have just these in common.
export function fold(text) {
  return text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

// The runs of a text, each [run, han, word]. Chrome has matchAll only from version 73.
function all(text) {
  const found = [];
  fold(text).replace(RUN, (run, han, word) => found.push([run, han, word]));
  return found;
}

// [[place, piece], …]: runs of Han characters as overlapping pairs, a single one as itself, letters and digits as words.
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

// The runs of a text in order: [{text, han, place, width}], without punctuation and spaces.
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

// Whether a piece is two Han characters.
export function isPair(piece) {
  return PAIR.test(piece);
}

// Whether a piece is one Han character.
export function isLone(piece) {
  return LONE.test(piece);
}
