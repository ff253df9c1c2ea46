// Shows which places are open now, which are near, and on which days activities may pause. The page holds the hours of the
// record; times are China's.
(function () {
  "use strict";

  var DAY = 86400000;
  var WEEK = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  // Spring festival, dragon boat and mid-autumn by year (GB/T 33661), as month/day. Later years show nothing.
  var FESTIVALS = {
    2026: "2/17 6/19 9/25", 2027: "2/6 6/9 9/15", 2028: "1/26 5/28 10/3", 2029: "2/13 6/16 9/22", 2030: "2/3 6/5 9/12",
    2031: "1/23 6/24 10/1", 2032: "2/11 6/12 9/19", 2033: "1/31 6/1 9/8", 2034: "2/19 6/20 9/27", 2035: "2/8 6/10 9/16",
    2036: "1/28 5/30 10/4", 2037: "2/15 6/18 9/24", 2038: "2/4 6/7 9/13", 2039: "1/24 5/27 10/2", 2040: "2/12 6/14 9/20"
  };
  // [festival, days before, days after] that may be free: the free days are announced each autumn. On these no place is
  // called open, unless its record says that it opens on holidays.
  var AROUND = [["1/1", 2, 2], ["4/4", 2, 3], ["5/1", 2, 5], ["10/1", 2, 7]];
  var MOON = [[3, 8], [2, 2], [2, 2]];

  function china() {
    return new Date(Date.now() + 8 * 3600 * 1000);
  }

  function text(day) {
    return day.toISOString().slice(0, 10);
  }

  function span(year, date, before, after) {
    var parts = date.split("/").map(Number);
    var day = Date.UTC(year, parts[0] - 1, parts[1]);
    return [day - before * DAY, day + after * DAY];
  }

  // The spans of a year in which days may be free, in milliseconds.
  function holidays(year) {
    var moon = (FESTIVALS[year] || "").split(" ").filter(Boolean).map((date, place) => [date, MOON[place][0], MOON[place][1]]);
    return AROUND.concat(moon).map((one) => span(year, one[0], one[1], one[2]));
  }

  // Whether the day may be free; in a year missing from the table, every day may.
  function maybeFree(day) {
    var time = Date.parse(text(day));
    var year = day.getUTCFullYear();
    if (!FESTIVALS[year]) return true;
    return holidays(year).concat(holidays(year + 1)).some((one) => one[0] <= time && time <= one[1]);
  }

  // The hours of a day, [["09:00", "17:30"], …], earliest first; null on a day that the record calls closed.
  function hours(data, day) {
    var name = WEEK[day.getUTCDay()];
    var shut = (data.closed || "").split(" ").some((one) => one && one.slice(0, 10) <= text(day) && text(day) <= one.slice(11));
    if (shut) return null;
    var found = data.hours.split(" ").filter((one) => one.split("=")[0].split(",").indexOf(name) >= 0);
    return found.map((one) => one.split("=")[1].split("-")).sort();
  }

  function clock(time) {
    return time.replace(/^0/, "");
  }

  // The next opening after today, in words; empty if it is uncertain.
  function next(data, now) {
    for (var step = 1; step < 8; step += 1) {
      var day = new Date(now.getTime() + step * DAY);
      var found = hours(data, day);
      if (!data.holidays && maybeFree(day)) return "";
      if (found && found.length) {
        return (step === 1 ? "明天" : "周" + "日一二三四五六"[day.getUTCDay()]) + clock(found[0][0]) + "开门";
      }
    }
    return "";
  }

  // The closing time in words: hours past midnight are in two parts, 19:00—24:00 and 00:00—01:00; none if that is 24:00.
  function closing(data, now, end) {
    var after = end === "24:00" && hours(data, new Date(now.getTime() + DAY));
    var past = after && after.length && after[0][0] === "00:00" ? after[0][1] : "";
    return past === "24:00" ? "" : "，" + clock(past || end) + "关门";
  }

  // A place's status now: [is it open, words]; null if it is uncertain.
  function status(data, now) {
    var found = hours(data, now);
    var at = now.toISOString().slice(11, 16);
    if (!found) return [false, "今天不开门"];
    if (!data.holidays && maybeFree(now)) return FESTIVALS[now.getUTCFullYear()] ? [false, "节假日前后，开门时间请先问"] : null;
    for (var place = 0; place < found.length; place += 1) {
      if (at < found[place][0]) return [false, "现在休息，" + clock(found[place][0]) + "开门"];
      if (found[place].join() === "00:00,24:00") return [true, "正在开门，全天不关门"];
      if (at < found[place][1]) return [true, "正在开门" + closing(data, now, found[place][1])];
    }
    var later = next(data, now);
    return [false, (found.length ? "现在休息" : "今天休息") + (later && "，" + later)];
  }

  function all(selector, act) {
    document.querySelectorAll(selector).forEach(act);
  }

  function tell(node) {
    var said = status(node.dataset, china());
    node.textContent = said ? said[1] : "";
    node.className = said ? (said[0] ? "chip" : "chip is-off") : "";
  }

  function refresh() {
    all("[data-hours]", tell);
  }

  // Metres between two points in degrees, on a sphere: exact enough within a city.
  function metres(a, b) {
    var turn = Math.PI / 180;
    var north = Math.sin(((b[0] - a[0]) * turn) / 2);
    var east = Math.sin(((b[1] - a[1]) * turn) / 2);
    return 12742000 * Math.asin(Math.sqrt(north * north + Math.cos(a[0] * turn) * Math.cos(b[0] * turn) * east * east));
  }

  function far(distance) {
    return distance < 950 ? "约" + Math.max(1, Math.round(distance / 100)) * 100 + "米" : "约" + (distance / 1000).toFixed(1) + "公里";
  }

  // Lists the places nearest to a point: link, distance, and whether it is open.
  function list(box, here) {
    var found = [];
    all("[data-position]", (node) => found.push([metres(here, node.dataset.position.split(",").map(Number)), node]));
    found.sort((a, b) => a[0] - b[0]);
    var rows = box.querySelector("ul");
    rows.textContent = "";
    found.slice(0, 5).forEach(function (pair) {
      var row = document.createElement("li");
      var link = pair[1].querySelector("a").cloneNode(true);
      var small = document.createElement("small");
      var open = pair[1].querySelector("a ~ [data-hours]");
      small.textContent = far(pair[0]) + (open && open.parentNode === pair[1] && open.textContent ? " · " + open.textContent : "");
      link.appendChild(small);
      row.appendChild(link);
      rows.appendChild(row);
    });
    return far(found[0][0]);
  }

  // Asks for the position only when the button is pressed. A refusal shows a sentence, not an error.
  function near(box) {
    if (!navigator.geolocation || window.isSecureContext === false) {
      box.remove();
      return;
    }
    var said = box.querySelector("[role=status]");
    box.querySelector("button").addEventListener("click", function () {
      var fail = function (error) {
        clearTimeout(patience);
        said.textContent = (error && error.code === 1 ? "没有用您的位置" : "现在定不了位") + "。下面按街道排列，可以照街道找。";
      };
      var patience = setTimeout(fail, 20000); // web views in apps may never answer
      said.textContent = "正在定位……位置只在您的手机上算远近，不会发给任何人。";
      navigator.geolocation.getCurrentPosition(
        function (position) {
          var here = position.coords;
          var rough = here.accuracy > 500 ? "定位误差" + far(here.accuracy) + "，远近仅供参考。" : "";
          clearTimeout(patience);
          said.textContent = "最近的一处" + list(box, [here.latitude, here.longitude]) + "，按直线算。" + rough;
        },
        fail,
        { maximumAge: 60000, timeout: 15000 }
      );
    });
    box.hidden = false;
  }

  // Weekly classes often pause on days that may be free: in a list of activities such a day says so.
  function mayPause(heading) {
    var day = new Date(heading.dataset.date);
    if (!FESTIVALS[day.getUTCFullYear()] || !maybeFree(day)) return;
    heading.appendChild(document.createElement("small")).textContent = "节假日前后，去之前请先问";
  }

  all("[data-near]", near);
  all("[data-date]", mayPause);
  refresh();
  setInterval(refresh, 30000); // or a page left open would show an old status
  window.addEventListener("pageshow", refresh);
  document.addEventListener("visibilitychange", refresh);
})();
