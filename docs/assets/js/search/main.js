// The search box and, on the search page, the results. Published as one file, all.js (scripts/render/assets.py).

import "./box.js";
import { begin } from "./page.js";

if (document.getElementById("search-page")) begin();
