// Applies the reader's stored choices before the first paint: theme, text size, view of exhibitions.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.replace("no-js", "js");
  root.classList.toggle("can-speak", Boolean(window.speechSynthesis && window.SpeechSynthesisUtterance));
  root.classList.toggle("is-whole", location.hash.length > 1);
  try {
    ["theme", "size", "view"].forEach(function (name) {
      var value = localStorage.getItem("setting-" + name);
      if (value) root.setAttribute("data-" + name, value);
    });
  } catch (error) {
    // Storage is disabled: the page follows the system.
  }

  // Views other than reading hide what their scripts then show. If such a script did not load or cannot work, the page
  // falls back to reading.
  function prove() {
    var view = root.getAttribute("data-view");
    if (view && view !== "read" && !root.classList.contains("can-" + view)) root.removeAttribute("data-view");
  }
  document.addEventListener("DOMContentLoaded", prove);
  setTimeout(prove, 8000); // a hanging script delays that event
})();
