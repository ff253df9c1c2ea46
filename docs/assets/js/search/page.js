// The result page. Query, filters and sorting are in the address; the page only renders them.

import { answers } from "./answers.js";
import { chips } from "./chips.js";
import { element } from "./elements.js";
import { Engine } from "./engine.js";
import { facets, honoured } from "./facets.js";
import { failed, help, unasked } from "./help.js";
import { FACETS, NONE_CHOSEN, read, write } from "./state.js";
import { marked, snippet } from "./snippet.js";
import { PARTLY } from "./texts.js";

const PAGE = 10;
const DATED = ["news", "events", "exhibitions", "statistics"]; // for others the publication date is meaningless
const FIRST = 4; // results in the first view, painted before the texts of the others have loaded
const form = document.querySelector("form[data-search]");
const field = form.querySelector("input");
const root = new URL(form.dataset.search, document.baseURI).href;
const engine = new Engine(`${root}search/data/`);
const part = (name) => document.getElementById(`search-${name}`);
const heading = document.title;

let turn = 0; // searches may overlap; only the last may render
let { showing, top } = remembered();

export function begin() {
  part("page").hidden = false;
  part("more").addEventListener("click", () => {
    const { length } = part("results").children;
    showing += PAGE;
    remember();
    render().then(() => {
      const next = part("results").children[length];
      if (next) next.querySelector("a").focus();
    });
  });
  part("results").addEventListener("click", remember);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    field.blur();
    go({ ...NONE_CHOSEN, q: field.value.trim(), sort: "", words: false });
  });
  window.addEventListener("popstate", () => {
    ({ showing, top } = remembered());
    render();
  });
  render();
}

function go(state) {
  write(state);
  showing = PAGE;
  render();
}

async function render() {
  const mine = (turn += 1);
  const asked = read();
  field.value = asked.q;
  document.title = asked.q ? `${asked.q} - ${heading}` : heading;
  if (!asked.q && !FACETS.some((name) => asked[name].length)) {
    clear();
    advise(unasked(root));
    field.focus();
    return;
  }
  part("count").textContent = "正在搜索…";
  try {
    const found = await answers(engine, asked);
    const kept = sorted(found.kept, found.state.sort);
    const change = (next) => go({ ...found.state, ...next });
    const nodes = kept.slice(0, showing).map(({ id }) => result(id, found.query, found.columns));
    const wholly = kept.length && kept[0].rank < PARTLY;
    const known = new Set(kept.map(({ id }) => id));
    const instead = wholly ? "" : await help(engine, found.state, known, kept.length ? 0 : found.all.length, root, change);
    if (!part("results").children.length) {
      const first = await Promise.all(nodes.slice(0, FIRST));
      if (mine !== turn) return;
      say(asked, found);
      fill(part("results"), first);
    }
    const all = await Promise.all(nodes);
    if (mine !== turn) return;
    say(asked, found);
    narrowing(found.all.length ? facets(found.columns, found.all, found.state, change) : []);
    fill(part("results"), all);
    part("more").hidden = kept.length <= showing;
    advise(instead);
    if (top) window.scrollTo(0, top);
    top = 0;
    part("page").dataset.shown = asked.q; // for tests: the rendered query
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

// Stores the number of results and the scroll position, for Back from a result.
function remember() {
  try {
    window.history.replaceState({ showing, top: window.scrollY }, "");
  } catch (error) {
    // A web view may have no history: Back shows the first results.
  }
}

function remembered() {
  return { showing: PAGE, top: 0, ...window.history.state };
}

// Shows the count and the filters, and reserves room for the facets, which take a phone longer.
function say(asked, found) {
  const { length } = found.kept;
  let other = !found.query || close(found.query) === close(found.state.q) ? "" : `（按“${found.query}”搜索）`;
  if (found.heard) other = "（没有一字不差的，先列读音相同的）";
  const partly = length && found.kept[0].rank >= PARTLY;
  if (partly) other = "（没有全部符合的，下面的只符合一部分）";
  const missed = found.missed.map(({ word }) => word).join("、");
  if (missed) other = `（按“${missed}”筛选没有结果，${partly ? "下面的只符合一部分" : "下面按原话找"}）`;
  const text = asked.q ? `“${asked.q.replace(/^[“"]+|[”"]+$/g, "")}”` : "";
  part("count").textContent = length ? `${text}找到 ${length} 条${other}` : `没有找到${text}`;
  fill(part("chips"), chips(asked, found, go));
  room(found.all.length);
}

function close(text) {
  return text.replace(/\s/g, "");
}

// Shows the facets: collapsed on a phone, where the results come first; open on a desktop.
function room(wanted) {
  const box = part("facets");
  if (box.hidden && wanted) box.open = window.innerWidth >= 832;
  box.hidden = !wanted;
}

function narrowing(nodes) {
  room(nodes.length);
  fill(part("facets").lastElementChild, nodes);
}

function clear(said = "在上面的框里输入姓名、拼音、队名或一句话。") {
  part("count").textContent = said;
  fill(part("chips"), []);
  narrowing([]);
  fill(part("results"), []);
  part("more").hidden = true;
  advise("");
}

function reason(error) {
  if (location.protocol === "file:") return "从文件夹里直接打开的网页不能搜索，请用预览地址打开";
  const unknown = error instanceof ReferenceError || (error instanceof TypeError && !error.unread); // a missing function or name
  if (unknown) return "这个浏览器可能太旧";
  return `可能是网络不好${error.unread ? `（${error.unread}）` : ""}`;
}

function fail(error) {
  clear(`搜索数据加载失败，${reason(error)}。`);
  const again = () => {
    engine.store.forget();
    render();
  };
  advise(failed(root, again));
}

function advise(node) {
  part("help").hidden = !node;
  fill(part("help"), [node]);
}

// Replaces the content of a box. Focus moves to the control with the same text, or else to the count.
function fill(box, nodes) {
  const held = box.contains(document.activeElement) ? said(document.activeElement) : "";
  box.textContent = "";
  box.append(...nodes);
  if (!held) return;
  const same = Array.from(box.querySelectorAll("button, summary, a")).find((node) => said(node) === held);
  for (let node = same; node && node !== box; node = node.parentElement) if (node.localName === "details") node.open = true;
  (same || part("count")).focus();
}

// A control's text with its group's legend, without the number after it.
function said(node) {
  const group = node.closest("fieldset");
  return (group ? group.firstChild.textContent : "") + node.firstChild.textContent;
}

function sorted(results, sort) {
  if (sort === "new") return results.slice().sort((a, b) => b.day - a.day);
  if (sort === "old") return results.slice().sort((a, b) => (a.day || Infinity) - (b.day || Infinity));
  return results;
}

async function result(id, query, columns) {
  const card = await engine.store.page(id);
  const node = document.createElement("li");
  const link = document.createElement("a");
  link.href = root + card.address;
  link.append(marked(card.title, query));
  const title = document.createElement("h2");
  title.append(link);
  if (card.sample) title.append(" ", element("span", "示例", "badge"));
  const streets = columns.streets[columns.street[id]];
  const street = streets.length === 1 && streets[0] !== card.title ? streets[0] : "";
  const [kind, label] = columns.kinds[columns.kind[id]];
  const several = kind === "events" && card.label !== label; // the label has its days
  const when = kind === "role-models" ? honoured(columns, id) : several || !DATED.includes(kind) ? "" : day(columns.days[id]);
  const facts = [card.label, when, card.label.includes(street) ? "" : street].filter(Boolean);
  const words = element("p", "", "cut");
  words.append(snippet(card.text, query));
  node.append(element("p", facts.join(" · "), "facts-line"), title, words);
  return node;
}

function day(number) {
  return number ? new Date(number * 86400000).toISOString().slice(0, 10) : "";
}
