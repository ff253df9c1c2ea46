// A query → ranked pages. Does not touch the DOM.

import { counted, dated } from "./dates.js";
import { heard } from "./heard.js";
import { EXACT, named, own, PREFIX, SPOKEN, spelt } from "./names.js";
import { common, span } from "./match.js";
import { letters } from "./pinyin.js";
import { HAN, runs, segment } from "./segment.js";
import { Store } from "./store.js";
import { HEARD, inTexts, PARTLY, PHRASE, wordsIn } from "./texts.js";
import { simplified } from "./traditional.js";

const REREAD = 3.9; // after pages' own names, before mentions of the name
const MANY = 12; // the most pages whose texts are searched
const CLOSE = 20; // characters
const LONGEST = 60; // characters of a query that are used
const ASKING = /什么|啥|怎么办|[怎咋][么样办]?|[这那哪][个里儿些]?|几[点号个支场]?|多少[个支场]?|请问|你好|地址|电话|[的吗呢吧呀啊谁请您你我们是有没在要去了？?！!。]/gu;
const SAID = [ // dialect → the wording of the pages
  [/([今明后])儿个?/g, "$1天"],
  [/(星期|礼拜)天/g, "周日"],
  [/星期|礼拜/g, "周"],
  [/这个?(周|月)/g, "本$1"],
];
const WHEN = /^(?=[本下这]|.*[动座讲课]$)(?:今[天晚日]|明[天晚]|后天|晚上|[本下这]个?[周月][一二三四五六日末]?|周[一二三四五六日末]|(?:\d{4}年)?[\d一二三四五六七八九十]{1,2}月份?|最近)[上下晚]?[午上]? ?(?:活动|讲座|宣讲|听?课)?$/u;
const SUBJECT = /^(..+)活动$/u; // 亲子 of 亲子活动, which the pages call otherwise
const ON = "近期活动"; // title of the page that lists them by day
const RADICALS = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"; // as in scripts/records/han.py
const TITLE = "老师|师傅|阿姨|奶奶|爷爷|叔叔|大?[哥姐妈爷叔婶嫂]|先生|女士|同志|书记|主任|医生|大夫|警官";
const ADDRESSED = new RegExp(`^(?:姓([${HAN}]{1,2})|姓?([${HAN}]{1,3}?)(?:${TITLE}))$`, "u");

export class Engine {
  constructor(root) {
    this.store = new Store(root);
  }

  // {query, results: [{id, rank, day}], heard}, best first. `query` is the text searched for in the end; `heard` if names
  // that only sound alike come first.
  async search(query, begun = this.begin(query)) {
    let { text, found } = await begun;
    const other = found.sure ? text : plainly(await simplified(text));
    const better = other === text ? found : await this.find(other);
    if (!better.size) for (const id of await this.scattered(other)) better.add(id, PARTLY);
    const [, subject] = SUBJECT.exec(other) || [];
    if (subject && !better.sure) for (const id of (await this.find(subject)).keys()) better.add(id, PARTLY + 1);
    if (better.size) [text, found] = [other, better];
    const near = found.sure ? [] : await this.heard(other);
    for (const [id, rank] of near) found.add(id, HEARD + rank / 10);
    if (found.sure && letters(text) && !Array.from(found.values()).some((rank) => rank < PREFIX)) await this.reread(text, found);
    return { ...(await this.ordered(text, found)), heard: near.length > 0 };
  }

  // Adds exact names by other readings of a character, if pinyin found only longer names and mentions.
  async reread(text, found) {
    for (const [id, rank] of await heard(this.store, text)) if (rank === EXACT) found.add(id, REREAD);
  }

  // Ids of pages with a query's characters close together, for when no page has two in a row: 借书 is in 图书借阅.
  async scattered(text) {
    const signs = Array.from(new Set(text.match(new RegExp(`[${HAN}]`, "gu"))));
    const lists = await Promise.all(signs.map((sign) => this.store.term(`.${sign}`)));
    const ids = signs.length > 1 && lists.every(Boolean) ? common(lists).map(([id]) => id) : [];
    if (ids.length > MANY) return [];
    const pages = await Promise.all(ids.map((id) => this.store.page(id)));
    const texts = pages.map(({ title, text }) => Array.from(`${title}\n${text}`));
    const places = (said, sign) => said.map((one, at) => (one === sign ? at : -1)).filter((at) => at >= 0);
    return ids.filter((_, n) => span(signs.map((sign) => places(texts[n], sign))) < CLOSE);
  }

  // First step of a search: {text, found}, the cleaned query and its ranks.
  async begin(query) {
    await this.store.open();
    const text = cut(query);
    return { text, found: await this.find(text) };
  }

  // All pages, in the form of `search`.
  async everything() {
    const { kind } = await this.columns();
    return { ...(await this.ordered("", new Map(Array.from(kind, (_, id) => [id, PHRASE])))), heard: false };
  }

  async columns() {
    return (await this.store.open()).columns();
  }

  // Cards of the pages whose own names match the text typed so far, best first.
  async suggest(query, most) {
    await this.store.open();
    let text = cut(query);
    let ranks = await named(this.store, text);
    if (!ranks.size) {
      text = await simplified(text);
      ranks = await named(this.store, text);
    }
    if (!ranks.size) ranks = await heard(this.store, text);
    for (const [id, rank] of ranks) if (rank >= SPOKEN) ranks.delete(id);
    const { results } = await this.ordered(text, ranks);
    return Promise.all(results.slice(0, most).map(({ id }) => this.store.card(id)));
  }

  // [[id, rank], …] of pages that match every word of a query, at least one of them only by sound.
  async heard(text) {
    const found = await Promise.all(
      wordsIn(text).map(async (word) => {
        const written = await this.find(word);
        return written.sure ? whole(written) : heard(this.store, word);
      })
    );
    const [first = new Map(), ...rest] = found.sort((a, b) => a.size - b.size);
    const everywhere = Array.from(first.keys()).filter((id) => rest.every((word) => word.has(id)));
    return everywhere.map((id) => [id, Math.max(...found.map((word) => word.get(id)))]);
  }

  // Cards of the names most like a query, without the `known` ids: they share at least half its characters and pairs, or
  // begin like its pinyin.
  async closest(query, most, known) {
    await this.store.open();
    const text = await simplified(cut(query));
    const terms = new Set(segment(text).map(([, piece]) => piece));
    for (const run of runs(text)) if (run.han) Array.from(run.text).forEach((sign) => terms.add(sign));
    const found = await Promise.all(Array.from(terms, (term) => spelt(this.store, `=${term}`)));
    const counts = new Map();
    for (const list of found.filter(Boolean).map(own)) for (const id of list.ids) counts.set(id, (counts.get(id) || 0) + 1);
    const best = Array.from(counts).filter(([id, count]) => count >= terms.size / 2 && !known.has(id));
    best.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    let cards = await Promise.all(best.slice(0, most).map(([id]) => this.store.card(id)));
    const typed = letters(text);
    const least = Math.max(3, typed.length / 2);
    for (let size = typed.length - 1; size > least && !cards.length; size -= 1) cards = await this.suggest(typed.slice(0, size), most);
    return cards;
  }

  // Ranks of all pages found; `sure` if one matches the query as a whole, not only pieces.
  async find(text) {
    const name = WHEN.test(text) ? ON : text;
    const [names, ranks] = await Promise.all([named(this.store, name), inTexts(this.store, text)]);
    ranks.sure = ranks.sure || names.size > 0;
    for (const [id, rank] of names) ranks.add(id, rank);
    return ranks;
  }

  // {query, results}: by rank, then newest first, but news last among name matches and partial ones.
  async ordered(query, ranks) {
    const columns = await this.store.columns();
    const isNews = (id) => columns.kinds[columns.kind[id]][0] === "news";
    const results = Array.from(ranks, ([id, rank]) => ({
      id,
      rank,
      news: (rank < PHRASE || rank >= PARTLY) && isNews(id),
      day: columns.days[id],
    }));
    results.sort((a, b) => a.rank - b.rank || a.news - b.news || b.day - a.day || a.id - b.id);
    return { query, results };
  }
}

function cut(query) {
  const text = query.normalize("NFC").replace(/[⺀-⻳]/g, (sign) => (RADICALS.split(sign)[1] || sign)[0]);
  return dated(Array.from(text.trim()).slice(0, LONGEST).join(""));
}

// The subject of a question, in the wording of the pages: 季春辉是谁 → 季春辉, 星期天几点开门 → 周日 开门, 逯老师 → 逯.
export function plainly(query) {
  const text = dated(SAID.reduce((said, [from, to]) => said.replace(from, to), counted(query)));
  const words = text.replace(ASKING, " ").split(/\s+/u);
  const name = words.map((word) => ADDRESSED.exec(word)).find(Boolean);
  if (name) return name[1] || name[2];
  return words.filter(({ length }) => length > 1).join(" ") || text; // single characters match too much
}

// Id → 0 for the pages that contain the word itself.
function whole(ranks) {
  const ids = Array.from(ranks.keys()).filter((id) => ranks.get(id) < HEARD);
  return new Map(ids.map((id) => [id, 0]));
}
