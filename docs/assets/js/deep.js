// Deep zoom in the viewer: of a picture of several thousand pixels only the visible tiles are loaded. They are IIIF Image 3,
// level 0 (scripts/media/tiles.py). Every gesture ends in zoom() or move().
(function () {
  "use strict";
  var MOST = 2; // the most CSS pixels per picture pixel
  var FAR = 80;
  var dialog = null;
  var pane = null;
  var deep = null; // the picture shown, its scale and its corner's position on the pane; null if it has no tiles
  var fingers = new Map();

  function clamp(value, low, high) {
    return Math.min(Math.max(value, low), Math.max(low, high));
  }

  function fit() {
    if (!deep) return;
    deep.dots = window.devicePixelRatio || 1;
    deep.canvas.width = pane.clientWidth * deep.dots;
    deep.canvas.height = pane.clientHeight * deep.dots;
    deep.least = deep.scale = Math.min(pane.clientWidth / deep.width, pane.clientHeight / deep.height);
    move(0, 0);
  }

  // Moves the picture's corner; a picture smaller than the pane is centred.
  function move(x, y) {
    var free = { x: pane.clientWidth - deep.width * deep.scale, y: pane.clientHeight - deep.height * deep.scale };
    deep.x = free.x >= 0 ? free.x / 2 : clamp(x, free.x, 0);
    deep.y = free.y >= 0 ? free.y / 2 : clamp(y, free.y, 0);
    dialog.classList.toggle("is-large", deep.scale > deep.least * 1.01);
    cancelAnimationFrame(deep.frame);
    deep.frame = requestAnimationFrame(draw);
  }

  // Enlarges the picture by the factor `times`, around a point of the pane or its middle.
  function zoom(times, at) {
    var point = at || { x: pane.clientWidth / 2, y: pane.clientHeight / 2 };
    var scale = clamp(deep.scale * times, deep.least, Math.max(deep.least, MOST));
    var grown = scale / deep.scale;
    deep.scale = scale;
    move(point.x - (point.x - deep.x) * grown, point.y - (point.y - deep.y) * grown);
  }

  // Draws the coarsest level, so that there is always something, and over it the level that the screen resolves.
  function draw() {
    if (!deep) return;
    var pen = deep.canvas.getContext("2d");
    var coarse = 1;
    while (deep.side * coarse < Math.max(deep.width, deep.height)) coarse *= 2;
    var fine = 1;
    while (fine < coarse && deep.scale * deep.dots * fine * 2 <= 1) fine *= 2;
    pen.resetTransform();
    pen.clearRect(0, 0, deep.canvas.width, deep.canvas.height);
    pen.setTransform(deep.scale * deep.dots, 0, 0, deep.scale * deep.dots, deep.x * deep.dots, deep.y * deep.dots);
    [coarse, fine].forEach(function (factor) {
      var reach = deep.side * factor;
      for (var y = 0; y < deep.height; y += reach)
        for (var x = 0; x < deep.width; x += reach)
          if (seen(x, reach, deep.x, pane.clientWidth) && seen(y, reach, deep.y, pane.clientHeight)) paint(pen, factor, x, y);
    });
  }

  function seen(start, reach, corner, size) {
    return corner + (start + reach) * deep.scale > 0 && corner + start * deep.scale < size;
  }

  function paint(pen, factor, x, y) {
    var wide = Math.min(deep.side * factor, deep.width - x);
    var high = Math.min(deep.side * factor, deep.height - y);
    var region = wide === deep.width && high === deep.height ? "full" : [x, y, wide, high].join(",");
    var name = deep.base + region + "/" + Math.ceil(wide / factor) + "," + Math.ceil(high / factor) + "/0/default.jpg";
    var image = (deep.images[name] = deep.images[name] || new Image());
    if (!image.src) {
      image.onload = draw;
      image.src = name;
    }
    // Half a pixel more, or the background shows between tiles.
    if (image.naturalWidth) pen.drawImage(image, x, y, wide + 0.5 / deep.scale, high + 0.5 / deep.scale);
  }

  function point(event) {
    var box = pane.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  // The midpoint of the first and the last finger, and their distance.
  function grip() {
    var points = Array.from(fingers.values());
    var first = points[0];
    var last = points[points.length - 1];
    return { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2, apart: Math.hypot(first.x - last.x, first.y - last.y) || 1 };
  }

  function lift(event) {
    fingers.delete(event.pointerId);
  }

  var ACTS = {
    pointerdown: (event) => fingers.set(event.pointerId, point(event)),
    // One finger moves the picture, two also zoom.
    pointermove: function (event) {
      if (!fingers.has(event.pointerId)) return;
      var before = grip();
      fingers.set(event.pointerId, point(event));
      var now = grip();
      zoom(now.apart / before.apart, now);
      move(deep.x + now.x - before.x, deep.y + now.y - before.y);
    },
    pointerup: lift,
    pointercancel: lift,
    pointerleave: lift,
    dblclick: (event) => zoom(2.5, point(event)),
    wheel: function (event) {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.25 : 0.8, point(event));
    },
    click: function (event) {
      if (event.target.dataset.zoom) zoom(Number(event.target.dataset.zoom));
    },
    keydown: function (event) {
      var times = { "+": 1.6, "=": 1.6, "-": 1 / 1.6, 0: 0 }[event.key];
      var way = { ArrowLeft: [FAR, 0], ArrowRight: [-FAR, 0], ArrowUp: [0, FAR], ArrowDown: [0, -FAR] }[event.key];
      if (times !== undefined) zoom(times);
      else if (way && dialog.classList.contains("is-large")) move(deep.x + way[0], deep.y + way[1]);
      else return;
      event.preventDefault();
    },
  };

  function wire(found) {
    dialog = found;
    Object.keys(ACTS).forEach(function (name) {
      var act = function (event) {
        if (deep) ACTS[name](event);
      };
      (name === "click" || name === "keydown" ? dialog : pane).addEventListener(name, act, { passive: false });
    });
    window.addEventListener("resize", fit);
  }

  // The viewer's event for each picture shown; without detail.link when it closes.
  document.addEventListener("picture", function (event) {
    if (deep) deep.canvas.remove();
    deep = null;
    fingers.clear();
    var data = event.detail.link ? event.detail.link.dataset : {};
    event.target.classList.toggle("is-deep", Boolean(data.tiles));
    if (!data.tiles) return;
    pane = event.target.querySelector(".viewer-pane");
    if (!dialog) wire(event.target);
    deep = { base: data.tiles, side: Number(data.side), width: Number(data.width), height: Number(data.height), images: {} };
    deep.canvas = pane.appendChild(document.createElement("canvas"));
    deep.canvas.setAttribute("role", "img");
    deep.canvas.setAttribute("aria-label", event.detail.link.querySelector("img").alt);
    fit();
  });
})();
