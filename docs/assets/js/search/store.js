// The files of the index, fetched on demand and cached for the lifetime of the page.

import { columnsOf, decode, directory, hex, slot } from "./slices.js";

const FILE = window.siteFile || ""; // in a copy opened from a folder; see assets/js/offline.js
const PATIENCE = 30000; // timeout per file in milliseconds

export class Store {
  constructor(root) {
    this.root = root;
    this.forget();
  }

  // Clears the cache, failures included, so that a retry starts anew.
  forget() {
    this.opening = null;
    this.kept = new Map();
  }

  // index.json names the folder of all other files, so that no search mixes two builds. Every page revalidates it; the
  // columns, which every search needs to sort its results, load in parallel with the terms.
  open() {
    this.opening = this.opening || this.load();
    return this.opening;
  }

  async load() {
    this.head = await got(`${this.root}index.json`, { cache: "no-cache" }, early());
    if (!(this.head.slices > 0)) throw new Error("index.json");
    this.columns().catch(() => {}); // whoever awaits them gets the error
    return this;
  }

  once(key, make) {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key);
  }

  file(path) {
    return this.once(path, () => got(`${this.root}${this.head.version}/${path}`));
  }

  // Columns of all pages: kind, streets and other facets as numbers, the date in days since 1970; see scripts/search/shards.py.
  columns() {
    return this.once("columns", () => this.file("columns.json").then((columns) => columnsOf(columns, this.head)));
  }

  // Syllable → the characters with this reading; see scripts/search/terms.py.
  sounds() {
    return this.once("sounds", () => this.file("sounds.json").then((found) => new Map(Object.entries(found))));
  }

  // The fields of a suggestion.
  async card(id) {
    return named(await this.grouped("cards", id));
  }

  // The fields of a result: a card, and the text for its snippet.
  async page(id) {
    return named(await this.grouped("texts", id));
  }

  async grouped(name, id) {
    const { bases } = this.head;
    let shard = bases.length - 1;
    while (bases[shard] > id) shard -= 1;
    const number = (await this.columns()).place[id];
    const size = this.head[name];
    return (await this.file(`${name}/${shard}-${Math.floor(number / size)}.json`))[number % size];
  }

  // Approximate KB to load for a term.
  cost(term) {
    const size = this.head.heavy[term];
    return size > 0 ? size : 4; // “constructor” is a word, and every object has it
  }

  // The postings of one term, or null.
  term(term) {
    return this.once(`term ${term}`, () => this.find(term));
  }

  async find(term) {
    const { bases, heavy, slices } = this.head;
    if (heavy[term] > 0) return decode(new Uint8Array(await this.file(`heavy/${hex(term)}.bin`)), bases);
    const number = slot(term, slices);
    const slice = await this.once(`slice ${number}`, () => this.file(`terms/${number}.bin`).then(directory));
    const postings = slice.get(term);
    return postings ? decode(postings, bases) : null;
  }
}

// The response that ahead.js requested on the result page; only once, so that a retry fetches again.
function early() {
  const asked = window.searchHead;
  window.searchHead = null;
  return asked;
}

async function got(address, options = {}, asked = null) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await (asked || fetch(address, { ...options, signal: abort.signal }));
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return await (address.endsWith(".json") ? response.json() : response.arrayBuffer());
  } catch (error) {
    error.unread = address.split("/").pop(); // the file, for the message to the reader
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function named([address, title, label, sample, text = ""]) {
  return { address: address + FILE, title, label, sample: Boolean(sample), text };
}
