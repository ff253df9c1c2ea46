// Preloads the index files for the result page's query while the search program loads. Published as early.js
// (scripts/render/assets.py).

import { dated } from "./dates.js";
import { segment } from "./segment.js";
import { MOST, slot } from "./slices.js";

const base = document.currentScript.dataset.index;
const query = new URLSearchParams(window.location.search).get("q") || "";

if (window.searchHead === undefined) {
  window.searchHead = fetch(`${base}index.json`, { cache: "no-cache" }); // store.js uses this response, too, and sets it to null
  window.searchHead
    .then((response) => response.clone().json())
    .then(ask)
    .catch(() => {}); // the search reports the error
}

function ask({ version, slices, heavy }) {
  const pieces = segment(dated(query)).filter(([, piece]) => !(heavy[piece] > 0));
  const terms = pieces.slice(0, MOST).map(([, piece]) => `terms/${slot(piece, slices)}.bin`);
  new Set(["columns.json", ...terms]).forEach((path) => preload(`${base}${version}/${path}`));
}

function preload(address) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: address });
  document.head.append(link);
}
