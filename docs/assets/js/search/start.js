// The header's search box, until somebody uses it: this file is all that is loaded.
(function () {
  "use strict";
  var form = document.querySelector("form[data-search]");
  var page = document.getElementById("search-page");

  function failed() {
    if (page) document.getElementById("search-failed").hidden = false;
  }

  if (!form || !("noModule" in document.createElement("script"))) return failed();
  var base = document.currentScript.src.replace(/[^/]*$/, "");
  var field = form.querySelector("input");
  var begun = false;

  function begin() {
    if (begun) return;
    begun = true;
    // Written as an element: browsers without dynamic import must still be able to read this file.
    var script = document.createElement("script");
    script.type = "module";
    script.src = base + "all.js";
    script.onerror = failed; // also of a page opened from the disk, where browsers load no module
    document.head.appendChild(script);
  }

  field.addEventListener("focus", begin);
  field.addEventListener("input", begin);
  if (page || document.activeElement === field) begin();
  // Asked for while the program comes. Without fetch nothing of the program works either, and it says so.
  if (page && window.fetch) {
    window.searchHead = fetch(new URL(form.dataset.search, document.baseURI).href + "search/data/index.json", { cache: "no-cache" });
    window.searchHead.catch(function () {}); // told when the program asks for it
  }
})();
