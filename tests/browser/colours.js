// The visible texts of an open page whose colour does not stand out from what is behind it (WCAG 2.2, 1.4.3 AA).
async () => {
  await Promise.all(document.getAnimations().map((running) => running.finished)); // colours may be on their way
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    const layers = [];
    for (let up = node; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.backgroundImage !== "none") return null;
      layers.push(parts(style.backgroundColor));
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const opacity = (node) => (node ? Number(getComputedStyle(node).opacity) * opacity(node.parentElement) : 1);
  const found = { seen: 0, poor: [] };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(node.tagName)) continue;
    if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || !node.getClientRects().length) continue;
    if (node.closest("[aria-hidden=true]")) continue; // decoration
    const below = behind(node);
    if (!below) continue;
    const style = getComputedStyle(node);
    const colour = parts(style.color);
    colour[3] *= opacity(node);
    const pair = [light(over(colour, below)), light(below)].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    found.seen += 1;
    if (ratio < (large ? 3 : 4.5)) {
      found.poor.push(`${node.tagName.toLowerCase()}.${node.className} “${node.textContent.trim().slice(0, 12)}” ${ratio.toFixed(2)}`);
    }
  }
  found.poor = [...new Set(found.poor)];
  return found;
};
