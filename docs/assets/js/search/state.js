// The state of a search as it stands in the address: /search/?q=…&type=…&year=…&sort=…

export const FACETS = [
  "type",
  "year",
  "street",
  "category",
  "award",
  "round",
  "level",
  "column",
  "format",
  "theme",
  "kind",
  "tier",
  "policy",
];
export const NONE_CHOSEN = FACETS.reduce((state, name) => ({ ...state, [name]: [] }), {});

const LONGEST = 120; // characters of a query, as in the box
const MOST = 20; // choices of a facet

// Addresses are shared, cut off and made up: what is too long or unknown is left out. With `words` no filter is read out
// of the query.

export function read() {
  const parameters = new URLSearchParams(window.location.search);
  const sort = parameters.get("sort");
  const q = Array.from(parameters.get("q") || "").slice(0, LONGEST).join("").trim();
  const state = { q, sort: ["new", "old"].includes(sort) ? sort : "", words: parameters.get("as") === "words" };
  for (const name of FACETS) state[name] = Array.from(new Set(parameters.getAll(name).filter(Boolean))).slice(0, MOST);
  return state;
}

// A new entry in the history, so that Back takes one step back.
export function write(state) {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set("q", state.q);
  for (const name of FACETS) state[name].forEach((value) => parameters.append(name, value));
  if (state.sort) parameters.set("sort", state.sort);
  if (state.words) parameters.set("as", "words");
  const next = `?${parameters}`;
  if (next !== window.location.search) window.history.pushState(null, "", next);
}
