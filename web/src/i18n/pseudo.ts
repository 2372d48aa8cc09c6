const ACCENTS: Readonly<Record<string, string>> = {
  a: "á",
  b: "ƀ",
  c: "ç",
  d: "đ",
  e: "é",
  f: "ƒ",
  g: "ĝ",
  h: "ĥ",
  i: "í",
  j: "ĵ",
  k: "ķ",
  l: "ļ",
  m: "ɱ",
  n: "ñ",
  o: "ó",
  p: "þ",
  r: "ŕ",
  s: "š",
  t: "ţ",
  u: "ú",
  v: "ṽ",
  w: "ŵ",
  x: "ẋ",
  y: "ý",
  z: "ž",
  A: "Á",
  C: "Ç",
  D: "Đ",
  E: "É",
  G: "Ĝ",
  I: "Í",
  N: "Ñ",
  O: "Ó",
  S: "Š",
  T: "Ţ",
  U: "Ú",
  Y: "Ý",
};

/**
 * The text with accents, a third longer and in brackets: a text without brackets was not translated, and a bracket
 * that is missing was cut. Parameters and tags stay as they are.
 */
export function toPseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\}|<[^>]*>)/);
  const changed = parts.map((part, at) =>
    at % 2 === 1 ? part : [...part].map((sign) => ACCENTS[sign] ?? sign).join(""),
  );
  const more = Math.ceil(text.length / 3);
  return `[${changed.join("")}${" ~".repeat(Math.ceil(more / 2))}]`;
}
