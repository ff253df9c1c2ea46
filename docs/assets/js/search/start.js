// The header's search box, until somebody uses it: this file is all that is loaded.
(function () {
  "use strict";
  var form = document.querySelector("form[data-search]");
  if (!form || !("noModule" in document.createElement("script"))) return;
  var base = document.currentScript.src.replace(/[^/]*$/, "");
  var field = form.querySelector("input");
  var begun = false;

  function begin() {
    if (begun) return;
    begun = true;
    // Written as text: browsers without dynamic import must still be able to read this file.
    var loader = document.createElement("script");
    loader.type = "module";
    loader.src = base + "box.js";
    document.head.appendChild(loader);
  }

  field.addEventListener("focus", begin);
  field.addEventListener("input", begin);
  if (document.activeElement === field) begin();
  if (document.getElementById("search-page")) {
    var page = document.createElement("script");
    page.type = "module";
    page.src = base + "page.js";
    document.head.appendChild(page);
  }
})();
