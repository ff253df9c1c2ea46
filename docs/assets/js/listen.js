// Listening: one sound at a time, the next stop follows, the words stand open beside it.
(function () {
  "use strict";
  var visit = document.getElementById("visit");
  var button = visit && visit.querySelector("[data-play]");
  var sounds = visit ? Array.prototype.slice.call(visit.querySelectorAll("audio")) : [];
  if (!button || !sounds.length) return;
  var current = null;
  var listening = false;

  function stopOf(sound) {
    return sound.closest(".stop");
  }

  // The sound of a stop, or of the first stop after it that has one.
  function soundFrom(stop) {
    return sounds.find(function (sound) {
      var there = stopOf(sound);
      return there === stop || stop.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
  }

  function go(sound) {
    visit.dispatchEvent(new CustomEvent("go", { detail: stopOf(sound) }));
  }

  function playing() {
    return sounds.find(function (sound) {
      return !sound.paused;
    });
  }

  function label() {
    var on = Boolean(playing());
    button.textContent = on ? "暂停" : "播放";
    button.setAttribute("aria-label", on ? "暂停讲解" : "播放讲解");
  }

  button.addEventListener("click", function () {
    var on = playing();
    if (on) return on.pause();
    var sound = soundFrom(current) || sounds[0];
    if (stopOf(sound) !== current) go(sound);
    return sound.play();
  });
  sounds.forEach(function (sound, place) {
    sound.addEventListener("play", function () {
      sounds.forEach(function (other) {
        if (other !== sound) other.pause();
      });
      label();
    });
    sound.addEventListener("pause", label);
    sound.addEventListener("ended", function () {
      var after = sounds[place + 1];
      if (!listening || !after) return;
      go(after);
      after.play();
    });
  });
  visit.addEventListener("stop", function (event) {
    current = event.detail;
  });
  visit.addEventListener("view", function (event) {
    listening = event.detail === "listen";
    button.hidden = !listening;
    visit.querySelectorAll(".transcript").forEach(function (words) {
      words.open = listening;
    });
    label();
  });
})();
