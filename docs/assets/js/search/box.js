// The header's search box as an ARIA combobox with a list of suggestions (APG: editable combobox, list autocomplete).

import { element } from "./elements.js";
import { Engine } from "./engine.js";

const MOST = 8;
const form = document.querySelector("form[data-search]");
const field = form.querySelector("input");
const list = form.querySelector("[role=listbox]");
const status = form.querySelector("[role=status]");
const root = new URL(form.dataset.search, document.baseURI).href;
const engine = new Engine(`${root}search/data/`);

let shown = []; // cards
let active = -1;
let asked = ""; // the query of the shown or pending suggestions
let typed = ""; // the field's value before a suggestion was picked

field.addEventListener("input", () => {
  // During composition the field holds pinyin letters: suggest for them, too, without changing the field.
  typed = field.value;
  suggest(typed);
});
field.addEventListener("compositionend", () => suggest(field.value));
field.addEventListener("keydown", key);
form.addEventListener("reset", () => {
  field.value = typed = ""; // `reset` fires before the browser clears it
  suggest("");
  field.focus();
});
field.addEventListener("focus", () => field.value && suggest(field.value));
field.addEventListener("blur", close);
list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) go(Number(option.dataset.at));
});
if (field.value) suggest(field.value);

async function suggest(text) {
  asked = text.trim();
  if (!asked) {
    close();
    return;
  }
  const mine = asked;
  try {
    const found = await engine.suggest(mine, MOST);
    if (mine !== asked || document.activeElement !== field) return;
    show(found);
    list.dataset.shown = mine; // for tests: the query of the shown suggestions
  } catch (error) {
    engine.store.forget(); // the next keystroke retries
    if (mine !== asked) return;
    close();
    status.textContent = "没有读到建议，请按“搜索”";
  }
}

function show(cards) {
  shown = cards;
  active = -1;
  list.textContent = "";
  cards.forEach((card, at) => list.appendChild(option(card, at)));
  open(cards.length > 0);
  status.textContent = cards.length ? `有${cards.length}个建议，用上下键选择` : "没有建议，按“搜索”查全文";
}

function option(card, at) {
  const node = element("li", "");
  node.id = `search-option-${at}`;
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  node.dataset.at = at;
  const label = card.sample ? `${card.label} · 示例` : card.label;
  node.append(element("span", card.title), element("small", label));
  return node;
}

function open(on) {
  list.hidden = !on;
  field.setAttribute("aria-expanded", String(on));
  if (!on) field.removeAttribute("aria-activedescendant");
}

function close() {
  asked = ""; // discards late responses
  open(false);
  active = -1;
}

function key(event) {
  if (event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden && shown.length) open(true);
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    if (list.hidden) field.value = typed = "";
    else event.preventDefault(); // the first Escape closes, the second clears
    close();
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    go(active);
  } else if (event.key === "Tab") {
    close();
  }
}

// Arrow keys cycle through the options and, between last and first, the field itself.
function move(step) {
  if (!shown.length) return;
  const places = shown.length + 1;
  active = ((active + 1 + step + places) % places) - 1;
  list.querySelectorAll("[role=option]").forEach((node, at) => {
    node.setAttribute("aria-selected", String(at === active));
    if (at === active) node.scrollIntoView({ block: "nearest" });
  });
  if (active < 0) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", `search-option-${active}`);
}

function go(at) {
  window.location.href = root + shown[at].address;
}
