// The picture in the viewer: fitted to the screen, or enlarged around the tapped point, but not until only coarse pixels
// are visible. Pictures in tiles are left to deep.js.
(function () {
  "use strict";
  var STEP = 2.5;
  var MOST = 1.5; // the most CSS pixels per pixel of the file
  var FAR = 80;
  var dialog = null;
  var pane = null;
  var image = null;
  var button = null;
  var large = false;

  // [whole, enlarged]: CSS pixels per pixel of the file. Enlarged, a tall or wide picture fills the screen if it has enough
  // pixels.
  function scales() {
    var across = pane.clientWidth / wide();
    var down = pane.clientHeight / high();
    var whole = Math.min(across, down, MOST);
    return [whole, Math.min(Math.max(whole * STEP, Math.min(Math.max(across, down), 1)), MOST)];
  }

  function wide() {
    return Number(image.getAttribute("width")) || image.naturalWidth || 1;
  }

  function high() {
    return Number(image.getAttribute("height")) || image.naturalHeight || 1;
  }

  function lay() {
    if (!dialog || !dialog.open || dialog.classList.contains("is-deep")) return;
    dialog.classList.toggle("is-large", false);
    var scale = scales();
    var grows = scale[1] > scale[0] * 1.1;
    large = large && grows;
    dialog.classList.toggle("is-large", large);
    dialog.classList.toggle("is-largest", !grows);
    if (!grows && document.activeElement === button) pane.focus();
    button.hidden = !grows;
    button.setAttribute("aria-pressed", String(large));
    image.style.width = Math.round(wide() * scale[Number(large)]) + "px";
    image.style.height = Math.round(high() * scale[Number(large)]) + "px";
  }

  // Keeps the picture's point under the finger in place; for the button, its middle.
  function toggle(event) {
    if (dialog.classList.contains("is-deep") || button.hidden) return;
    var before = image.getBoundingClientRect();
    var frame = pane.getBoundingClientRect();
    var tapped = event.currentTarget === pane;
    var x = tapped ? event.clientX - frame.left : frame.width / 2;
    var y = tapped ? event.clientY - frame.top : frame.height / 2;
    var right = (x + frame.left - before.left) / before.width;
    var down = (y + frame.top - before.top) / before.height;
    large = !large;
    lay();
    pane.scrollLeft = right * image.offsetWidth - x;
    pane.scrollTop = down * image.offsetHeight - y;
  }

  function key(event) {
    var move = { ArrowLeft: [-FAR, 0], ArrowRight: [FAR, 0], ArrowUp: [0, -FAR], ArrowDown: [0, FAR] }[event.key];
    if (!large || !move || dialog.classList.contains("is-deep")) return;
    event.preventDefault();
    pane.scrollBy(move[0], move[1]);
  }

  function wire(found) {
    dialog = found;
    pane = dialog.querySelector(".viewer-pane");
    image = pane.querySelector("img");
    button = dialog.querySelector("[data-large]");
    pane.addEventListener("click", toggle);
    button.addEventListener("click", toggle);
    image.addEventListener("load", lay);
    dialog.addEventListener("keydown", key);
    window.addEventListener("resize", lay);
  }

  document.addEventListener("picture", function (event) {
    if (!event.detail.link) return;
    if (!dialog) wire(event.target);
    large = false;
    if (event.detail.link.dataset.tiles) dialog.classList.remove("is-large", "is-largest");
    else lay();
  });
})();
