// A query → pages in order. Knows nothing of the page it runs in.

import { cheapest, cover } from "./cover.js";
import { common, NONE, phrase, shares, span } from "./match.js";
import { GIVEN, named, own, SPOKEN } from "./names.js";
import { runs, segment } from "./segment.js";
import { Store } from "./store.js";
import { simplified } from "./traditional.js";

const LONGEST = 60; // characters of a query that are looked at
const MOST = 4; // pieces looked up in the texts
const WORDS = 6; // words set apart by spaces
const NEAR = 24; // places
const ENOUGH = 10; // results, above which pages with only some of the pieces are left out
const HALF = 0.5; // of what the pieces weigh: with less a page is no result

// The tiers of the result list behind those of names.js, best first.
const CALLED = 5; // all words, and one of them is the page's own name
const PHRASE = 6;
const NEAR_WORDS = 7;
const ALL_WORDS = 8;
const NEAR_PIECES = 9;
const ALL_PIECES = 10;
const SOME = 11;

// Id → the best tier it was found in.
class Ranks extends Map {
  add(id, rank) {
    if (!this.has(id) || this.get(id) > rank) this.set(id, rank);
  }
}

export class Engine {
  constructor(root) {
    this.store = new Store(root);
  }

  // {query, results: [{id, rank}]}, best first. `query` is what was looked for in the end.
  async search(query) {
    await this.store.open();
    const text = cut(query);
    const found = await this.find(text);
    if (found.sure) return this.ordered(text, found);
    const other = await simplified(text);
    const better = other === text ? found : await this.find(other);
    return better.size ? this.ordered(other, better) : this.ordered(text, found);
  }

  // The cards of the pages whose own names fit what has been typed so far, best first.
  async suggest(query, most) {
    await this.store.open();
    let text = cut(query);
    let ranks = await named(this.store, text);
    if (!ranks.size) {
      text = await simplified(text);
      ranks = await named(this.store, text);
    }
    for (const [id, rank] of ranks) if (rank >= SPOKEN) ranks.delete(id);
    const { results } = await this.ordered(text, ranks);
    return Promise.all(results.slice(0, most).map(({ id }) => this.store.card(id)));
  }

  // The cards of the names most like a query that found nothing: those that share most of its pieces or its sound.
  async closest(query, most) {
    await this.store.open();
    const text = await simplified(cut(query));
    const pieces = segment(text).slice(0, LONGEST);
    const terms = pieces.map(([, piece]) => piece);
    for (const run of runs(text)) if (run.han) terms.push(...Array.from(run.text, (sign) => `^${sign}`));
    const found = await Promise.all(Array.from(new Set(terms), (term) => this.store.term("names", term)));
    const lists = found.filter(Boolean).map(own);
    const best = shares(lists, this.store.head.documents, 0.01).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return Promise.all(best.slice(0, most).map(([id]) => this.store.card(id)));
  }

  // Ranks of all pages found; `sure` when the query was met as a whole, not only in pieces.
  async find(text) {
    const [names, ranks] = await Promise.all([named(this.store, text), this.inTexts(text)]);
    ranks.sure = ranks.sure || names.size > 0;
    for (const [id, rank] of names) ranks.add(id, rank);
    return ranks;
  }

  async inTexts(text) {
    const ranks = new Ranks();
    const words = this.words(text);
    const pieces = words.flatMap((word) => word.pieces);
    if (!pieces.length) return ranks;
    const found = await Promise.all(pieces.map(([, piece]) => this.store.term("text", piece)));
    const postings = new Map(pieces.map((piece, n) => [piece, found[n]]));
    const at = (own) => own.map((piece) => [piece[0], postings.get(piece)]);
    phrase(at(pieces)).ids.forEach((id) => ranks.add(id, PHRASE));
    if (words.length > 1) {
      const names = await Promise.all(words.map((word) => named(this.store, word.text)));
      together(words.map((word, n) => withNames(phrase(at(word.pieces)), names[n])), ranks);
    }
    ranks.sure = ranks.size > 0;
    this.loosely(found.map((list) => list || NONE), ranks);
    return ranks;
  }

  // Pages that have the pieces, but not in a row; when there are few, also pages that have only some.
  loosely(lists, ranks) {
    if (lists.length < 2) return;
    nearness(lists, ranks, NEAR_PIECES, ALL_PIECES);
    if (ranks.size >= ENOUGH) return;
    shares(lists, this.store.head.documents, HALF).forEach(([id, share]) => ranks.add(id, SOME + 1 - share));
  }

  // The words that a reader set apart by spaces or signs, each with the pieces to look it up by.
  words(text) {
    const words = text.split(/[\s,，、。；;+]+/u).filter((word) => segment(word).length);
    const cost = this.store.cost("text");
    const most = Math.max(2, Math.floor(MOST / words.length));
    let end = 0;
    return words.slice(0, WORDS).map((word) => {
      const start = end;
      end += runs(word).reduce((sum, run) => sum + run.width, 0);
      const pieces = segment(word).map(([place, piece]) => [start + place, piece]);
      return { text: word, pieces: cheapest(cover(pieces, cost), cost, most) };
    });
  }

  // Newer first among equals. Of what is called so, people and places stand before headlines.
  async ordered(query, ranks) {
    const columns = await this.store.columns();
    const isNews = (id) => columns.kinds[columns.kind[id]][0] === "news";
    const results = Array.from(ranks, ([id, rank]) => ({
      id,
      rank,
      news: rank < PHRASE && isNews(id),
      day: columns.days[id],
    }));
    results.sort((a, b) => a.rank - b.rank || a.news - b.news || b.day - a.day || a.id - b.id);
    return { query, results };
  }
}

function cut(query) {
  return Array.from(query.normalize("NFC").trim()).slice(0, LONGEST).join("");
}

// A word may also be met by a name that only sounds so: then it stands nowhere in the text, far from everything.
function withNames(list, names) {
  const extra = Array.from(names.keys()).filter((id) => !list.ids.includes(id));
  if (!extra.length) return { list, names };
  const rows = list.ids.map((id, n) => [id, list.places.slice(list.starts[n], list.starts[n + 1])]);
  const all = rows.concat(extra.map((id) => [id, [-1000]])).sort((a, b) => a[0] - b[0]);
  const starts = [0];
  for (const [, places] of all) starts.push(starts[starts.length - 1] + places.length);
  return { list: { ids: all.map(([id]) => id), starts, places: all.flatMap(([, places]) => places) }, names };
}

// Pages that have every word: first those one word is the name of.
function together(words, ranks) {
  const lists = words.map(({ list }) => list);
  nearness(lists, ranks, NEAR_WORDS, ALL_WORDS);
  for (const [id] of common(lists)) {
    if (words.some(({ names }) => names.has(id) && names.get(id) < GIVEN + 1)) ranks.add(id, CALLED);
  }
}

function nearness(lists, ranks, near, anywhere) {
  for (const [id, places] of common(lists)) ranks.add(id, span(places) <= NEAR ? near : anywhere);
}
