// Reads typed letters as the pinyin of a name: as syllables, or as initials.

const MOST = 8;
const STEPS = 500; // limits backtracking

// The letters without tone marks, ü as v; empty if the query contains anything else.
export function letters(query) {
  const text = query
    .normalize("NFKD")
    .replace(/u\u0308/gi, "v")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return /^[a-z\s'’·-]+$/.test(text) ? text.replace(/[^a-z]/g, "") : "";
}

// Splits letters into syllables of the index: [{syllables: [...], rest: "h"}], complete readings first. `rest` is an
// unfinished syllable. If there are complete readings, only their last syllables may also be unfinished: nobody who types
// yuan means yu, a and a syllable with n.
export function readings(text, known) {
  const whole = [];
  const begun = [];
  let steps = 0;
  const walk = (at, syllables) => {
    if (whole.length >= MOST || (steps += 1) > STEPS) return;
    if (at === text.length) {
      whole.push({ syllables, rest: "" });
      return;
    }
    for (let size = Math.min(6, text.length - at); size > 0; size -= 1) {
      const piece = text.slice(at, at + size);
      if (known.has(piece)) walk(at + size, syllables.concat(piece));
    }
    if (begun.length < MOST) begun.push({ syllables, rest: text.slice(at) });
  };
  walk(0, []);
  // ü is typed as v, but on many keyboards as u.
  const typed = text.replace(/yu(?=[a-z]|$)/g, "v");
  const others = typed !== text && /[nl]v/.test(typed) ? readings(typed, known) : [];
  const open = whole.length ? whole.map(({ syllables }) => ({ syllables: syllables.slice(0, -1), rest: syllables[syllables.length - 1] })) : begun;
  const goesOn = ({ syllables, rest }) => syllables.length && rest.length < 6 && begins(rest, known);
  return [...whole, ...open.filter(goesOn), ...others].sort((a, b) => a.rest.length - b.rest.length);
}

function begins(rest, known) {
  return Array.from(known).some((syllable) => syllable !== rest && syllable.startsWith(rest));
}

// The pairs of initials in order: jch → jc, ch.
export function pairs(text) {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
