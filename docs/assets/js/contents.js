// The contents of the visit: on a desktop the list beside it follows the current stop; in every view the counter in the
// bar opens the same list as a sheet.
(function () {
  "use strict";
  var visit = document.getElementById("visit");
  var list = visit && visit.querySelector(".stop-list");
  var counter = visit && visit.querySelector("[data-contents]");
  if (!list || !counter) return;
  var current = null;
  var sheet = null;
  if (window.innerWidth >= 960) list.querySelector("details").open = true;

  function entry(box) {
    return box.querySelector('a[href="#' + current.dataset.stop + '"]');
  }

  function mark(box) {
    var before = box.querySelector("[aria-current]");
    var link = entry(box);
    if (before) before.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    return link;
  }

  // Keeps the current entry visible if the list itself scrolls.
  function follow(link) {
    if (list.scrollHeight <= list.clientHeight) return;
    var box = list.getBoundingClientRect();
    var row = link.getBoundingClientRect();
    if (row.top < box.top + 80 || row.bottom > box.bottom - 80) list.scrollTop += row.top - box.top - box.height / 2;
  }

  function build() {
    sheet = document.createElement("dialog");
    sheet.className = "stop-sheet";
    sheet.setAttribute("aria-label", "目录");
    var head = sheet.appendChild(document.createElement("p"));
    head.appendChild(document.createElement("b")).textContent = "目录";
    var close = head.appendChild(document.createElement("button"));
    close.type = "button";
    close.textContent = "关闭";
    sheet.appendChild(list.querySelector("ol").cloneNode(true));
    visit.appendChild(sheet);
    sheet.addEventListener("click", function (event) {
      var link = event.target.closest("a");
      if (link) document.getElementById(link.hash.slice(1)).setAttribute("tabindex", "-1"); // so that it can take the focus
      if (link || event.target === close || event.target === sheet) sheet.close();
    });
  }

  counter.addEventListener("click", function () {
    if (!window.HTMLDialogElement) return visit.scrollIntoView();
    if (!sheet) build();
    sheet.showModal();
    var link = mark(sheet);
    link.focus();
    link.scrollIntoView({ block: "center" });
  });
  visit.addEventListener("stop", function (event) {
    current = event.detail;
    follow(mark(list));
  });
})();
