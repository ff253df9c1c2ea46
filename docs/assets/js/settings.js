// Puts the reader's remembered choices on the page before it is painted: theme, text size, how to see an exhibition.
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
    // Storage is switched off: the page follows the system.
  }

  // Another view than reading hides what its script then shows. Where that script did not come or cannot work, the page
  // is the one to read.
  function prove() {
    var view = root.getAttribute("data-view");
    if (view && view !== "read" && !root.classList.contains("can-" + view)) root.removeAttribute("data-view");
  }
  document.addEventListener("DOMContentLoaded", prove);
  setTimeout(prove, 8000); // a script that hangs holds that event back
})();
