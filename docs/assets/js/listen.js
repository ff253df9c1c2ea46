// The listening view: one sound at a time, then the next stop's, with open transcripts. While one plays, going to a stop
// starts the sound of that stop, or of the next that has one; a line in the bar names it, or says that it cannot be played.
(function () {
  "use strict";
  var visit = document.getElementById("visit");
  var button = visit && visit.querySelector("[data-play]");
  var sounds = visit ? Array.from(visit.querySelectorAll("audio")) : [];
  if (!button || !sounds.length || !visit.hasAttribute("data-led")) return;
  var said = visit.querySelector(".stepper [role=status]");
  var current = null;
  var mute = null; // a stop without a sound, chosen while one was playing
  var voice = null; // the sound named in the bar
  var listening = false;
  document.documentElement.classList.add("can-listen");

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
    return sounds.find((sound) => !sound.paused);
  }

  function say(words, sound) {
    voice = sound || null;
    said.textContent = listening ? words : "";
  }

  function name(sound) {
    var stop = stopOf(sound);
    return stop.dataset.number + " " + stop.querySelector(".panel").lastChild.textContent.trim();
  }

  function sayPlaying(sound) {
    say((mute && mute === current ? "这一块没有录音，" : "") + "正在播放：" + name(sound), sound);
  }

  function label() {
    var on = Boolean(playing());
    button.textContent = on ? "暂停" : "播放";
    button.setAttribute("aria-label", on ? "暂停讲解" : "播放讲解");
  }

  function fail(sound, error) {
    if (error && error.name === "AbortError") return; // paused before it began
    sound.pause(); // a sound that fails to play does not become `paused`
    if (error && error.name === "NotAllowedError") say("浏览器不让自动播放，请再按一次“播放”。");
    else say("这段录音放不出来，请读讲解全文：" + name(sound));
    label();
  }

  function play(sound) {
    var begun = sound.play();
    if (begun) begun.catch(fail.bind(null, sound));
  }

  button.addEventListener("click", function () {
    var on = playing();
    if (on) return on.pause();
    mute = null;
    var sound = soundFrom(current) || sounds[0];
    if (stopOf(sound) !== current) go(sound);
    return play(sound);
  });
  sounds.forEach(function (sound, place) {
    sound.addEventListener("play", function () {
      sounds.forEach(function (other) {
        if (other !== sound) other.pause();
      });
      sayPlaying(sound);
      label();
    });
    sound.addEventListener("pause", function () {
      if (voice === sound) say("");
      label();
    });
    sound.addEventListener("error", () => fail(sound));
    sound.addEventListener("ended", function () {
      var after = sounds[place + 1];
      mute = null;
      if (!listening || !after) return;
      go(after);
      play(after);
    });
  });
  visit.addEventListener("stop", function (event) {
    current = event.detail;
  });
  visit.addEventListener("chosen", function (event) {
    var on = playing();
    if (!listening || !on) return;
    var sound = soundFrom(event.detail);
    mute = sound && stopOf(sound) === event.detail ? null : event.detail;
    if (sound === on) return sayPlaying(on);
    on.pause();
    if (!sound) return say("从这一块起没有录音了。");
    sound.currentTime = 0;
    play(sound);
  });
  visit.addEventListener("view", function (event) {
    listening = event.detail === "listen";
    button.hidden = !listening;
    visit.querySelectorAll(".transcript").forEach(function (words) {
      words.open = listening;
    });
    var on = playing();
    if (on) sayPlaying(on);
    else say("");
    label();
  });
})();
