// In a copy of the site opened from a folder, browsers let pages run scripts, but not read files. So each file of the
// search is stored as a script that passes on its bytes, and `fetch` answers from these.
(function () {
  "use strict";
  var asked = {}; // address of a script → what to do with its bytes
  var kept = {};

  window.siteFile = "index.html"; // no server adds it to a folder's address; see search/store.js

  window.offline = function (packed) {
    var text = atob(packed);
    var bytes = new Uint8Array(text.length);
    for (var at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    asked[document.currentScript.src](new Response(bytes));
  };

  window.fetch = function (address) {
    var script = document.createElement("script");
    script.src = address + ".js";
    if (!kept[script.src]) {
      kept[script.src] = new Promise(function (done, failed) {
        asked[script.src] = done;
        script.onerror = failed;
        document.head.appendChild(script);
      });
    }
    return kept[script.src].then((response) => response.clone());
  };

  // The search's links lead to folders, too.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (link) link.href = link.href.replace(/^(file:[^?#]*\/)(?=[?#]|$)/, "$1" + window.siteFile);
  });
})();
