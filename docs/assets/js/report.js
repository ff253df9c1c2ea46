// The form and the message to report a mistake: the address names the page it is about, ?page=news/2026/a/.
(function () {
  "use strict";

  var asked = /[?&]page=([^&]*)/.exec(location.search);
  var path = asked ? asked[1].replace(/%2F/gi, "/") : "";
  var home = document.querySelector(".mark").href;
  var known = /^[a-z0-9-]+(\/[a-z0-9-]+)*\/$/.test(path);
  var address = known ? home + path : "";
  var labels = Array.from(document.querySelectorAll(".slip dt"), (label) => label.firstChild.textContent.trim() + "：");
  var words = [labels[0] + address].concat(labels.slice(1)).join("\n");
  var letter = document.querySelector('article a[href^="mailto:"]');

  document.querySelector("[data-page]").textContent = address;
  document.querySelector("[data-copy]").setAttribute("data-copy", words);
  if (letter) letter.href += "?subject=" + encodeURIComponent("纠错") + "&body=" + encodeURIComponent(words);
})();
