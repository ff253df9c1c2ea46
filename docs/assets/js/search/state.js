// The state of a search in the address: /search/?q=…&type=…&year=…&sort=…

// As on the site's lists (Listing.by in scripts/records), but "kind" needs another label than "type" here. A facet of a list
// that is not named here is no filter.
export const LABELS = {
  type: "类型",
  year: "年份",
  street: "街道",
  category: "类别",
  award: "荣誉",
  round: "届次",
  level: "级别",
  column: "栏目",
  format: "形式",
  theme: "主题",
  kind: "种类",
  tier: "层级",
  policy: "转载规定",
};
export const FACETS = Object.keys(LABELS);
export const NONE_CHOSEN = FACETS.reduce((state, name) => ({ ...state, [name]: [] }), {});

const LONGEST = 120; // characters of a query, as in the box
const MOST = 20; // choices of a facet

// Addresses are shared, cut off and made up: overlong and unknown values are dropped. With `words`, no filter is read from
// the query.

export function read() {
  const parameters = new URLSearchParams(window.location.search);
  const sort = parameters.get("sort");
  const q = Array.from(parameters.get("q") || "").slice(0, LONGEST).join("").trim();
  const state = { q, sort: ["new", "old"].includes(sort) ? sort : "", words: parameters.get("as") === "words" };
  for (const name of FACETS) state[name] = Array.from(new Set(parameters.getAll(name).filter(Boolean))).slice(0, MOST);
  return state;
}

// Adds a history entry, so that Back undoes one step; a web view without history loads the address.
export function write(state) {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set("q", state.q);
  for (const name of FACETS) state[name].forEach((value) => parameters.append(name, value));
  if (state.sort) parameters.set("sort", state.sort);
  if (state.words) parameters.set("as", "words");
  const next = parameters.toString();
  const there = () => window.location.search.slice(1) === next;
  if (there()) return;
  try {
    window.history.pushState(null, "", `?${next}`);
  } catch (error) {
    // A web view may have no history.
  }
  if (!there()) window.location.search = next;
}
