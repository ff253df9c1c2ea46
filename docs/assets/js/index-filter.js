// The filter of an index: current items come first; keys show only those on, coming, put off, permanent, online or past.
(function () {
  "use strict";
  var box = document.querySelector("[data-filter]");
  if (!box) return;
  var list = box.querySelector("ul");
  var keys = box.querySelector(".filter-keys");
  var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  var NAMES = { now: "正在展出", coming: "即将展出", off: "另有安排", permanent: "常设", online: "线上", past: "往期" };
  var order = Object.keys(NAMES);

  // The keys that show an item; the first decides its position.
  function kinds(item) {
    var data = item.dataset;
    if (data.end && data.end < today) return ["past"];
    if ("off" in data) return ["off"]; // the record states its status itself
    if (data.start && data.start > today) return ["coming"];
    if (data.format === "permanent" || data.format === "online") return [data.format, "now"];
    return [data.start ? "now" : "coming"];
  }

  var items = Array.from(list.children, (node, place) => ({ node: node, kinds: kinds(node), place: place }));
  items.sort((a, b) => order.indexOf(a.kinds[0]) - order.indexOf(b.kinds[0]) || a.place - b.place);
  items.forEach((item) => list.appendChild(item.node));

  function under(name) {
    return items.filter((item) => !name || item.kinds.indexOf(name) >= 0);
  }

  function choose(name) {
    var chosen = under(name);
    items.forEach(function (item) {
      item.node.hidden = chosen.indexOf(item) < 0;
    });
    keys.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.kind === name)));
    try {
      history.replaceState(history.state, "", name ? "#" + name : location.pathname + location.search);
    } catch (error) {
      // Web view without history: the choice holds, but is not in the address.
    }
  }

  function key(name, words) {
    if (name && !under(name).length) return;
    var button = document.createElement("button");
    button.type = "button";
    button.dataset.kind = name;
    button.textContent = words;
    var number = document.createElement("small");
    number.textContent = String(under(name).length);
    button.appendChild(number);
    button.setAttribute("aria-pressed", String(!name));
    button.addEventListener("click", choose.bind(null, name));
    keys.appendChild(button);
  }

  key("", "全部");
  order.forEach((name) => key(name, NAMES[name]));
  keys.hidden = false;
  var asked = location.hash.slice(1);
  if (NAMES[asked] && under(asked).length) choose(asked);
})();
