// The header's search box, until somebody uses it: this file is all that is loaded. The result page asks for the program
// by itself (docs/search.md), so that it waits for nothing else.
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
    var script = document.createElement("script");
    script.src = base + "all.js";
    script.onerror = function () {
      begun = false; // the next letter asks again
    };
    document.head.appendChild(script);
  }

  if (page) {
    // Also of a page opened from the disk, where browsers load no module.
    window.addEventListener("load", function () {
      if (page.hidden) failed();
    });
    return;
  }
  field.addEventListener("focus", begin);
  field.addEventListener("input", begin);
  if (document.activeElement === field) begin();
})();
