// A hall's screen: after a minute without a touch it returns to the start, with nothing left open or filled in.
(function () {
  "use strict";
  var WAIT = 60000;
  var start = document.currentScript.getAttribute("data-start");
  var timer = 0;

  function back() {
    location.replace(start);
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(back, WAIT);
  }

  ["pointerdown", "keydown", "scroll", "wheel"].forEach(function (kind) {
    window.addEventListener(kind, wait, { passive: true });
  });
  // Links that would open a window or save a file do nothing.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[download], a[target]");
    if (link) event.preventDefault();
  });
  document.addEventListener("contextmenu", (event) => event.preventDefault());
  wait();
})();
