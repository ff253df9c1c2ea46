// Advice if nothing is found or loading fails: the closest names, fewer filters, a retry, the lists.

import { element, press } from "./elements.js";
import { NONE_CHOSEN } from "./state.js";

const CLOSEST = 5;

export async function help(engine, state, known, unfiltered, root, change) {
  const out = document.createDocumentFragment();
  if (unfiltered) {
    out.append(press(`去掉筛选，看全部 ${unfiltered} 条`, () => change(NONE_CHOSEN), "btn"));
    return out;
  }
  const cards = state.q ? await engine.closest(state.q, CLOSEST, known) : [];
  if (cards.length) out.append(named(cards, root));
  out.append(lists(root, "看看有没有错别字，少写几个字，或只写姓名、拼音首字母。也可以看："));
  return out;
}

// The index could not be read.
export function failed(root, again) {
  const out = document.createDocumentFragment();
  out.append(press("再试一次", again, "btn"), lists(root, "不用搜索也能找到："));
  return out;
}

// The query is empty.
export function unasked(root) {
  return lists(root, "不想打字，也可以看：", "");
}

function named(cards, root) {
  const box = document.createElement("div");
  box.append(element("h2", "您要找的是不是"), list(cards.map((card) => [root + card.address, card.title, card.label])));
  return box;
}

function lists(root, advice, heading = "换个办法找") {
  const box = document.createElement("div");
  const entries = [
    ["names/", "按拼音首字母查名录"],
    ["today/", "今天去哪儿"],
    ["events/", "活动"],
    ["streets/", "我的街道"],
    ["venues/", "实践阵地"],
    ["join/", "报名当志愿者"],
    ["awards/", "历年荣誉"],
    ["news/", "新闻"],
    ["sitemap/", "网站地图"],
  ];
  if (heading) box.append(element("h2", heading));
  box.append(element("p", advice), list(entries.map(([address, title]) => [root + address, title, ""])));
  return box;
}

function list(entries) {
  const node = document.createElement("ul");
  for (const [address, title, label] of entries) {
    const item = document.createElement("li");
    const link = element("a", title);
    link.href = address;
    item.append(link);
    if (label) item.append(" ", element("small", label));
    node.append(item);
  }
  return node;
}
