// A copy of the site that is opened from a folder: a browser lets no page there read a file, but run a script. So each file
// the search reads lies there as a script that hands over its bytes, and `fetch` is answered from these.
(function () {
  "use strict";
  var asked = {}; // address of a script → what to do with its bytes
  var kept = {};

  window.siteFile = "index.html"; // no server finds it in its folder; see search/store.js

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

  // Links the search makes lead to folders, too.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (link) link.href = link.href.replace(/^(file:[^?#]*\/)(?=[?#]|$)/, "$1" + window.siteFile);
  });
})();
