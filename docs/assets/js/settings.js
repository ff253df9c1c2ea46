// Puts the reader's remembered choices on the page before it is painted: theme, text size, how to see an exhibition.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.replace("no-js", "js");
  root.classList.toggle("is-whole", location.hash.length > 1);
  try {
    ["theme", "size", "view"].forEach(function (name) {
      var value = localStorage.getItem("setting-" + name);
      if (value) root.setAttribute("data-" + name, value);
    });
  } catch (error) {
    // Storage is switched off: the page follows the system.
  }
})();
