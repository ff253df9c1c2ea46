// Loaded on demand: a page's QR code, a picture to share, a notice to pin up. Made in the browser, because the phone has
// the fonts and the picture is wanted once; making ten thousand in advance would take longer than the site.
(function () {
  "use strict";

  // QR codes (ISO/IEC 18004): bytes, level M, versions 1 to 10.
  // By version: error correction bytes per block, number of blocks, data bytes in all.
  var BLOCKS = [
    [10, 1, 16], [16, 1, 28], [26, 1, 44], [18, 2, 64], [24, 2, 86],
    [16, 4, 108], [18, 4, 124], [22, 4, 154], [22, 5, 182], [26, 5, 216],
  ];
  var ALIGN = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
  var EXP = [];
  var LOG = [];
  for (var power = 0, value = 1; power < 255; power += 1) {
    EXP[power] = value;
    LOG[value] = power;
    value = value & 128 ? (value << 1) ^ 0x11d : value << 1;
  }

  function times(a, b) {
    return a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0;
  }

  // The remainder of the data divided by the generator polynomial of a degree.
  function correction(data, degree) {
    var generator = [1];
    for (var i = 0; i < degree; i += 1) {
      var next = generator.concat(0);
      for (var j = 0; j < generator.length; j += 1) next[j + 1] ^= times(generator[j], EXP[i]);
      generator = next;
    }
    var rest = data.concat(generator.slice(1).fill(0));
    for (var k = 0; k < data.length; k += 1) {
      var factor = rest[k];
      for (var m = 0; factor && m < generator.length; m += 1) rest[k + m] ^= times(generator[m], factor);
    }
    return rest.slice(data.length);
  }

  function bytesOf(text) {
    return Array.from(unescape(encodeURIComponent(text)), (one) => one.charCodeAt(0));
  }

  // Data and correction bytes of all blocks, interleaved; null if the text is too long.
  function codewords(text) {
    var bytes = bytesOf(text);
    var version = 1;
    while (version <= 10 && bytes.length + (version > 9 ? 3 : 2) > BLOCKS[version - 1][2]) version += 1;
    if (version > 10) return null;
    var plan = BLOCKS[version - 1];
    var bits = "0100" + binary(bytes.length, version > 9 ? 16 : 8) + bytes.map((one) => binary(one, 8)).join("") + "0000";
    bits = bits.slice(0, plan[2] * 8);
    while (bits.length % 8) bits += "0";
    var data = bits.match(/.{8}/g).map((one) => parseInt(one, 2));
    for (var pad = 0xec; data.length < plan[2]; pad ^= 0xec ^ 0x11) data.push(pad);
    var short = Math.floor(plan[2] / plan[1]);
    var longer = plan[1] - (plan[2] % plan[1]);
    var parts = [];
    for (var at = 0, number = 0; number < plan[1]; number += 1) {
      var size = short + (number >= longer ? 1 : 0);
      parts.push(data.slice(at, at + size));
      at += size;
    }
    var checks = parts.map((part) => correction(part, plan[0]));
    return { version: version, bytes: inTurn(parts).concat(inTurn(checks)) };
  }

  function inTurn(lists) {
    var found = [];
    for (var i = 0; i <= lists[lists.length - 1].length; i += 1) {
      lists.forEach(function (list) {
        if (i < list.length) found.push(list[i]);
      });
    }
    return found;
  }

  function binary(number, length) {
    return ("0".repeat(length) + number.toString(2)).slice(-length);
  }

  // The remainder of the shifted number divided by a code's polynomial (BCH).
  function bch(number, shift, polynomial) {
    var rest = number << shift;
    while (rest >= 1 << shift) rest ^= polynomial << (31 - Math.clz32(rest) - shift);
    return (number << shift) | rest;
  }

  // The code as rows of 0 and 1, with mask 0; null if the text is too long.
  function modules(text) {
    var words = codewords(text);
    if (!words) return null;
    var size = words.version * 4 + 17;
    var grid = [];
    for (var row = 0; row < size; row += 1) grid.push(new Array(size).fill(null));

    function square(y, x, radius, dark) {
      for (var dy = -4; dy <= 4; dy += 1) {
        for (var dx = -4; dx <= 4; dx += 1) {
          var far = Math.max(Math.abs(dy), Math.abs(dx));
          var inside = y + dy >= 0 && y + dy < size && x + dx >= 0 && x + dx < size;
          if (far <= radius && inside) grid[y + dy][x + dx] = dark.indexOf(far) < 0 ? 0 : 1;
        }
      }
    }

    for (var t = 8; t < size - 8; t += 1) grid[6][t] = grid[t][6] = 1 - (t % 2);
    square(3, 3, 4, [0, 1, 3]);
    square(3, size - 4, 4, [0, 1, 3]);
    square(size - 4, 3, 4, [0, 1, 3]);
    var places = ALIGN[words.version - 1];
    places.forEach(function (y, i) {
      places.forEach(function (x, j) {
        var last = places.length - 1;
        if (!(i + j === 0 || (i === 0 && j === last) || (j === 0 && i === last))) square(y, x, 2, [0, 2]);
      });
    });
    var format = bch(0, 10, 0x537) ^ 0x5412; // level M is 00, mask 000
    for (var f = 0; f < 15; f += 1) {
      var bit = (format >> f) & 1;
      grid[f < 6 ? f : f < 8 ? f + 1 : size - 15 + f][8] = bit;
      grid[8][f < 8 ? size - 1 - f : f < 9 ? 7 : 14 - f] = bit;
    }
    grid[size - 8][8] = 1;
    if (words.version > 6) {
      var said = bch(words.version, 12, 0x1f25);
      for (var v = 0; v < 18; v += 1) {
        var one = (said >> v) & 1;
        grid[size - 11 + (v % 3)][Math.floor(v / 3)] = one;
        grid[Math.floor(v / 3)][size - 11 + (v % 3)] = one;
      }
    }
    var stream = words.bytes.map((byte) => binary(byte, 8)).join("");
    var next = 0;
    for (var right = size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (var step = 0; step < size; step += 1) {
        var y = (right + 1) & 2 ? step : size - 1 - step;
        for (var x = right; x > right - 2; x -= 1) {
          if (grid[y][x] !== null) continue;
          grid[y][x] = Number(stream[next] || 0) ^ ((x + y) % 2 ? 0 : 1);
          next += 1;
        }
      }
    }
    return grid;
  }

  function each(grid, act) {
    grid.forEach(function (line, y) {
      line.forEach(function (dark, x) {
        if (dark) act(x, y);
      });
    });
  }

  // The code as SVG, with a quiet zone of four modules.
  function svg(text, words) {
    var grid = modules(text);
    if (!grid) return null;
    var path = "";
    each(grid, function (x, y) {
      path += "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z";
    });
    var side = grid.length + 8;
    var holder = document.createElement("div");
    holder.innerHTML =
      '<svg viewBox="0 0 ' + side + " " + side + '" role="img" shape-rendering="crispEdges"><rect width="100%" height="100%"' +
      ' fill="#fff"/><path d="' + path + '" fill="#000"/></svg>';
    holder.firstChild.setAttribute("aria-label", words);
    return holder.firstChild;
  }

  // Splits a text into at most `most` lines of at most `width`; if it is longer, the last ends in ….
  function lines(pen, text, width, most) {
    var found = [""];
    Array.from(text).forEach(function (letter) {
      var last = found.length - 1;
      var longer = found[last] + letter;
      if (pen.measureText(longer).width <= width || "，。、；：！？”）》".indexOf(letter) >= 0) found[last] = longer;
      else found.push(letter.trim());
    });
    if (found.length > most) found[most - 1] = found[most - 1].slice(0, -1) + "…";
    return found.slice(0, most);
  }

  var FONT = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  var WIDTH = 750;
  var EDGE = 56;

  function write(pen, text, size, colour, y, most, bold) {
    pen.font = (bold ? "700 " : "400 ") + size + "px " + FONT;
    pen.fillStyle = colour;
    return lines(pen, text, WIDTH - EDGE * 2, most).reduce(function (at, line) {
      pen.fillText(line, EDGE, at + size);
      return at + size * 1.5;
    }, y);
  }

  // Draws the seal of a surname in the corner.
  function stamp(pen, name) {
    var side = 116;
    var left = WIDTH - EDGE - side;
    pen.strokeStyle = pen.fillStyle = "#a8321f";
    pen.lineWidth = 5;
    pen.strokeRect(left, 44, side, side);
    pen.font = "700 " + (name.length > 1 ? 54 : 84) + 'px "Kaiti SC", STKaiti, KaiTi, "Noto Serif CJK SC", serif';
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(name, left + side / 2, 44 + side / 2);
    pen.textAlign = "left";
    pen.textBaseline = "alphabetic";
  }

  // The picture of {title, kind, text, site, address, seal}, with the image, if any, at the top.
  function drawn(said, image) {
    var canvas = document.createElement("canvas");
    var pen = canvas.getContext("2d");
    var top = image ? 394 : 0;
    canvas.width = WIDTH;
    canvas.height = top + 640;
    pen.fillStyle = "#faf7f1";
    pen.fillRect(0, 0, WIDTH, canvas.height);
    if (image) pen.drawImage(image, 0, 0, WIDTH, top);
    pen.fillStyle = "#a8321f";
    pen.fillRect(0, top, WIDTH, 8);
    var y = write(pen, said.kind, 28, "#86611c", top + 44, 1, false);
    y = write(pen, said.title, 52, "#22201d", y + 8, 2, true);
    write(pen, said.text, 30, "#5d574f", y + 12, 3, false);
    if (said.seal && !image) stamp(pen, said.seal);
    var grid = modules(said.address);
    var bottom = canvas.height - 48;
    if (grid) {
      var unit = Math.floor(196 / (grid.length + 8));
      var side = unit * (grid.length + 8);
      var left = WIDTH - EDGE - side;
      pen.fillStyle = "#fff";
      pen.fillRect(left, bottom - side, side, side);
      pen.fillStyle = "#000";
      each(grid, (x, line) => pen.fillRect(left + (x + 4) * unit, bottom - side + (line + 4) * unit, unit, unit));
    }
    write(pen, said.site, 30, "#22201d", bottom - 92, 1, true);
    write(pen, "长按或扫码看全文", 26, "#5d574f", bottom - 44, 1, false);
    return canvas.toDataURL("image/jpeg", 0.9);
  }

  function picture(said, done) {
    if (!said.image) return done(drawn(said, null));
    var image = new Image();
    image.onload = () => done(drawn(said, image));
    image.onerror = () => done(drawn(said, null));
    image.src = said.image;
    return undefined;
  }

  window.sharePicture = { picture: picture, svg: svg, modules: modules };
})();
