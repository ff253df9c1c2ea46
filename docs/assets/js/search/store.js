// The files of the index, fetched when they are needed and kept for as long as the page lives.

export class Store {
  constructor(root) {
    this.root = root;
    this.files = new Map();
    this.terms = new Map();
  }

  // index.json names the version; all other files carry it in their address, so that caches never mix two builds.
  open() {
    this.opening = this.opening || this.load();
    return this.opening;
  }

  async load() {
    const response = await fetch(`${this.root}index.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error(`index.json: ${response.status}`);
    this.head = await response.json();
    return this;
  }

  file(path) {
    if (!this.files.has(path)) {
      const found = fetch(`${this.root}${path}?v=${this.head.version}`).then((response) => {
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        return path.endsWith(".json") ? response.json() : response.arrayBuffer();
      });
      found.catch(() => this.files.delete(path));
      this.files.set(path, found);
    }
    return this.files.get(path);
  }

  // Columns of all pages: kinds, streets, categories as numbers, and the day each is dated; see scripts/search/shards.py.
  columns() {
    this.reading = this.reading || this.file("columns.json").then((columns) => unpacked(columns, this.head.bases));
    return this.reading;
  }

  async grouped(name, id) {
    const size = this.head[name];
    return (await this.file(`${name}/${Math.floor(id / size)}.json`))[id % size];
  }

  // What a suggestion shows.
  async card(id) {
    return named(await this.grouped("cards", id));
  }

  // What a result shows: a card, and the text to cut a snippet from.
  async page(id) {
    return named(await this.grouped("texts", id));
  }

  // Term → about how many KB it takes to look it up.
  cost(index) {
    const { heavy } = this.head[index];
    return (term) => heavy[term] || 5;
  }

  // The postings of one term, or null.
  async term(index, term) {
    const key = `${index} ${term}`;
    if (!this.terms.has(key)) this.terms.set(key, this.find(index, term));
    return this.terms.get(key);
  }

  async find(index, term) {
    const place = slot(this.head[index].firsts, term);
    if (place < 0) return null;
    const slice = await this.slice(index, place);
    const range = slice.get(term);
    return range ? decode(slice.bytes, range, this.head.bases) : null;
  }

  // All terms that begin with these letters, in order.
  async starting(index, prefix) {
    const { firsts } = this.head[index];
    const found = [];
    for (let place = Math.max(0, slot(firsts, prefix)); place < firsts.length; place += 1) {
      if (firsts[place] > prefix && !firsts[place].startsWith(prefix)) break;
      const slice = await this.slice(index, place);
      for (const term of slice.keys()) if (term.startsWith(prefix)) found.push(term);
    }
    return found;
  }

  async slice(index, place) {
    const data = await this.file(`${index}/${place}.bin`);
    if (!data.slice_) data.slice_ = directory(new Uint8Array(data));
    return data.slice_;
  }
}

function named([address, title, label, sample, text = ""]) {
  return { address, title, label, sample: Boolean(sample), text };
}

function unpacked(columns, bases) {
  const days = new Int32Array(columns.days.length);
  const begin = new Set(bases);
  columns.days.forEach((step, id) => (days[id] = step + (begin.has(id) ? 0 : days[id - 1])));
  const numbers = (column) => Uint16Array.from(column, (sign) => sign.charCodeAt(0) - 48);
  const [kind, street, category] = [columns.kind, columns.street, columns.category].map(numbers);
  return { ...columns, kind, street, category, days };
}

// The slice that would hold a term: the last one that does not begin behind it.
function slot(firsts, term) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= term) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Term → [start, end] of its postings in a slice.
function directory(bytes) {
  const found = new Map();
  const names = new TextDecoder();
  const read = reader(bytes, 0);
  while (read.at < bytes.length) {
    const length = read();
    const term = names.decode(bytes.subarray(read.at, read.at + length));
    read.at += length;
    const size = read();
    found.set(term, [read.at, read.at + size]);
    read.at += size;
  }
  found.bytes = bytes;
  return found;
}

// Numbers of seven bits a byte, low bits first.
function reader(bytes, start) {
  const read = () => {
    let byte = bytes[read.at++];
    if (byte < 128) return byte;
    let number = byte & 127;
    for (let shift = 7; ; shift += 7) {
      byte = bytes[read.at++];
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
    }
  };
  read.at = start;
  return read;
}

// Postings: ids ascending, and for the n-th id its places at places[starts[n]] … places[starts[n + 1] - 1].
function decode(bytes, [start, end], bases) {
  const ids = [];
  const starts = [0];
  const places = [];
  const read = reader(bytes, start);
  while (read.at < end) {
    let id = bases[read()];
    const size = read();
    const stop = read.at + size;
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
