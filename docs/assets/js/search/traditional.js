// Traditional characters of a query → simplified. The table is fetched only if the query finds nothing as typed.

let table = null;

export async function simplified(text) {
  if (!/[㐀-鿿\uf900-\ufaff]/u.test(text)) return text;
  table = table || load();
  table.catch(() => (table = null)); // fetched again next time
  const pairs = await table;
  return Array.from(text, (sign) => pairs.get(sign) || sign).join("");
}

async function load() {
  const response = await fetch(new URL("traditional.json", import.meta.url));
  if (!response.ok) throw new Error(`traditional.json: ${response.status}`);
  const { traditional, simplified: plain } = await response.json();
  const signs = Array.from(plain);
  return new Map(Array.from(traditional, (sign, at) => [sign, signs[at]]));
}
