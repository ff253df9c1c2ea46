// The files of the index, fetched when they are needed and kept for as long as the page lives.

import { columnsOf, decode, directory, hex, slot } from "./slices.js";

const FILE = window.siteFile || ""; // of a copy that is opened from a folder; see assets/js/offline.js
const PATIENCE = 30000; // milliseconds for one file

export class Store {
  constructor(root) {
    this.root = root;
    this.forget();
  }

  // What was fetched, and what could not be: a reader who tries again starts anew.
  forget() {
    this.opening = null;
    this.kept = new Map();
  }

  // index.json names the folder of all other files, so that no search mixes two builds. It is small, and asked for anew
  // by every page; the columns, which every search needs to put its results in order, come while terms are fetched.
  open() {
    this.opening = this.opening || this.load();
    return this.opening;
  }

  async load() {
    this.head = await got(`${this.root}index.json`, { cache: "no-cache" }, early());
    if (!(this.head.slices > 0)) throw new Error("index.json");
    this.columns().catch(() => {}); // whoever waits for them hears of it
    return this;
  }

  once(key, make) {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key);
  }

  file(path) {
    return this.once(path, () => got(`${this.root}${this.head.version}/${path}`));
  }

  // Columns of all pages: kinds, streets and other facets as numbers, and the day each is dated; see scripts/search/shards.py.
  columns() {
    return this.once("columns", () => this.file("columns.json").then((columns) => columnsOf(columns, this.head)));
  }

  // Syllable → the characters that can be read so; see scripts/search/terms.py.
  sounds() {
    return this.once("sounds", () => this.file("sounds.json").then((found) => new Map(Object.entries(found))));
  }

  // What a suggestion shows.
  async card(id) {
    return named(await this.grouped("cards", id));
  }

  // What a result shows: a card, and the text to cut a snippet from.
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

  // About how many KB it takes to look a term up.
  cost(term) {
    const size = this.head.heavy[term];
    return size > 0 ? size : 4; // “constructor” is a word, and of every object
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

// What early.js has asked for already on the result page; once, so that a reader who tries again asks anew.
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
    error.unread = address.split("/").pop(); // what failed, for whoever tells the reader
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function named([address, title, label, sample, text = ""]) {
  return { address: address + FILE, title, label, sample: Boolean(sample), text };
}
