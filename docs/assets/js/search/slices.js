// Decodes the index files of scripts/search/slices.py, terms.py and shards.py. Other bytes, such as a captive portal's
// page, are an error, so that no reader is told “nothing found”.

const CRC = Uint32Array.from({ length: 256 }, (_, number) => {
  let sum = number;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

export const MOST = 5; // pieces of a long name looked up besides its last; ahead.js preloads their slices

// The number of a term's slice.
export function slot(term, slices) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(term.replace(/^[=.]/, ""))) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ((sum ^ -1) >>> 0) % slices;
}

export function hex(term) {
  return Array.from(new TextEncoder().encode(term), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Term → encoded postings of a slice.
export function directory(data) {
  const view = new DataView(data);
  const size = view.getUint32(0, true);
  const names = size ? new TextDecoder().decode(new Uint8Array(data, 4, size)).split("\n") : [];
  const found = new Map();
  let at = 4 + size + 2 * names.length;
  names.forEach((name, n) => {
    const length = view.getUint16(4 + size + 2 * n, true);
    found.set(name, new Uint8Array(data, at, length));
    at += length;
  });
  if (at !== data.byteLength) throw new Error("not a slice");
  return found;
}

// The postings, see match.js; `bases` are the first ids of the shards.
export function decode(bytes, bases) {
  const ids = [];
  const starts = [0];
  const places = [];
  const read = reader(bytes);
  while (read.at < bytes.length) {
    let id = bases[read()];
    const size = read();
    const stop = read.at + size;
    if (id === undefined || stop > bytes.length) throw new Error("not postings");
    while (read.at < stop) {
      id += read();
      ids.push(id);
      let place = 0;
      for (let left = read(); left > 0; left -= 1) {
        place += read();
        places.push(place);
      }
      starts.push(places.length);
    }
  }
  return { ids, starts, places };
}

// Reads base-128 numbers, low bits first.
function reader(bytes) {
  const read = () => {
    let byte = bytes[read.at++];
    if (byte < 128) return byte;
    let number = byte & 127;
    for (let shift = 7; ; shift += 7) {
      byte = bytes[read.at++];
      number |= (byte & 127) << shift;
      if (!(byte > 127)) return number; // also past the end
    }
  };
  read.at = 0;
  return read;
}

export function columnsOf(columns, { bases, documents }) {
  const days = new Int32Array(documents);
  const begin = new Set(bases);
  columns.days.forEach((step, id) => (days[id] = step + (begin.has(id) ? 0 : days[id - 1])));
  const numbers = (column) => Uint16Array.from(column, (sign) => sign.charCodeAt(0) - 48);
  const [company, kind, street, row] = ["company", "kind", "street", "row"].map((name) => numbers(columns[name]));
  if (kind.length !== documents) throw new Error("columns.json");
  return { ...columns, kind, street, row, days, place: places(company, bases) };
}

// Id → position of its stored fields in its shard: by cluster, newest first.
function places(company, bases) {
  const found = new Uint16Array(company.length);
  bases.forEach((base, shard) => {
    const end = shard + 1 < bases.length ? bases[shard + 1] : company.length;
    const next = [];
    for (let id = base; id < end; id += 1) next[company[id]] = (next[company[id]] || 0) + 1;
    let sum = 0;
    next.forEach((size, number) => {
      next[number] = sum;
      sum += size;
    });
    for (let id = end - 1; id >= base; id -= 1) found[id] = next[company[id]]++;
  });
  return found;
}
