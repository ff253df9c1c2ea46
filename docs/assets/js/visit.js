// The visit of an exhibition: which way to see it, which stop one is at, the bar that leads on.
// Tells the other scripts by events on #visit: "view" (detail: its name), "stop" (detail: the section one is at) and
// "chosen" (the same, when the reader went there by button, key or link instead of scrolling past).
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
  var rest = 0; // the timer of the end of scrolling
  var watch = null;
  var width = innerWidth;
  var past = false; // does one read below the exhibition?
  var line = 0; // where on the screen one reads: its share from the top
  var led = 0; // until when scrolling is our own: to a stop chosen by link, key or button
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

  // The stop that crosses a line is the one being read. While walking on a phone the picture covers the upper half.
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

  // After a jump over the line, by the End key, the scroll bar or the Back button: the stop at the line, or the first below
  // it. One that was gone to stays the one being read for as long as its heading is on the screen.
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
      // A window inside an app may have no history of its own: the address stays.
    }
  }

  function remember(view) {
    try {
      localStorage.setItem("setting-view", view);
    } catch (error) {
      // Storage is switched off: the choice holds for this page.
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
    // Not "disabled": whose focus is on a button when the stop changes would lose their place.
    buttons[0].setAttribute("aria-disabled", now === 0);
    buttons[1].setAttribute("aria-disabled", now === stops.length - 1);
    follow();
    tell("stop", stop);
  }

  // The address follows the stop, a moment later; not under an open picture, whose entry of the history keeps the address
  // it was opened at.
  function follow() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      timer = 0;
      if (document.querySelector("dialog[open]")) follow();
      else if (window.scrollY > 0) rewrite("#" + stops[now].dataset.stop);
      else if (now === 0) rewrite(location.pathname + location.search);
    }, 200);
  }

  // Gone to another entry of the history: until "hashchange" tells which stop it names, no address is written over it.
  window.addEventListener("popstate", function () {
    if (timer) follow();
  });

  function heading(stop) {
    return document.getElementById(stop.dataset.stop);
  }

  // Goes to a stop as a reader would: the heading on screen and in focus, so that a screen reader says it.
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

  // All scrolling is over a moment after its last step: what crossed the line meanwhile was told in between.
  document.addEventListener("scroll", function () {
    clearTimeout(rest);
    if (now >= 0) rest = setTimeout(look, 150);
  });

  // A phone was turned: the steps of a walk are as high as the screen, which browsers do not make up for.
  window.addEventListener("resize", function () {
    var box = now > 0 && !past && innerWidth !== width && stops[now].getBoundingClientRect();
    var at = (innerHeight * line) / 100;
    width = innerWidth;
    if (!box || (box.top < at && box.bottom > at)) return;
    led = Date.now() + 1200;
    stops[now].scrollIntoView();
  });

  // The part of the page an address names; nothing for one that is no address.
  function named() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }

  // A link of the contents, an address with a stop, the Back button: the stop it names is the one being read, of a
  // section its first.
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

  // All is laid out once the first screen stands; from then on no height is guessed.
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
