// What was typed in letters, read as the sound of a name: as syllables, or as initials.

const MOST = 8;

// Letters only, without tone marks; ü as v. Empty when the query holds anything else.
export function letters(query) {
  const text = query
    .normalize("NFD")
    .replace(/u\u0308/gi, "v")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return /^[a-z\s'’·-]+$/.test(text) ? text.replace(/[^a-z]/g, "") : "";
}

// The ways to cut letters into syllables the index has. The last piece may be the beginning of one:
// [{syllables: [...], rest: "h"}], whole readings first.
export function readings(text, known) {
  const found = [];
  const walk = (at, syllables) => {
    if (found.length >= MOST) return;
    if (at === text.length) {
      found.push({ syllables, rest: "" });
      return;
    }
    for (let size = Math.min(6, text.length - at); size > 0; size -= 1) {
      const piece = text.slice(at, at + size);
      if (known.has(piece)) walk(at + size, syllables.concat(piece));
    }
    const rest = text.slice(at);
    if (rest.length < 6 && syllables.length) {
      for (const syllable of known) {
        if (syllable !== rest && syllable.startsWith(rest)) {
          found.push({ syllables, rest });
          break;
        }
      }
    }
  };
  walk(0, []);
  // ü is typed as v, but on many keyboards as u.
  const typed = text.replace(/yu(?=[a-z]|$)/g, "v");
  if (typed !== text && /[nl]v/.test(typed)) found.push(...readings(typed, known));
  return found.sort((a, b) => a.rest.length - b.rest.length);
}

// The pairs of initials in order: jch → jc, ch.
export function pairs(text) {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
