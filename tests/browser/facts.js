// What a test wants to know of a page that is open, as plain data.
() => {
  const name = (node) => {
    const classes = typeof node.className === "string" && node.className ? "." + node.className.split(" ").join(".") : "";
    return node.tagName.toLowerCase() + (node.id ? "#" + node.id : "") + classes;
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
  const scrolls = (node) => {
    for (let up = node.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  const words = (selector) => all(selector).filter(
    (node) => shown(node) && [...node.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim()));
  const top = (selector) => {
    const first = all(selector).find(shown);
    return first ? first.getBoundingClientRect().top : null;
  };
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (shown(walker.currentNode.parentNode)) texts.push(walker.currentNode);
  const place = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  const begun = (node) => [...node.data.matchAll(/(?<=\S)[，。、；：？！）》”’]/g)].map((sign) => sign.index)
    .filter((at) => place(node, at).top >= place(node, at - 1).bottom).map((at) => node.data.slice(Math.max(0, at - 6), at + 1));
  const ids = all("[id]").map((node) => node.id);
  const alone = (node) => [...node.parentNode.childNodes].every((part) => (part.data ? !part.data.trim() : part.tagName === "A"));
  return {
    over: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    wide: all("body *").filter((node) => shown(node) && !scrolls(node) && node.getBoundingClientRect().right > innerWidth + 1)
      .map(name).slice(0, 3),
    begun: texts.flatMap(begun),
    scripts: all("script").filter((node) => !node.src && !/json/.test(node.type)).map((node) => node.textContent.slice(0, 60)),
    styles: all("style, [style]").map(name),
    handlers: all("*").filter((node) => [...node.attributes].some((item) => item.name.startsWith("on"))).map(name),
    small: [...all("header a, nav a, button, summary, .btn"), ...all("p > a").filter(alone)].filter(shown)
      .filter((node) => node.getBoundingClientRect().height < 44)
      .map((node) => `${name(node)} “${node.textContent.trim()}” ${node.getBoundingClientRect().height}`),
    tiny: words("main *, header *, footer *").filter((node) => !node.closest(".sheet") && parseFloat(getComputedStyle(node).fontSize) < 16)
      .map((node) => `${name(node)} “${node.textContent.trim().slice(0, 20)}” ${getComputedStyle(node).fontSize}`),
    pictures: all("img").filter((node) => node.complete && node.naturalWidth === 0).map((node) => node.src),
    unnamed: all("a[href], button").filter(shown)
      .filter((node) => !node.textContent.trim() && !node.getAttribute("aria-label") && !node.querySelector("img[alt]:not([alt=''])"))
      .map((node) => node.outerHTML.slice(0, 100)),
    noAlt: all("img:not([alt])").map((node) => node.src),
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    item: top("article li"),
    matter: top("h1 ~ *, .title ~ *, .show-head, .lead"),
    headings: all("h1").filter(shown).length,
    language: document.documentElement.lang,
    title: document.title,
    words: document.body.innerText.length,
  };
};
