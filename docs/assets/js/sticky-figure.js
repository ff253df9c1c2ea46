// The sticky figure of the scroll view: the current stop's picture stays while the steps scroll past.
(function () {
  "use strict";
  var visit = document.getElementById("visit");
  var box = visit && visit.querySelector(".sticky-figure");
  if (!box || !visit.hasAttribute("data-led")) return;
  var shown = new Map();
  var current = null;
  var walking = false;
  document.documentElement.classList.add("can-walk");

  // Wraps a caption's text in its own element: in a small figure it may be truncated, but not the credit beside it.
  function wrap(caption) {
    if (!caption || !caption.firstChild || caption.firstChild.nodeType !== Node.TEXT_NODE) return;
    var words = document.createElement("span");
    words.appendChild(caption.firstChild);
    caption.insertBefore(words, caption.firstChild);
  }

  // The sticky figure's content for a stop: a copy of its first picture, or its title in large letters.
  function picture(stop) {
    if (shown.has(stop)) return shown.get(stop);
    var figure = stop.querySelector(".shots figure");
    var node = figure ? figure.cloneNode(true) : document.createElement("p");
    if (figure) {
      node.querySelector("img").loading = "eager";
      var source = node.querySelector("source");
      if (source) source.sizes = "(min-width: 60rem) 58vw, 100vw";
      wrap(node.querySelector("figcaption"));
    } else {
      node.className = "word";
      node.textContent = stop.querySelector(".panel").lastChild.textContent;
    }
    box.appendChild(node);
    shown.set(stop, node);
    return node;
  }

  function next(stop) {
    for (var node = stop.nextElementSibling; node; node = node.nextElementSibling) {
      if (node.classList.contains("stop")) return node;
    }
    return null;
  }

  function show() {
    if (!walking || !current) return;
    var node = picture(current);
    var held = box.contains(document.activeElement) && node.querySelector("a"); // the link of the picture to be replaced
    shown.forEach((other) => other.classList.toggle("is-on", other === node));
    if (held) held.focus({ preventScroll: true });
    var after = next(current);
    if (after) picture(after);
  }

  visit.addEventListener("stop", function (event) {
    current = event.detail;
    show();
  });
  visit.addEventListener("view", function (event) {
    walking = event.detail === "walk";
    show();
  });
})();
