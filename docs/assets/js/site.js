// Adds what depends on today; the page reads well without it. Times are China's (UTC+8).
(function () {
  "use strict";

  var DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  var WORDS = { 展出: ["即将展出", "正在展出", "已经结束"], 进行: ["即将开始", "正在进行", "已经结束"], 报名: ["", "可以报名", "报名已截止"] };
  var ALL_DAY = " 全天"; // the space sorts it before all hours
  var root = document.documentElement;
  var now = china();
  var today = now.slice(0, 10);

  function china() {
    return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 16);
  }

  // -1 before, 0 during, 1 after; a date without a time lasts all day.
  function state(start, end) {
    if (start && (start.length > 10 ? now : today) < start) return -1;
    if (end && (end.length > 10 ? now : today) > end) return 1;
    return 0;
  }

  function words(text) {
    return (text || "").split(" ").filter(Boolean);
  }

  function monday(day) {
    return Math.floor((day.getTime() / 86400000 + 3) / 7);
  }

  // Whether a recurrence falls on a day (a Date in UTC), as scripts/records/recurring.py decides; tests/recurrences.yml tests
  // both. Days are “friday”, “1:friday” and “-1:friday” of a month, “5” and “-1” of a month, “3/5” of a year.
  function occurs(data, day) {
    var text = day.toISOString().slice(0, 10);
    var month = day.getUTCMonth() + 1;
    var number = day.getUTCDate();
    var length = new Date(Date.UTC(day.getUTCFullYear(), month, 0)).getUTCDate();
    if ((data.since && text < data.since) || (data.until && text > data.until)) return false;
    if (data.months && words(data.months).indexOf(String(month)) < 0) return false;
    if (data.frequency === "biweekly" && (monday(day) - monday(new Date(data.since + "T00:00:00Z"))) % 2) return false;
    var without = words(data.except).some((span) => span.slice(0, 10) <= text && text <= span.slice(11));
    if (without) return false;
    return words(data.days).some(function (word) {
      var parts = word.split(/[:/]/);
      var last = parts.pop();
      var before = Number(parts[0] || 0);
      if (DAYS.indexOf(last) < 0) {
        return (!before || before === month) && number === (last === "-1" ? length : Number(last));
      }
      if (DAYS[day.getUTCDay()] !== last) return false;
      return !before || before === Math.ceil(number / 7) || (before < 0 && number + 7 > length);
    });
  }

  // The day of the next occurrence not over at a moment, as YYYY-MM-DD; empty if there is none.
  function nextDay(data, moment) {
    var day = new Date(moment.slice(0, 10) + "T00:00:00Z");
    if (!data.days) return "";
    for (var step = 0; step < 3000; step += 1) {
      if (occurs(data, day) && (step || !data.over || moment.slice(11) < data.over)) return day.toISOString().slice(0, 10);
      day.setUTCDate(day.getUTCDate() + 1);
    }
    return "";
  }

  function chip(text, past) {
    var node = document.createElement("span");
    node.className = past ? "chip is-past off-paper" : "chip off-paper"; // true only today; a printout is read later
    node.textContent = text;
    return node;
  }

  function tellState(node) {
    var where = state(node.dataset.start, node.dataset.end);
    var words = WORDS[node.dataset.word];
    if (words && (where >= 0 || !("later" in node.dataset))) node.parentNode.insertBefore(chip(words[where + 1], where > 0), node);
    node.dataset.told = "";
  }

  // Whether a recurrence's last day has passed.
  function ended(data) {
    return Boolean(data.until) && data.until < today;
  }

  function tellNext(node) {
    var day = nextDay(node.dataset, now);
    node.dataset.told = "";
    if (ended(node.dataset)) node.parentNode.insertBefore(chip("已经结束", true), node);
    if (!day) return;
    var note = document.createElement("small");
    note.textContent = "下一次：" + Number(day.slice(5, 7)) + "月" + Number(day.slice(8)) + "日";
    node.appendChild(note);
  }

  // Shows one exhibition at the top of the home page: a current one, preferably with a poster, then one that closes rather
  // than a permanent one; else the next, else the latest.
  function lead(nodes) {
    var rank = function (node) {
      var where = state(node.dataset.start, node.dataset.end);
      if ("off" in node.dataset) return 2;
      return where === 0 ? 0 : where < 0 ? 1 : 2;
    };
    var best = nodes.slice().sort(function (a, b) {
      var soonest = a.dataset.start < b.dataset.start ? -1 : 1;
      var plain = Number("plain" in a.dataset) - Number("plain" in b.dataset);
      var endless = Number(!a.dataset.end) - Number(!b.dataset.end);
      return rank(a) - rank(b) || (rank(a) === 0 && (plain || endless)) || (rank(a) === 1 ? soonest : -soonest);
    })[0];
    nodes.forEach(function (node) {
      node.hidden = node !== best;
    });
  }

  // [start, end] of an event's next time, or of the last if all are over.
  function nextTime(item) {
    var times = item.dataset.times.split(" ").map((time) => time.split("/"));
    return times.find((time) => state(time[0], time[1]) < 1) || times[times.length - 1];
  }

  // Replaces the first time, which is shown without scripts, by that time, and marks an event that is over.
  function tellTime(item) {
    var time = nextTime(item);
    var day = new Date(time[0].slice(0, 10) + "T00:00:00Z");
    var small = item.querySelector(".day small");
    var clock = item.querySelector(".clock");
    var week = " 周" + "日一二三四五六"[day.getUTCDay()];
    var month = day.getUTCMonth() + 1 + "月";
    item.querySelector(".day b").textContent = day.getUTCDate();
    small.firstChild.textContent = month + week;
    small.lastChild.textContent = day.getUTCFullYear();
    var heard = item.querySelector(".day time");
    heard.dateTime = time[0].slice(0, 10);
    heard.textContent = day.getUTCFullYear() + "年" + month + day.getUTCDate() + "日" + week;
    if (clock && time[0].length > 10) clock.textContent = time[0].slice(11);
    item.dataset.start = time[0];
    item.dataset.end = time[1];
    var over = state(time[0], time[1]) > 0;
    if (over || time[0].slice(0, 10) < today) say(item, over);
  }

  // Marks an item as over or, if only its date looks past, as continuing.
  function say(item, over) {
    if (item.querySelector(".chip")) return;
    var title = item.querySelector(".t");
    title.parentNode.insertBefore(chip(WORDS.进行[over ? 2 : 1], over), title);
    item.classList.toggle("is-past", over);
  }

  // Dates an item by the end of its recurrence, once this and all its times are over.
  function tellRule(item) {
    if (!ended(item.dataset) || comes(item)) return;
    item.dataset.start = item.dataset.until;
    say(item, true);
  }

  // When an event comes next, by its recurrence or its times; empty if it is over or has no day.
  function comes(item) {
    var again = item.dataset.frequency ? nextDay(item.dataset, now) : "";
    var time = item.dataset.times ? nextTime(item) : [""];
    var once = time[0] && state(time[0], time[1]) < 1 ? time[0] : "";
    return again && once ? (again < once ? again : once) : again || once;
  }

  // The coming items by time: [[when, item], …].
  function coming(list) {
    var found = [];
    Array.from(list.children).forEach(function (item) {
      var when = comes(item);
      if (when) found.push([when, item]);
    });
    return found.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
  }

  // Reduces a list of events to coming ones, soonest first; if there are none, a sentence says so.
  function soonest(box, list, fits) {
    var found = coming(list).filter((pair) => fits(pair[0])).slice(0, Number(box.dataset.next));
    list.textContent = "";
    found.forEach(function (pair) {
      pair[1].hidden = false;
      list.appendChild(pair[1]);
    });
    box.querySelector("p").hidden = found.length > 0;
  }

  // The time of an item on a day, its end on the last of several, or ALL_DAY; empty if it is not on, or over.
  function onDay(item, day) {
    var data = item.dataset;
    var date = day.toISOString().slice(0, 10);
    if (data.frequency && occurs(data, day) && !(date === today && data.over && now.slice(11) >= data.over)) {
      return data.at || ALL_DAY;
    }
    var time = words(data.times).map((one) => one.split("/")).filter(function (ends) {
      var lasts = ends[1].length > 10 ? date + "T00:00" < ends[1] : date <= ends[1];
      return ends[0].slice(0, 10) <= date && lasts && state(ends[0], ends[1]) < 1;
    })[0];
    if (!time) return "";
    if (time[0].slice(0, 10) === date) return time[0].slice(11) || ALL_DAY;
    return time[1].length > 10 && time[1].slice(0, 10) === date ? " 至" + time[1].slice(11) : ALL_DAY;
  }

  // A copy of the item for a day's list, with the hour in place of the date.
  function underDay(item, clock) {
    var node = item.cloneNode(true);
    var hour = node.querySelector(".day b");
    var small = node.querySelector(".day small");
    var heard = node.querySelector(".day time");
    var again = node.querySelector(".at");
    var rule = hour.classList.contains("rule") && clock === (item.dataset.at || ALL_DAY);
    if (heard) {
      heard.remove();
      hour.removeAttribute("aria-hidden");
      small.removeAttribute("aria-hidden");
    }
    if (again) again.remove();
    var said = rule ? small.textContent : clock.trim();
    var ends = said.match(/([0-9]{2}:[0-9]{2})—([0-9]{2}:[0-9]{2})/);
    small.textContent = (ends ? "至" + ends[2] + " " : "") + (rule ? hour.textContent : "");
    hour.textContent = (ends ? ends[1] : said) || ALL_DAY.trim();
    hour.className = "rule";
    node.hidden = false;
    return node;
  }

  function dayName(day) {
    return [day.getUTCMonth() + 1, "月", day.getUTCDate(), "日 周", "日一二三四五六"[day.getUTCDay()]].join("");
  }

  function put(box, before, tag, text) {
    var node = document.createElement(tag);
    node.textContent = text;
    box.insertBefore(node, before);
    return node;
  }

  // Lists the events of the coming week by day, those on more than four days by one rule or time only under the first; then
  // the rest, soonest first.
  function byDay(box) {
    var list = box.querySelector("ul");
    var items = Array.from(list.children);
    var days = [0, 1, 2, 3, 4, 5, 6].map((step) => new Date(Date.parse(today) + step * 86400000));
    var shown = items.map(function (item) {
      var clocks = days.map(onDay.bind(null, item));
      var found = clocks.filter(Boolean).length;
      return found > 4 && words(item.dataset.times).length < 2 ? clocks.map((clock, step) => step === clocks.findIndex(Boolean) ? clock : "") : clocks;
    });
    var keys = put(box, list, "nav", "");
    keys.className = "days";
    keys.setAttribute("aria-label", "按日子看");
    days.forEach(function (day, step) {
      var here = items.map((item, place) => [shown[place][step], place]).filter((pair) => pair[0]).sort();
      if (!here.length) return;
      var heading = put(box, list, box.dataset.days, dayName(day));
      if (step < 3) put(heading, heading.firstChild, "span", ["今天 ", "明天 ", "后天 "][step]).className = "off-paper";
      heading.id = DAYS[day.getUTCDay()];
      heading.dataset.date = day.toISOString().slice(0, 10);
      var key = put(keys, null, "a", ["今天", "明天"][step] || "周" + "日一二三四五六"[day.getUTCDay()]);
      key.href = "#" + heading.id;
      var under = put(box, list, "ul", "");
      under.className = "on";
      here.forEach((pair) => under.appendChild(underDay(items[pair[1]], pair[0])));
    });
    soonest(box, list, (when) => when.slice(0, 10) > days[6].toISOString().slice(0, 10));
    var later = list.children.length;
    if (keys.firstChild && later) put(box, list, box.dataset.days, "再往后").id = "later";
    keys.hidden = !keys.firstChild;
    box.querySelector("p").hidden = Boolean(keys.firstChild || later);
    if (keys.firstChild && keys.firstChild.textContent !== "今天") put(box, keys, "p", "今天没有安排，最近的是：").className = "note off-paper";
    var asked = location.hash.slice(1);
    if (DAYS.indexOf(asked) >= 0 && document.getElementById(asked)) document.getElementById(asked).scrollIntoView();
  }

  // Sorts a list of events for today: coming, without a day, over; shows only the first of a long list.
  function agenda(list) {
    var next = coming(list).map((pair) => pair[1]);
    var rest = Array.from(list.children).filter((item) => next.indexOf(item) < 0);
    var over = rest.filter((item) => item.dataset.start);
    over.sort((a, b) => a.dataset.start > b.dataset.start ? -1 : 1);
    var open = rest.filter((item) => !item.dataset.start);
    var most = Number(list.dataset.agenda) || Infinity;
    next.concat(open, over).forEach(function (item, place) {
      item.hidden = place >= most;
      list.appendChild(item);
    });
  }

  // Applies a setting to the page and stores it; an empty value removes it.
  function set(name, value) {
    if (value) root.setAttribute("data-" + name, value);
    else root.removeAttribute("data-" + name);
    try {
      localStorage.setItem("setting-" + name, value);
    } catch (error) {
      // Storage is disabled: the choice holds for this page.
    }
    all("[data-setting], [data-size-step]", show);
  }

  function isOn(button) {
    var name = button.dataset.setting || "size";
    var value = root.getAttribute("data-" + name);
    if (button.dataset.sizeStep) return value === button.dataset.sizeStep;
    if (name === "size") return Boolean(value);
    return value ? value === "dark" : Boolean(window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches);
  }

  function show(button) {
    button.setAttribute("aria-pressed", String(isOn(button)));
  }

  // Sets up a button that toggles a setting or chooses a text size.
  function setting(button) {
    var words = { theme: ["dark", "light"], size: ["big", ""] }[button.dataset.setting];
    button.addEventListener("click", function () {
      if (words) set(button.dataset.setting, words[Number(isOn(button))]);
      else set("size", button.dataset.sizeStep);
    });
    show(button);
  }

  // On a phone the menu is a scrolling row: centres the current entry.
  function centre(link) {
    var row = link.parentNode;
    var place = link.getBoundingClientRect();
    row.scrollLeft += place.left + place.width / 2 - row.clientWidth / 2;
  }

  // Hides closed exhibitions of a list.
  function current(box) {
    var items = Array.from(box.querySelectorAll("li"));
    items.forEach(function (item) {
      item.hidden = state("", item.dataset.end) > 0;
    });
    box.hidden = items.every((item) => item.hidden);
  }

  function all(selector, act) {
    document.querySelectorAll(selector).forEach(act);
  }

  // Reloads a page of coming events that returns to view on another day, or it would call yesterday today.
  function renew() {
    var stale = !document.hidden && china().slice(0, 10) !== today && document.querySelector("[data-next]");
    if (stale && navigator.onLine) location.reload();
  }

  window.addEventListener("pageshow", renew);
  document.addEventListener("visibilitychange", renew);
  all(".when[data-word]", tellState);
  all(".when[data-frequency]", tellNext);
  all("[data-times]:not([data-frequency])", tellTime);
  all("li[data-until]", tellRule);
  all("[data-next]", function (box) {
    if (box.dataset.days) byDay(box);
    else soonest(box, box.querySelector("ul"), Boolean);
    box.dataset.told = "";
  });
  all("[data-current]", current);
  all("[data-gone]", function (note) {
    note.hidden = state("", note.dataset.end) > 0;
  });
  all("[data-agenda]", agenda);
  window.nextDay = nextDay; // for the tests that compare it with the Python version
  all("[data-setting], [data-size-step]", setting);
  all(".menu-bar [aria-current]", centre);
  var leads = Array.from(document.querySelectorAll("[data-lead]"));
  if (leads.length) lead(leads);
})();
