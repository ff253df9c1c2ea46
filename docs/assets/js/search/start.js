// Loads the search program when the header's search box is first used. The result page loads it directly
// (docs/search.md), without waiting for this file.
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
      begun = false; // the next keystroke retries
    };
    document.head.appendChild(script);
  }

  if (page) {
    // The page is still hidden if the program did not run.
    window.addEventListener("load", function () {
      if (page.hidden) failed();
    });
    return;
  }
  field.addEventListener("focus", begin);
  field.addEventListener("input", begin);
  if (document.activeElement === field) begin();
})();
