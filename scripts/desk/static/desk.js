// The form of a record: shows problems while the editor types, and never loses input.
(function () {
  "use strict";
  var form = document.getElementById("record");
  if (!form) return;
  var status = document.getElementById("status");
  var count = document.getElementById("count");
  var next = document.getElementById("next");
  var told = [];
  var refused = form.querySelector(".told .error") && form.querySelector(".why");
  var fresh = form.dataset.key.startsWith("new/");
  var key = "desk:" + form.dataset.key;
  if (fresh) key += ":" + tab();
  var saving = false;
  var timer = 0;
  var asked = 0;
  var source = form.elements["@text"];
  var files = [...form.querySelectorAll("[type=file]")];
  var folds = [...form.querySelectorAll("details")];

  // The tab's id: each tab stores a record without an address separately.
  function tab() {
    try {
      if (!sessionStorage.getItem("desk:tab")) sessionStorage.setItem("desk:tab", Date.now());
      return sessionStorage.getItem("desk:tab");
    } catch (error) {
      return ""; // Storage is disabled: nothing is stored anyway.
    }
  }

  // The storage key of unsaved input: of this form, or of a new record in a closed tab.
  function kept() {
    if (localStorage.getItem(key) || !fresh) return key;
    return Object.keys(localStorage).find((other) => other.startsWith("desk:" + form.dataset.key + ":")) || key;
  }

  function entries() {
    return [...form.elements]
      .filter((one) => one.name && one.name !== "token" && !["file", "submit"].includes(one.type))
      .map((one) => [one.name, one.value]);
  }

  var opened = JSON.stringify(entries());
  var unsaved = form.dataset.unsaved === "yes"; // shown again: a part was added, or saving failed

  function dirty() {
    return unsaved || JSON.stringify(entries()) !== opened || files.some((one) => one.files.length);
  }

  function keep() {
    try {
      if (dirty()) localStorage.setItem(key, JSON.stringify(entries()));
      else localStorage.removeItem(key);
    } catch (error) {
      // Storage is full or disabled: the page itself still has the input.
    }
  }

  function line(said) {
    var item = document.createElement("li");
    item.className = said.severity || "error";
    item.textContent = said.message || said;
    if (said.hint) {
      var hint = document.createElement("small");
      hint.textContent = said.hint;
      item.appendChild(hint);
    }
    if (source && said.line) item.appendChild(leads(said.line));
    return item;
  }

  // A button that goes to a line of a file's text.
  function leads(number) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "到第 " + number + " 行";
    button.addEventListener("click", function () {
      var lines = source.value.split("\n");
      var start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
      source.focus();
      source.setSelectionRange(start, start + (lines[number - 1] || "").length);
      source.scrollTop = (source.scrollHeight / lines.length) * (number - 4);
    });
    return button;
  }

  // The place for a message: the field, or the nearest part around it.
  function place(path) {
    for (var way = path; way; way = way.slice(0, Math.max(0, way.lastIndexOf(".")))) {
      var found = form.querySelector(["", "[]", ":json"].map((end) => `[data-path="${way}${end}"]`).join());
      if (found) return found;
    }
    return document.getElementById("form-told");
  }

  function tell(path, said) {
    var at = place(path);
    at.querySelector(".told").appendChild(line(said));
    var box = at.classList.contains("field") && at.querySelector("input, select, textarea");
    if (box) box.setAttribute("aria-invalid", "true");
  }

  function show(found) {
    form.querySelectorAll(".told").forEach((list) => (list.textContent = ""));
    form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    found.form.forEach((said) => tell("", said));
    for (const [path, all] of Object.entries(found.fields)) for (var said of all) tell(path, said);
    if (found.preview) turn(found.preview);
    summed();
  }

  // Shows the number of messages, and a button that goes from one to the next.
  function summed() {
    if (refused && !form.querySelector(".told .error")) refused.hidden = true;
    told = [...form.querySelectorAll(".told li")];
    count.textContent = told.length ? (refused && !refused.hidden ? "没有保存，" : "") + "还有 " + told.length + " 处要看" : "没有问题";
    next.hidden = !told.length;
    next.onclick = () => lead(0);
  }

  function go(to) {
    var about = to.closest("[data-path]");
    var box = about && about.querySelector("input:not([type=hidden]):not([type=file]), select, textarea, button");
    for (var fold = to.closest("details"); fold; fold = fold.parentNode.closest("details")) fold.open = true;
    if (box) box.focus({ preventScroll: true });
    to.scrollIntoView({ block: "center" });
  }

  function lead(at) {
    go(told[at]);
    next.onclick = () => lead((at + 1) % told.length);
  }

  // Reloads the preview at its scroll position.
  function turn(address) {
    var frame = document.getElementById("preview");
    document.getElementById("no-preview").hidden = true;
    frame.hidden = false;
    var top = frame.contentDocument ? frame.contentWindow.scrollY : 0;
    frame.onload = function () {
      if (frame.contentDocument) frame.contentWindow.scrollTo(0, top); // none if the desk was closed
    };
    frame.src = address + "?" + asked;
  }

  async function check() {
    var mine = (asked += 1);
    var data = new FormData(form);
    for (var one of files) if (!one.files.length) data.delete(one.name);
    data.set("do", "check");
    try {
      var answer = await fetch(location.pathname, { method: "POST", body: data });
      var found = answer.ok ? await answer.json() : null;
      if (mine !== asked) return;
      if (found) show(found);
      else count.textContent = "编辑台重新启动过：请刷新这一页，写的内容会问你要不要恢复";
    } catch (error) {
      count.textContent = "编辑台没有回答：请看它的窗口是不是关了。写的内容还在这一页里";
    }
  }

  function typed(box) {
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Fields for another record: input is searched in titles; after a chosen id its title is shown.
  var offers = document.getElementById("targets");
  var looked = 0;

  async function find(box) {
    var mine = (looked += 1);
    var there = [...offers.options].map((one) => [one.value, one.textContent]);
    if (there.some((pair) => pair[0] === box.value)) name(box, there); // chosen from the options: at once, before a save
    try {
      var answer = await fetch("/targets/" + encodeURIComponent(box.dataset.to) + "?q=" + encodeURIComponent(box.value));
      var found = await answer.json();
      if (mine !== looked) return;
      offers.textContent = "";
      offers.append(...found.map(([id, title]) => new Option(title, id)));
      name(box, found);
    } catch (error) {} // the check reports that the desk does not answer
  }

  function name(box, found) {
    var chosen = found.find((pair) => pair[0] === box.value);
    var said = box.parentNode.querySelector(".named");
    if (said) said.textContent = chosen ? chosen[1] : "";
    if (chosen && box.classList.contains("more")) take(box);
  }

  function take(box) {
    var lines = box.parentNode.querySelector("textarea");
    lines.value = (lines.value.trim() + "\n" + box.value).trim();
    box.value = "";
    typed(lines);
  }

  function entered(event) {
    if (event.target.classList.contains("pick") || event.isComposing) return; // pinyin of characters not chosen yet
    if (event.target.dataset.to) find(event.target);
    if (event.target.classList.contains("more")) return;
    keep();
    clearTimeout(timer);
    timer = setTimeout(check, 700);
  }

  form.addEventListener("input", entered);
  form.addEventListener("compositionend", entered); // Chrome fires no input event after it
  form.addEventListener("change", function (event) {
    if (event.target.type === "file") look(event.target);
    if (event.target.classList.contains("more") && event.target.value) take(event.target); // a title typed in full
    if (!event.target.classList.contains("pick") || !event.target.value) return;
    var box = document.getElementById(event.target.dataset.for);
    box.value = event.target.value;
    typed(box);
  });
  // Shows a chosen picture at once; several become an item each.
  function look(box) {
    var thumb = box.closest(".field").querySelector(".thumb");
    var chosen = box.files[0];
    if (!chosen) return;
    thumb.hidden = chosen.type.indexOf("image/");
    if (!thumb.hidden) thumb.querySelector("img").src = URL.createObjectURL(chosen);
    if (box.files.length > 1) spread();
  }

  // Shows the form again with an item for each of several files.
  function spread() {
    var button = document.createElement("button");
    button.name = "do";
    button.value = "show";
    form.appendChild(button).click();
  }

  // A click on a picture sets the focal point, which stays in view when it is cropped.
  form.addEventListener("click", function (event) {
    var box = event.target.dataset.focal && form.elements[event.target.dataset.focal];
    if (!box) return;
    var frame = event.target.getBoundingClientRect();
    var across = Math.round(((event.clientX - frame.left) / frame.width) * 100);
    box.value = across + " " + Math.round(((event.clientY - frame.top) / frame.height) * 100);
    typed(box);
  });
  form.addEventListener("submit", function () {
    saving = true;
    var unfolded = folds.filter((one) => one.open).map((one) => one.dataset.fold);
    try {
      sessionStorage.setItem("desk:open", unfolded.join(" "));
    } catch (error) {} // Storage is disabled: they are collapsed again.
  });
  window.addEventListener("beforeunload", function (event) {
    if (!saving && dirty()) event.preventDefault();
  });
  form.addEventListener("focusin", function (event) {
    if (event.target.dataset.to) find(event.target);
  });

  function offer(left, from) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "恢复上次没有保存的内容";
    button.addEventListener("click", function () {
      // The desk shows the form again with its added parts, and the record as it was then, to be merged with what it is now.
      var again = document.createElement("form");
      again.method = "post";
      for (const [name, value] of [...left, ["token", form.elements.token.value], ["do", "show"]]) {
        again.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
      document.body.appendChild(again);
      localStorage.setItem(key, JSON.stringify(left));
      if (from !== key) localStorage.removeItem(from);
      saving = true;
      again.submit();
    });
    status.appendChild(button);
  }

  try {
    var saved = new URLSearchParams(location.search).get("saved");
    if (saved) {
      status.textContent = "已经保存。它和别的记录合不合，正在后台查，结果在上面的“检查”里。再到“提交”里提交。";
      localStorage.removeItem(saved === "text" ? "desk:text/" + form.dataset.key : key);
      localStorage.removeItem("desk:new/" + form.dataset.key.split("/")[0] + ":" + tab());
    }
    var from = kept();
    var left = JSON.parse(localStorage.getItem(from) || "null");
    if (left && JSON.stringify(left) !== opened && !unsaved) offer(left, from);
    if (unsaved) {
      keep();
      var unfolded = sessionStorage.getItem("desk:open").split(" "); // when the button was pressed
      for (var one of folds) one.open = unfolded.includes(one.dataset.fold);
    }
  } catch (error) {
    // Nothing was stored.
  }

  // Checks an existing record at once, but not what a new one lacks. After a refused save, goes to the first message.
  if (!source && document.querySelector(".why")) {
    if (form.querySelector(".told li")) {
      summed();
      lead(0);
    }
    if ([...form.elements].some((one) => "defaultValue" in one && one.value !== one.defaultValue)) check(); // typed already
  } else if (source || !fresh) check();

  if (location.hash.startsWith("#f-")) go(place(decodeURIComponent(location.hash.slice(3)))); // from a list of problems

  // After a part was added or moved, focuses it again.
  var part = form.dataset.focus && document.getElementById("f-" + form.dataset.focus);
  var groups = part ? part.querySelectorAll(":scope > .group") : [];
  var box = part && (groups[groups.length - 1] || part).querySelector("input:not([type=hidden]), select, textarea, button");
  if (box) box.focus();

  files.forEach(look); // files chosen before this page was ready or restored
})();
