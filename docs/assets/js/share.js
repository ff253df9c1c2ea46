// Buttons that copy a text, print the page or make something to share. WeChat's browser and old phones give pages no
// clipboard: there the text is copied from a field, or left selected for the reader to copy.
(function () {
  "use strict";

  var SHEET = 926; // 245 mm in px: the height of a notice within the margins of A4 and of Letter

  function told(button, words) {
    button.textContent = words;
    setTimeout(function () {
      button.textContent = button.value;
    }, 2000);
  }

  // Selects the text in a field, which stays only if the browser cannot copy it.
  function byHand(button, text) {
    var field = document.createElement("textarea");
    field.className = "to-copy";
    field.readOnly = true;
    field.value = text;
    field.setAttribute("aria-label", "请选中后复制");
    button.parentNode.parentNode.insertBefore(field, button.parentNode.nextSibling);
    field.focus();
    field.setSelectionRange(0, text.length);
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      // The text stays selected.
    }
    if (!done) return told(button, "请长按下面的字复制");
    field.remove();
    button.focus();
    told(button, "已复制");
  }

  function copy(button) {
    var text = button.getAttribute("data-copy") || address();
    if (!navigator.clipboard) return byHand(button, text);
    navigator.clipboard.writeText(text).then(() => told(button, "已复制"), () => byHand(button, text));
  }

  function all(selector, act) {
    document.querySelectorAll(selector).forEach(function (button) {
      button.hidden = false;
      button.value = button.textContent; // to restore, however often it is pressed
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", () => act(button));
    });
  }

  var box = document.querySelector("[data-share]");
  var coming = null; // the pending load of share-picture.js

  function words(selector, without) {
    var node = document.querySelector(selector);
    if (!node) return "";
    var copied = node.cloneNode(true);
    copied.querySelectorAll(without || "none").forEach((part) => part.remove());
    return (copied.content || copied.textContent).trim();
  }

  // The address to share: the canonical one, without the reader's chosen view.
  function address() {
    var canonical = document.querySelector('link[rel="canonical"]');
    return canonical ? canonical.href : location.href.split(/[?#]/)[0];
  }

  function said() {
    var data = box.dataset;
    var title = words("h1", ".badge, .no");
    return {
      title: title,
      kind: data.kind + (document.querySelector("h1 .badge, .stop-of .badge") ? "（示例）" : ""),
      text: words('meta[name="description"]').replace(title + "：", ""),
      site: data.site,
      seal: words(".title .seal"),
      image: data.image,
      address: address(),
    };
  }

  // Loads share-picture.js once, then calls `act`; on a slow connection one press waits for it.
  function drawing(button, act) {
    if (window.sharePicture) return act(window.sharePicture);
    if (coming) return undefined;
    coming = document.createElement("script");
    coming.src = box.dataset.share;
    coming.onload = function () {
      button.textContent = button.value;
      act(window.sharePicture);
    };
    coming.onerror = function () {
      coming = null;
      told(button, "没有取到，请再按一次");
    };
    document.head.appendChild(coming);
    button.textContent = "正在准备…";
    return undefined;
  }

  function show(url, title) {
    var figure = box.querySelector("figure") || document.createElement("figure");
    figure.innerHTML = '<a download="share.jpg"><img></a><figcaption>长按图片保存或转发；电脑上点一下就存下来</figcaption>';
    figure.querySelector("a").href = url;
    figure.querySelector("img").src = url;
    figure.querySelector("img").alt = "分享图：" + title;
    box.appendChild(figure);
    figure.scrollIntoView({ block: "nearest" });
  }

  function picture(button) {
    drawing(button, function (draw) {
      var all = said();
      draw.picture(all, (url) => show(url, all.title));
    });
  }

  // WeChat's print() does nothing, without an error.
  function print(button) {
    if (!window.print || /MicroMessenger/.test(navigator.userAgent)) cannotPrint(button.parentNode);
    if (window.print) window.print();
  }

  function cannotPrint(row) {
    var said = row.parentNode.querySelector(".cannot-print") || document.createElement("p");
    said.className = "note off-paper cannot-print";
    said.setAttribute("role", "status");
    row.parentNode.insertBefore(said, row.nextSibling);
    said.textContent = "这里打印不了。点右上角“…”，选“在浏览器打开”，再按打印。";
  }

  function noNotice() {
    var code = document.querySelector(".notice-code");
    if (code) code.remove();
    document.documentElement.classList.remove("as-notice");
    document.documentElement.style.fontSize = "";
  }

  function paperRules() {
    var found = [];
    Array.from(document.styleSheets).forEach(function (sheet) {
      Array.from(sheet.cssRules).forEach(function (rule) {
        if (rule.media && rule.media.mediaText === "print") found.push(rule.media);
      });
    });
    return found;
  }

  // Sets the largest font size at which a notice fits one sheet, by applying the print rules on screen at the paper's width.
  function fit() {
    var root = document.documentElement;
    var rules = paperRules();
    rules.forEach(function (media) {
      media.mediaText = "all";
    });
    document.body.style.width = "174mm";
    for (var size = 15; size >= 8; size -= 0.5) {
      root.style.fontSize = size + "pt";
      if (document.body.offsetHeight <= SHEET) break;
    }
    document.body.style.width = "";
    rules.forEach(function (media) {
      media.mediaText = "print";
    });
  }

  // Prints one sheet for a notice board: the top of the page, and a QR code that leads to the rest.
  function notice(button) {
    drawing(button, function (draw) {
      noNotice();
      var code = document.createElement("div");
      code.className = "notice-code";
      var svg = draw.svg(address(), "二维码，扫码看全文");
      if (svg) code.appendChild(svg);
      code.appendChild(document.createTextNode("扫码看全文"));
      document.querySelector("article").appendChild(code);
      document.documentElement.classList.add("as-notice");
      fit();
      print(button);
    });
  }

  if (box) box.hidden = false;
  window.addEventListener("afterprint", noNotice); // on phones print() returns before printing
  all("[data-copy]", copy);
  all("[data-picture]", picture);
  all("[data-notice]", notice);
  all("[data-print]", print);
})();
