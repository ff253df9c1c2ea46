// On the result page, before the search itself has come: asks for what a query will be looked up in. Published as a file of
// its own (scripts/render/assets.py).

import { dated } from "./dates.js";
import { segment } from "./segment.js";
import { MOST, slot } from "./slices.js";

const base = document.currentScript.dataset.index;
const query = new URLSearchParams(window.location.search).get("q") || "";

if (window.searchHead === undefined) {
  window.searchHead = fetch(`${base}index.json`, { cache: "no-cache" }); // answers store.js, too, which makes it null
  window.searchHead
    .then((response) => response.clone().json())
    .then(ask)
    .catch(() => {}); // told when the search asks for it
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
