// Combines postings: phrases, pieces near each other, pieces in one page.
// Postings are {ids, starts, places}: ids ascend; the n-th has places[starts[n]] … places[starts[n + 1] - 1].

export const NONE = { ids: [], starts: [0], places: [] };

export function placesOf({ starts, places }, n) {
  return places.slice(starts[n], starts[n + 1]);
}

// Postings of the places from which all of [[offset, postings], …] occur at their offsets.
export function phrase(parts) {
  const found = { ids: [], starts: [0], places: [] };
  if (!parts.length || parts.some(([, postings]) => !postings)) return found;
  const order = parts.slice().sort((a, b) => a[1].ids.length - b[1].ids.length);
  const [offset, first] = order[0];
  const rest = order.slice(1).map(([other, postings]) => ({ offset: other, postings, at: 0 }));
  first.ids.forEach((id, n) => {
    let begins = placesOf(first, n).map((place) => place - offset);
    for (const other of rest) {
      other.at = seek(other.postings.ids, id, other.at);
      begins = other.postings.ids[other.at] === id ? both(begins, other) : [];
      if (!begins.length) return;
    }
    found.ids.push(id);
    found.places.push(...begins);
    found.starts.push(found.places.length);
  });
  return found;
}

function both(begins, { offset, postings, at }) {
  let from = postings.starts[at];
  const end = postings.starts[at + 1];
  return begins.filter((begin) => {
    while (from < end && postings.places[from] < begin + offset) from += 1;
    return from < end && postings.places[from] === begin + offset;
  });
}

// The first index from `at` with an id of at least `id`, by galloping, then binary search.
export function seek(ids, id, at) {
  let low = at;
  let high = at;
  for (let step = 1; high < ids.length && ids[high] < id; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, ids.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

// [id, [places, …]] for every id in all lists, with the places of the shortest list first.
export function common(lists) {
  if (!lists.length) return [];
  const order = lists.slice().sort((a, b) => a.ids.length - b.ids.length);
  const at = order.map(() => 0);
  const found = [];
  for (const id of order[0].ids) {
    const all = order.every((list, n) => {
      at[n] = seek(list.ids, id, at[n]);
      return list.ids[at[n]] === id;
    });
    if (all) found.push([id, order.map((list, n) => placesOf(list, at[n]))]);
  }
  return found;
}

// [id, share of the lists' total weight] for every id in a list; shorter lists weigh more.
export function shares(lists, total) {
  const weights = lists.map(({ ids }) => 1 / Math.log(2 + ids.length));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const sums = new Float32Array(total);
  lists.forEach(({ ids }, n) => ids.forEach((id) => (sums[id] += weights[n] / whole)));
  const found = [];
  sums.forEach((share, id) => share > 0 && found.push([id, share]));
  return found;
}

// Length of the shortest range with a place of every list.
export function span(lists) {
  const all = [];
  lists.forEach((places, number) => places.forEach((place) => all.push([place, number])));
  all.sort((a, b) => a[0] - b[0]);
  const counts = lists.map(() => 0);
  let missing = lists.length;
  let best = Infinity;
  let from = 0;
  for (const [place, number] of all) {
    if (counts[number]++ === 0) missing -= 1;
    while (missing === 0) {
      best = Math.min(best, place - all[from][0]);
      if (--counts[all[from][1]] === 0) missing += 1;
      from += 1;
    }
  }
  return best;
}
