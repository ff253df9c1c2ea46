// The visit of an exhibition: its views, the current stop, and the bar with the next one.
// Fires events on #visit for the other scripts: "view" (detail: its name), "stop" (detail: the current section) and
// "chosen" (the same, if the reader went there by button, key or link instead of scrolling).
(function () {
  "use strict";
  var visit = document.getElementById("visit");
  if (!visit || !window.IntersectionObserver) return;
  var root = document.documentElement;
  var stops = Array.from(visit.querySelectorAll(".stop"));
  var doors = Array.from(document.querySelectorAll(".modes [data-view]"));
  var bar = visit.querySelector(".stepper");
  var buttons = bar.querySelectorAll("[data-go]");
  var still = window.matchMedia ? window.matchMedia("(prefers-reduced-motion: reduce)") : {};
  var now = -1;
  var timer = 0;
  var rest = 0; // the timer for the end of scrolling
  var watch = null;
  var width = innerWidth;
  var height = innerHeight;
  var past = false; // is the reader below the exhibition?
  var line = 0; // the reading line, in per cent of the screen from the top
  var led = 0; // time until which scrolling is ours, to a stop chosen by link, key or button
  visit.setAttribute("data-led", "");

  function tell(name, detail) {
    visit.dispatchEvent(new CustomEvent(name, { detail: detail }));
  }

  function known(view) {
    return doors.some((door) => door.dataset.view === view && (view === "read" || root.classList.contains("can-" + view)));
  }

  function setView(view) {
    root.setAttribute("data-view", view);
    doors.forEach(function (door) {
      if (door.dataset.view === view) door.setAttribute("aria-current", "true");
      else door.removeAttribute("aria-current");
    });
    watchLine(view);
    tell("view", view);
  }

  // Makes the stop that crosses the reading line current. In the scroll view a phone's upper half is the picture.
  function watchLine(view) {
    if (watch) watch.disconnect();
    line = view === "walk" ? 60 : 30;
    watch = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          if (entry.isIntersecting && Date.now() > led) mark(stops.indexOf(entry.target));
        });
      },
      { rootMargin: -line + "% 0px " + (line - 98) + "% 0px" },
    );
    stops.forEach((stop) => watch.observe(stop));
  }

  // After a jump by the End key, the scroll bar or Back, makes the stop at the line current, or the first below it. A chosen
  // stop stays current as long as its heading is on the screen.
  function look() {
    var top = heading(stops[now]).getBoundingClientRect().top;
    var there = led && top > -1 && top < innerHeight;
    led = 0;
    past = visit.getBoundingClientRect().bottom < (innerHeight * line) / 100;
    if (there) return;
    var found = stops.findIndex((stop) => stop.getBoundingClientRect().bottom > (innerHeight * line) / 100);
    mark(found < 0 ? stops.length - 1 : found);
  }

  function rewrite(address) {
    try {
      history.replaceState(history.state, "", address);
    } catch (error) {
      // A web view in an app may have no history: the address stays.
    }
  }

  function remember(view) {
    try {
      localStorage.setItem("setting-view", view);
    } catch (error) {
      // Storage is disabled: the choice holds for this page.
    }
    if (new URLSearchParams(location.search).has("view")) rewrite("?view=" + view + location.hash);
  }

  function mark(place) {
    if (place === now || place < 0) return;
    if (now >= 0) stops[now].classList.remove("is-now");
    now = place;
    var stop = stops[now];
    stop.classList.add("is-now");
    bar.querySelector(".now").textContent = stop.dataset.number + " / " + stops.length;
    bar.querySelector("progress").value = (now + 1) / stops.length;
    // Not "disabled": a focused button would lose the focus when the stop changes.
    buttons[0].setAttribute("aria-disabled", now === 0);
    buttons[1].setAttribute("aria-disabled", now === stops.length - 1);
    follow();
    tell("stop", stop);
  }

  // Updates the address to the stop after 200 ms; not while a picture is open, whose history entry keeps the address it was
  // opened at.
  function follow() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      timer = 0;
      if (document.querySelector("dialog[open]")) follow();
      else if (window.scrollY > 0) rewrite("#" + stops[now].dataset.stop);
      else if (now === 0) rewrite(location.pathname + location.search);
    }, 200);
  }

  // After going to another history entry, its address is not overwritten until "hashchange" tells which stop it names.
  window.addEventListener("popstate", function () {
    if (timer) follow();
  });

  function heading(stop) {
    return document.getElementById(stop.dataset.stop);
  }

  // Goes to a stop: scrolls to its heading and focuses it, so that a screen reader reads it.
  function show(place) {
    var stop = stops[place];
    heading(stop).setAttribute("tabindex", "-1");
    heading(stop).focus({ preventScroll: true });
    led = Date.now() + 1200;
    stop.scrollIntoView({ behavior: still.matches ? "auto" : "smooth", block: "start" });
    mark(place);
  }

  function step(by) {
    if (!stops[now + by]) return;
    show(now + by);
    tell("chosen", stops[now]);
  }

  visit.addEventListener("go", (event) => show(stops.indexOf(event.detail)));
  buttons.forEach(function (button) {
    button.addEventListener("click", () => step(Number(button.dataset.go)));
  });
  document.addEventListener("keydown", function (event) {
    var by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    var busy = event.target.closest("input, textarea, select, audio, dialog") || event.altKey || event.ctrlKey || event.metaKey;
    var box = visit.getBoundingClientRect();
    if (!by || busy || event.shiftKey || box.top > innerHeight * 0.6 || box.bottom < 0 || !stops[now + by]) return;
    event.preventDefault();
    step(by);
  });
  doors.forEach(function (door) {
    door.addEventListener("click", function (event) {
      setView(door.dataset.view);
      remember(door.dataset.view);
      if (now < 1) return;
      event.preventDefault();
      stops[now].scrollIntoView();
    });
  });

  ["wheel", "touchmove", "keydown", "pointerdown"].forEach(function (name) {
    window.addEventListener(
      name,
      function () {
        led = 0;
      },
      { passive: true, capture: true },
    );
  });

  // Scrolling has ended 150 ms after its last event; the observer has reported the stops in between.
  document.addEventListener("scroll", function () {
    clearTimeout(rest);
    if (now >= 0) rest = setTimeout(look, 150);
  });

  // Returns to the stop after a phone is rotated: steps of the scroll view are as high as the screen, and browsers do not
  // adjust. Some tell width and height one after the other; an address bar that comes or goes changes less.
  window.addEventListener("resize", function () {
    var turned = innerWidth !== width || Math.abs(innerHeight - height) > height / 4;
    var box = now > 0 && !past && turned && stops[now].getBoundingClientRect();
    var at = (innerHeight * line) / 100;
    width = innerWidth;
    height = innerHeight;
    if (!box || (box.top < at && box.bottom > at)) return;
    led = Date.now() + 1200;
    stops[now].scrollIntoView();
  });

  // The element that the address's hash names; null if it is malformed.
  function named() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }

  // Makes the stop that the address names current (a link of the contents, Back), or the first of a section. Returns whether
  // it names one.
  function arrive() {
    var target = named();
    var part = target && target.closest(".part");
    var stop = part ? part.nextElementSibling : target && target.closest(".stop");
    if (!stop || !visit.contains(stop)) return false;
    mark(stops.indexOf(stop));
    led = Date.now() + 1200;
    return true;
  }

  window.addEventListener("hashchange", function () {
    if (arrive()) tell("chosen", stops[now]);
    else rest = setTimeout(look, 150);
  });

  // Lays out everything after the first screen, so that no height is estimated any more.
  window.addEventListener("load", () => root.classList.add("is-whole"));

  var asked = new URLSearchParams(location.search).get("view") || root.getAttribute("data-view");
  bar.hidden = false;
  window.addEventListener("DOMContentLoaded", function () {
    doors.forEach(function (door) {
      door.hidden = !known(door.dataset.view);
    });
    setView(known(asked) ? asked : "read");
    if (!arrive()) mark(0);
    var target = location.hash && named();
    if (target && visit.contains(target)) target.scrollIntoView();
  });
})();
