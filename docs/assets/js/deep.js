// Deep zoom in the viewer: a picture of several thousand points is read as tiles, those in sight and no others.
// The tiles are IIIF Image 3, level 0: {folder}/{x},{y},{w},{h}/{w},{h}/0/default.jpg, one set a halving; a tile that
// holds the whole picture is {folder}/full/{w},{h}/0/default.jpg.
(function () {
  "use strict";
  var MOST = 2; // how many screen points a point of the picture may become
  var STEP = 1.6;
  var deep = null;

  function clamp(value, low, high) {
    return Math.min(Math.max(value, low), Math.max(low, high));
  }

  function Deep(dialog, pane, link) {
    var data = link.dataset;
    this.dialog = dialog;
    this.pane = pane;
    this.base = data.tiles;
    this.side = Number(data.side);
    this.width = Number(data.width);
    this.height = Number(data.height);
    this.tiles = new Map();
    this.fingers = new Map();
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", link.querySelector("img").alt);
    pane.appendChild(this.canvas);
    dialog.classList.add("is-deep");
    this.fit();
  }

  Deep.prototype.fit = function () {
    this.dots = window.devicePixelRatio || 1;
    this.wide = this.pane.clientWidth;
    this.high = this.pane.clientHeight;
    this.canvas.width = this.wide * this.dots;
    this.canvas.height = this.high * this.dots;
    this.least = Math.min(this.wide / this.width, this.high / this.height);
    this.scale = this.least;
    this.move(0, 0);
  };

  // x and y are where the picture's corner stands on the pane; a picture smaller than the pane stands in its middle.
  Deep.prototype.move = function (x, y) {
    var wide = this.width * this.scale;
    var high = this.height * this.scale;
    this.x = wide <= this.wide ? (this.wide - wide) / 2 : clamp(x, this.wide - wide, 0);
    this.y = high <= this.high ? (this.high - high) / 2 : clamp(y, this.high - high, 0);
    this.dialog.classList.toggle("is-large", this.scale > this.least * 1.01);
    var self = this;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(function () {
      self.draw();
    });
  };

  // Makes the picture `times` as large around a point of the pane.
  Deep.prototype.zoom = function (times, x, y) {
    var old = this.scale;
    var at = { x: x === undefined ? this.wide / 2 : x, y: y === undefined ? this.high / 2 : y };
    this.scale = clamp(old * times, this.least, Math.max(this.least, MOST));
    var grown = this.scale / old;
    this.move(at.x - (at.x - this.x) * grown, at.y - (at.y - this.y) * grown);
  };

  Deep.prototype.tile = function (factor, column, row) {
    var reach = this.side * factor;
    var x = column * reach;
    var y = row * reach;
    var wide = Math.min(reach, this.width - x);
    var high = Math.min(reach, this.height - y);
    var size = Math.ceil(wide / factor) + "," + Math.ceil(high / factor);
    var region = wide === this.width && high === this.height ? "full" : [x, y, wide, high].join(",");
    var name = this.base + region + "/" + size + "/0/default.jpg";
    var found = this.tiles.get(name);
    if (!found) {
      found = { image: new Image(), x: x, y: y, wide: wide, high: high };
      found.image.onload = function () {
        if (deep) deep.move(deep.x, deep.y);
      };
      found.image.src = name;
      this.tiles.set(name, found);
    }
    return found;
  };

  // The coarsest level first, so that there is always something; over it the level as fine as the screen shows.
  Deep.prototype.draw = function () {
    var pen = this.canvas.getContext("2d");
    var coarse = 1;
    while (this.side * coarse < Math.max(this.width, this.height)) coarse *= 2;
    var fine = 1;
    while (fine < coarse && this.scale * this.dots * fine * 2 <= 1) fine *= 2;
    pen.setTransform(this.dots, 0, 0, this.dots, 0, 0);
    pen.clearRect(0, 0, this.wide, this.high);
    [coarse, fine].forEach(function (factor) {
      var reach = this.side * factor * this.scale;
      var rows = Math.ceil(this.height / (this.side * factor));
      var columns = Math.ceil(this.width / (this.side * factor));
      for (var row = Math.max(0, Math.floor(-this.y / reach)); row < rows && this.y + row * reach < this.high; row += 1)
        for (var column = Math.max(0, Math.floor(-this.x / reach)); column < columns && this.x + column * reach < this.wide; column += 1) {
          var tile = this.tile(factor, column, row);
          if (tile.image.complete && tile.image.naturalWidth)
            pen.drawImage(tile.image, this.x + tile.x * this.scale, this.y + tile.y * this.scale, tile.wide * this.scale + 0.5, tile.high * this.scale + 0.5);
        }
    }, this);
  };

  Deep.prototype.point = function (event) {
    var box = this.pane.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  // One finger moves the picture, two also change its size.
  Deep.prototype.drag = function (event) {
    var before = this.fingers.get(event.pointerId);
    if (!before) return;
    var now = this.point(event);
    var others = Array.from(this.fingers).filter(function (pair) {
      return pair[0] !== event.pointerId;
    });
    this.fingers.set(event.pointerId, now);
    if (others.length) {
      var other = others[0][1];
      var was = Math.hypot(before.x - other.x, before.y - other.y) || 1;
      this.zoom(Math.hypot(now.x - other.x, now.y - other.y) / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else if (this.dialog.classList.contains("is-large")) {
      this.move(this.x + now.x - before.x, this.y + now.y - before.y);
    }
  };

  function key(event) {
    if (!deep) return;
    var far = 80;
    var large = deep.dialog.classList.contains("is-large");
    var moves = { ArrowLeft: [far, 0], ArrowRight: [-far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] }[event.key];
    if (event.key === "+" || event.key === "=") deep.zoom(STEP);
    else if (event.key === "-") deep.zoom(1 / STEP);
    else if (event.key === "0") deep.zoom(0);
    else if (moves && large) deep.move(deep.x + moves[0], deep.y + moves[1]);
    else return;
    event.preventDefault();
  }

  // Once a dialog: the pane's gestures, and two buttons beside its own.
  function wire(dialog, pane, tools) {
    [["＋", "放大", STEP], ["－", "缩小", 1 / STEP]].forEach(function (words) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "deep-only";
      button.textContent = words[0];
      button.setAttribute("aria-label", words[1]);
      button.addEventListener("click", function () {
        if (deep) deep.zoom(words[2]);
      });
      tools.insertBefore(button, tools.lastElementChild);
    });
    pane.addEventListener("pointerdown", function (event) {
      if (deep) deep.fingers.set(event.pointerId, deep.point(event));
    });
    pane.addEventListener("pointermove", function (event) {
      if (deep) deep.drag(event);
    });
    ["pointerup", "pointercancel", "pointerleave"].forEach(function (name) {
      pane.addEventListener(name, function (event) {
        if (deep) deep.fingers.delete(event.pointerId);
      });
    });
    pane.addEventListener("dblclick", function (event) {
      if (deep) deep.zoom(STEP * STEP, deep.point(event).x, deep.point(event).y);
    });
    pane.addEventListener(
      "wheel",
      function (event) {
        if (!deep) return;
        event.preventDefault();
        deep.zoom(event.deltaY < 0 ? 1.25 : 0.8, deep.point(event).x, deep.point(event).y);
      },
      { passive: false },
    );
    dialog.addEventListener("keydown", key);
    window.addEventListener("resize", function () {
      if (deep) deep.fit();
    });
  }

  // The viewer says which picture it shows, and when it closes (detail.link is then missing).
  document.addEventListener("picture", function (event) {
    var dialog = event.target;
    var pane = dialog.querySelector(".viewer-pane");
    if (deep) deep.canvas.remove();
    deep = null;
    dialog.classList.remove("is-deep");
    var link = event.detail.link;
    if (!link || !link.dataset.tiles) return;
    if (!dialog.querySelector(".deep-only")) wire(dialog, pane, dialog.querySelector(".viewer-tools"));
    deep = new Deep(dialog, pane, link);
  });
})();
