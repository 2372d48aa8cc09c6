/**
 * The errors that spreadsheets write into cells: Excel and Google Sheets in any language (`#REF!`, `#BEZUG!`, `#NOM?`,
 * `#¡REF!`), with the space that French puts before the mark, and LibreOffice (`Err:502`).
 */
const ERROR = /^#[¡¿]?[\p{Lu}\d/_]+[!?]$/u;
const ERROR_WORDS = new Set(["#N/A", "#NV", "#N/D", "#GETTING_DATA"]);
const ERROR_NUMBER = /^err:\d{3}$/i;
/** A number too wide for its column, as copied from the screen. */
const TOO_WIDE = /^#{3,}$/;

/** A number that a spreadsheet rounded for display: `4.47701E+11`, with a comma in German and French. */
const ROUNDED = /^[+-]?\d(?:[.,]\d+)?E[+-]\d{2,3}$/i;

/** Most cells begin otherwise, and cost no more than this test. */
const CANDIDATE = /^\s*[#\d+\-e]/i;

/** The code of the damage that a spreadsheet did to a cell, or undefined. */
export function damageOf(field: string): "import.spreadsheet-error" | "import.rounded-number" | undefined {
  if (!CANDIDATE.test(field)) return undefined;
  const text = field.replaceAll(/\s/g, "");
  if (ROUNDED.test(text)) return "import.rounded-number";
  const isError = ERROR.test(text) || ERROR_WORDS.has(text) || ERROR_NUMBER.test(text) || TOO_WIDE.test(text);
  return isError ? "import.spreadsheet-error" : undefined;
}
