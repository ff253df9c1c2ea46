// 朗读: the browser reads an article aloud and marks the current sentence. By sentence, because Chrome falls silent in the
// middle of long texts. Without a Chinese voice there is no button.
(function () {
  "use strict";
  var box = document.querySelector(".speak");
  var voice = window.speechSynthesis;
  if (!box || !voice || !window.SpeechSynthesisUtterance) return;
  var root = document.documentElement;
  var article = document.getElementById("_content");
  var speed = box.querySelector("select");
  var sentences = [];
  var now = -1;
  var turn = 0; // cancelled utterances also fire `end`: they must not continue
  var words = null; // a reference: Chrome discards utterances without one, and they never end
  var patience = 0;

  function button(name) {
    return box.querySelector('[data-speak="' + name + '"]');
  }

  function chinese() {
    return voice.getVoices().filter((one) => /^(zh|cmn)/i.test(one.lang))[0];
  }

  // Voices load late and in parts.
  function told() {
    if (voice.getVoices().length) root.classList.toggle("can-speak", Boolean(chinese()));
  }

  // Whether a node is not part of the article's text: breadcrumbs, links elsewhere, facts in columns, marks on pictures.
  function skipped(node) {
    return node.parentNode.closest("nav, aside, figure, button, select, script, .speak, .facts, .badge, .pinyin, [hidden], [aria-hidden=true], details:not([open]) > :not(summary)");
  }

  // The element read in one go. Lists of pages have dates, titles and remarks side by side: each is read by itself.
  function part(node) {
    return node.parentNode.closest("h1, h2, h3, h4, p, li, dd, blockquote, td, small, time, .t") || article;
  }

  // Splits the article into sentences, which links and bold words may divide into several text nodes; wraps each in a span.
  function cut() {
    var walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, null, false);
    var nodes = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim() && !skipped(walker.currentNode)) nodes.push(walker.currentNode);
    var found = [];
    var last = null;
    var open = false;
    nodes.forEach(function (node) {
      var pieces = node.data.match(/[^。！？；]*[。！？；]+[”』」’）]*|[^。！？；]+$/g) || [];
      var here = part(node);
      if (here !== last) open = false;
      last = here;
      var all = document.createDocumentFragment();
      pieces.forEach(function (text) {
        var span = document.createElement("span");
        span.textContent = text;
        all.appendChild(span);
        if (!open) found.push({ text: "", spans: [] });
        var sentence = found[found.length - 1];
        sentence.text += text;
        sentence.spans.push(span);
        open = !/[。！？；][”』」’）]*$/.test(text);
      });
      if (pieces.length) node.parentNode.replaceChild(all, node);
    });
    return found.filter((one) => /[\u3400-\u9fff\w]/.test(one.text));
  }

  function mark(place) {
    if (sentences[now]) sentences[now].spans.forEach(function (span) { span.className = ""; });
    now = place;
    if (!sentences[now]) return;
    sentences[now].spans.forEach(function (span) { span.className = "spoken"; });
    var frame = sentences[now].spans[0].getBoundingClientRect();
    if (frame.top < 0 || frame.bottom > innerHeight * 0.8) sentences[now].spans[0].scrollIntoView({ block: "center" });
  }

  function say(place) {
    var mine = (turn += 1);
    voice.cancel();
    if (place >= sentences.length) return stop();
    mark(place);
    words = new SpeechSynthesisUtterance(sentences[place].text.trim().replace(/\u00a0· ?/g, "，"));
    words.lang = "zh-CN";
    words.voice = chinese() || null;
    words.rate = Number(speed.value);
    words.onend = function () {
      if (mine === turn) say(place + 1);
    };
    words.onerror = function () {
      if (mine === turn) fail();
    };
    words.onstart = () => clearTimeout(patience);
    clearTimeout(patience);
    patience = setTimeout(words.onerror, 10000); // some browsers have no voice and report no error
    voice.speak(words);
  }

  function fail() {
    stop();
    button("start").textContent = "没读出来，再试一次";
  }

  // Moves the focus from a button that disappears to the one that replaces it.
  function show(state) {
    var held = document.activeElement;
    root.classList.toggle("is-speaking", state !== "silent");
    button("start").hidden = state !== "silent";
    button("pause").hidden = button("stop").hidden = speed.parentNode.hidden = state === "silent";
    button("pause").textContent = state === "paused" ? "继续" : "暂停";
    if (box.contains(held) && held.closest("[hidden]")) button(state === "silent" ? "start" : "pause").focus();
  }

  function stop() {
    turn += 1;
    voice.cancel();
    mark(-1);
    show("silent");
  }

  button("start").addEventListener("click", function () {
    if (!sentences.length) sentences = cut();
    button("start").textContent = "朗读";
    show("speaking");
    say(0);
  });
  // Pauses between sentences, not inside them: pause() does nothing on Android.
  button("pause").addEventListener("click", function () {
    var paused = button("pause").textContent === "暂停";
    show(paused ? "paused" : "speaking");
    if (!paused) return say(Math.max(0, now));
    turn += 1;
    voice.cancel();
  });
  button("stop").addEventListener("click", stop);
  speed.addEventListener("change", function () {
    if (button("pause").textContent === "暂停") say(now);
  });
  window.addEventListener("pagehide", stop);
  if (voice.addEventListener) voice.addEventListener("voiceschanged", told);
  told();
})();
