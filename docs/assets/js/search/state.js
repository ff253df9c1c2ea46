// The state of a search as it stands in the address: /search/?q=…&type=…&year=…&sort=…

export const FACETS = ["type", "year", "street", "category"];

export function read() {
  const parameters = new URLSearchParams(window.location.search);
  const state = { q: (parameters.get("q") || "").trim(), sort: parameters.get("sort") || "" };
  for (const name of FACETS) state[name] = parameters.getAll(name);
  return state;
}

// A new entry in the history, so that Back takes one step back.
export function write(state) {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set("q", state.q);
  for (const name of FACETS) state[name].forEach((value) => parameters.append(name, value));
  if (state.sort) parameters.set("sort", state.sort);
  const next = `?${parameters}`;
  if (next !== window.location.search) window.history.pushState(null, "", next);
}
