// Typed dates → the form on the pages: 12月5号, 12.5, 12/5 → 12月5日, 2026-12-05 → 2026年12月5日.

const FORMS = [
  /(^|\D)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]/g,
  /(^|\D)((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)/g,
  /(^|\s)()(\d{1,2})[./](\d{1,2})(?!\S)/g,
];

export function dated(query) {
  return FORMS.reduce((text, form) => text.replace(form, said), query).trim();
}

// 十二月二十一号 → 12月21号.
export function counted(query) {
  return query.replace(/([一二三四五六七八九十]+)月([一二三四五六七八九十]+)(?=[日号])/g, (_, month, day) => `${number(month)}月${number(day)}`);
}

function number(said) {
  const [tens, ones = tens] = said.split("十");
  const digit = (sign) => "〇一二三四五六七八九".indexOf(sign);
  return (said === ones ? 0 : 10 * (tens ? digit(tens) : 1)) + (ones ? digit(ones) : 0);
}

// The spaces make the date and the text after it separate words.
function said(typed, before, year, month, day) {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return typed;
  return `${before} ${year ? `${year}年` : ""}${Number(month)}月${Number(day)}日 `;
}
