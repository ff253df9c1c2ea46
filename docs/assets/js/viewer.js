// Opens pictures large: a native dialog with caption and credit; swipe, arrow keys, pinch, Esc. The dialog fires "picture"
// (detail.link) for each picture shown, so that enlarge.js can enlarge it and deep.js can take over. An open picture is
// a history entry at the same address: the phone's Back closes it. A web view in an app may have no working history; there
// the button closes the picture itself.
(function () {
  "use strict";
  var links = Array.from(document.querySelectorAll("a.zoom"));
  if (!links.length || !window.HTMLDialogElement) return;
  var dialog = null;
  var place = 0;
  var opener = null;
  var start = null;
  var leaving = false;

  function make(name, parent, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach((key) => node.setAttribute(key, attributes[key]));
    if (text) node.textContent = text;
    parent.appendChild(node);
    return node;
  }

  function build() {
    dialog = make("dialog", document.body, { class: "viewer", "aria-label": "看大图" });
    var pane = make("div", dialog, { class: "viewer-pane", tabindex: "0", role: "group", "aria-label": "图片，放大后可以移动" });
    make("img", pane, { alt: "", draggable: "false" });
    make("p", dialog, {});
    var tools = make("div", dialog, { class: "viewer-tools" });
    make("span", tools, { class: "viewer-count" });
    press(make("button", tools, { type: "button" }, "上一张"), turn.bind(null, -1));
    press(make("button", tools, { type: "button" }, "下一张"), turn.bind(null, 1));
    make("button", tools, { type: "button", "aria-pressed": "false", "data-large": "", hidden: "" }, "放大");
    make("button", tools, { type: "button", class: "deep-only", "aria-label": "放大", "data-zoom": "1.6" }, "＋");
    make("button", tools, { type: "button", class: "deep-only", "aria-label": "缩小", "data-zoom": "0.625" }, "－");
    press(make("button", tools, { type: "button", autofocus: "" }, "关闭"), leave);
    pane.addEventListener("click", function (event) {
      if (start && start.swiped) event.stopImmediatePropagation();
    });
    pane.addEventListener("pointerdown", function (event) {
      start = event.isPrimary ? event : null;
    });
    pane.addEventListener("pointerup", swipe);
    dialog.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step && !dialog.classList.contains("is-large")) turn(step);
    });
    dialog.addEventListener("cancel", function (event) {
      event.preventDefault();
      leave();
    });
    dialog.addEventListener("close", function () {
      if (dialog.open) return; // a late event of a picture closed before this one opened
      tell(null);
      focus();
      if (entered() && !leaving) leave(); // browsers may close a dialog by themselves
    });
  }

  // Focuses the last picture; in the scroll view only the sticky figure is visible.
  function focus() {
    (links[place].offsetParent ? links[place] : opener).focus();
  }

  function entered() {
    return Boolean(history.state && history.state.viewer);
  }

  function enter() {
    try {
      history.scrollRestoration = "manual"; // the page continues at the last picture
      history.pushState({ viewer: true }, "");
    } catch (error) {
      // Without an entry, closing the picture does not go back.
    }
  }

  // Closes the picture, by going back if it has a history entry. A Back without effect is not tried twice.
  function leave() {
    if (entered() && !leaving) {
      leaving = true;
      history.back();
    } else if (dialog && dialog.open) dialog.close();
  }

  function open(wanted) {
    if (!dialog) build();
    leaving = false;
    show(wanted);
    dialog.showModal();
    tell(links[place]);
  }

  function press(button, act) {
    button.addEventListener("click", act);
  }

  function tell(link) {
    dialog.dispatchEvent(new CustomEvent("picture", { bubbles: true, detail: { link: link } }));
  }

  function swipe(event) {
    var zoomed = window.visualViewport && window.visualViewport.scale > 1.05;
    if (!start || start.pointerId !== event.pointerId || zoomed || dialog.classList.contains("is-large")) return;
    var across = event.clientX - start.clientX;
    if (Math.abs(across) < 50 || Math.abs(across) < Math.abs(event.clientY - start.clientY)) return;
    start.swiped = true;
    turn(across < 0 ? 1 : -1);
  }

  function turn(step) {
    show((place + step + links.length) % links.length);
  }

  function show(wanted) {
    place = wanted;
    var link = links[place];
    var thumb = link.querySelector("img");
    var image = dialog.querySelector("img");
    var words = dialog.querySelector("p");
    var caption = link.parentNode.querySelector("figcaption");
    image.alt = thumb.alt;
    image.width = thumb.getAttribute("width");
    image.height = thumb.getAttribute("height");
    image.src = link.dataset.large || link.href;
    words.textContent = "";
    if (caption) caption.childNodes.forEach((node) => words.appendChild(node.cloneNode(true)));
    else words.textContent = thumb.alt;
    dialog.querySelector(".viewer-count").textContent = place + 1 + " / " + links.length;
    if (!dialog.open) return;
    tell(link);
    var held = document.activeElement; // may be a button that this picture lacks
    if (!dialog.contains(held) || !held.getClientRects().length) dialog.querySelector(".viewer-pane").focus();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.zoom");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    // A copy in the sticky figure opens the original picture.
    var wanted = links.indexOf(link);
    if (wanted < 0) wanted = links.findIndex((other) => other.href === link.href);
    enter();
    open(Math.max(wanted, 0));
  });

  window.addEventListener("popstate", function () {
    var shown = Boolean(dialog && dialog.open);
    if (shown && !entered()) dialog.close();
    if (!shown && entered()) open(place);
    if (!entered()) history.scrollRestoration = "auto";
    if (leaving && opener) setTimeout(focus, 0); // going back to an address with # removes the focus
    leaving = false;
  });
  if (entered()) leave(); // reloaded while a picture was open
})();
