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
  // Asked for together: each module names the next ones only when it has come, and on a slow line every turn is felt.
  var ENGINE = ["engine", "cover", "heard", "match", "names", "pinyin", "segment", "slices", "store", "texts", "traditional"];
  var PAGE = ["facets", "help", "snippet", "state"];

  function load(name, parts) {
    parts.forEach(function (part) {
      var link = document.createElement("link");
      link.rel = "modulepreload";
      link.href = base + part + ".js";
      document.head.appendChild(link);
    });
    // Written as an element: browsers without dynamic import must still be able to read this file.
    var script = document.createElement("script");
    script.type = "module";
    script.src = base + name + ".js";
    script.onerror = failed; // also of a page opened from the disk, where browsers load no module
    document.head.appendChild(script);
  }

  function begin() {
    if (!begun) load("box", ENGINE);
    begun = true;
  }

  field.addEventListener("focus", begin);
  field.addEventListener("input", begin);
  if (document.activeElement === field) begin();
  if (page) load("page", ENGINE.concat(PAGE));
})();
