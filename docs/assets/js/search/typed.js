// Filters typed into a query: “2024 敬业奉献” is a year and a category, “雁北街道讲堂” a street and a type.

import { fold } from "./segment.js";

const SPACE = /[\s,，、。；;+]+/u;
const LONGEST = 24; // characters of a word that is split into several filters
const DIGITS = "〇一二三四五六七八九";
const ORDER = ["category", "award", "round"]; // facets recognized besides type, year and street
const CUTS = ["year", "street", "round"]; // words without a space are split only if one part is of these

// {text, filters, alone}: filters are [{facet, values, word}, …], one per facet, `text` is the rest of the query.
// `alone` is the filter that a one-word query may mean.
export function typed(columns, query) {
  const known = columns.known || (columns.known = meanings(columns));
  const filters = [];
  const text = [];
  for (const word of query.split(SPACE).filter(Boolean)) {
    const found = apart(known, word.normalize("NFKC"));
    const fresh = found && found.every(({ facet }, n) => free(filters.concat(found.slice(0, n)), facet));
    if (fresh) filters.push(...found);
    else text.push(word);
  }
  const few = filters.length + text.length < 2;
  return few ? { text: query, filters: [], alone: filters[0] || null } : { text: text.join(" "), filters, alone: null };
}

function free(filters, facet) {
  return filters.every((other) => other.facet !== facet);
}

// The filters that a word consists of, or null.
function apart(known, word) {
  const whole = meant(known, word);
  if (whole) return [whole];
  const found = word.length <= LONGEST ? cut(known, word) : null;
  return found && found.some(({ facet }) => CUTS.includes(facet)) ? found : null;
}

function cut(known, word) {
  for (let size = word.length; size > 1; size -= 1) {
    const first = meant(known, word.slice(0, size));
    const rest = first && (size === word.length ? [] : cut(known, word.slice(size)));
    if (rest) return [first, ...rest];
  }
  return null;
}

function meant(known, word) {
  const found = known.get(plain(word));
  return found ? { ...found, word } : null;
}

// Normalizes a word for comparison: 二〇二四年度 and 2024年 as 2024, 第8届 as 第八届.
function plain(word) {
  const text = fold(word).replace(/^([〇零一二三四五六七八九]{4})(?=年)/u, (year) =>
    Array.from(year.replace(/零/g, "〇"), (sign) => DIGITS.indexOf(sign)).join("")
  );
  return text.replace(/^(\d{4})年度?$/, "$1").replace(/^第(\d{1,2})届/, (_, number) => `第${chinese(Number(number))}届`);
}

// 1 to 99 in Chinese numerals: 八, 十一, 二十.
function chinese(number) {
  const tens = Math.floor(number / 10);
  const ones = number % 10 ? DIGITS[number % 10] : "";
  return tens ? `${tens > 1 ? DIGITS[tens] : ""}十${ones}` : ones;
}

// Normalized word → the facet and values it means. If two facets use a word, the first gets it.
function meanings(columns) {
  const found = new Map();
  const add = (word, facet, value) => {
    const key = plain(word);
    const there = found.get(key);
    if (!there) found.set(key, { facet, values: [value] });
    else if (there.facet === facet && !there.values.includes(value)) there.values.push(value);
  };
  columns.kinds.forEach(([folder, label]) => add(label, "type", folder));
  columns.days.forEach((day) => day && add(yearOf(day), "year", yearOf(day)));
  for (const [facet, value] of columns.values) if (facet === "year") add(value, "year", value);
  for (const street of [].concat(...columns.streets)) {
    add(street, "street", street);
    add(street.replace(/^(..+)(街道|乡|镇)$/u, "$1"), "street", street);
  }
  for (const facet of ORDER) {
    for (const [, value] of columns.values.filter(([name]) => name === facet)) {
      add(value, facet, value);
      const round = facet === "round" && /^第.+?届/u.exec(value);
      if (round) add(round[0], facet, value);
    }
  }
  return found;
}

const years = new Map();

// The year of a day since 1970.
export function yearOf(day) {
  if (!years.has(day)) years.set(day, String(new Date(day * 86400000).getUTCFullYear()));
  return years.get(day);
}
