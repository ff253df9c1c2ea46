// Shows where a touring exhibition is today, and where it goes next. Times are China's (UTC+8).
(function () {
  "use strict";
  var box = document.querySelector("[data-tour]");
  if (!box) return;
  var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  var stops = Array.from(document.querySelectorAll(".tour > li:not([data-off])"));
  var places = box.querySelectorAll(".where");

  function day(text) {
    return Number(text.slice(5, 7)) + "月" + Number(text.slice(8)) + "日";
  }

  function say(place, stop, words) {
    var link = stop && stop.querySelector("a");
    place.textContent = "";
    if (link) place.appendChild(link.cloneNode(true));
    place.appendChild(document.createTextNode((stop && !link ? stop.querySelector("span").textContent : "") + words));
  }

  var here = stops.find((stop) => stop.dataset.start <= today && today <= stop.dataset.end);
  var next = stops
    .filter((stop) => stop.dataset.start > today)
    .sort((a, b) => a.dataset.start < b.dataset.start ? -1 : 1)[0];
  if (here) here.classList.add("is-here");
  var been = stops.some((stop) => stop.dataset.end < today);
  var more = box.dataset.end && box.dataset.end >= today; // it continues, but its next stops are unknown
  var nowhere = !stops.length || (more && !next) ? "行程待定" : next ? (been ? "两站之间，暂不展出" : "还没有出发") : "巡展已结束";
  say(places[0], here, here ? "（至" + day(here.dataset.end) + "）" : nowhere);
  say(places[1], next, next ? "（" + day(next.dataset.start) + "起）" : more ? "待定" : here ? "这是最后一站" : "各站都已走完");
})();
