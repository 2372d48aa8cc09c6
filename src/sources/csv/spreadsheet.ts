import { dropInvisible } from "../../core/invisible.ts";
import { normalizeText } from "../../core/normalize.ts";

/**
 * The errors that spreadsheets write into cells: Excel and Google Sheets in any language (`#REF!`, `#BEZUG!`, `#NOM?`,
 * `#¡REF!`), with the space that French puts before the mark, and LibreOffice (`Err:502`).
 */
const ERROR = /^#[¡¿]?[\p{Lu}\d/_]+[!?]$/u;
const ERROR_WORDS = new Set([
  ...["#N/A", "#NV", "#N/D"],
  ...["#GETTING_DATA", "#DATEN_ABRUFEN", "#CHARGEMENT_DONNEES", "#EN_ATTENTE"],
]);
const ERROR_NUMBER = /^#?(?:err|fehler|erreur):\d{3}$/i;
/** A number too wide for its column, as copied from the screen. */
const TOO_WIDE = /^#{3,}$/;

/**
 * A number that a spreadsheet rounded for display: `4.47701E+11`, with a comma in German and French, and `447.7E+9` in
 * Excel's format `##0.0E+0`.
 */
const ROUNDED = /^[+-]?\d{1,3}(?:[.,]\d*)?E[+-]\d{1,3}$/i;

/** Most cells begin otherwise, and cost no more than this test. */
const CANDIDATE = /^\s*[#\d+\-ef]/i;

/**
 * The code of the damage that a spreadsheet did to a cell, or undefined. The cell is judged as a person reads it:
 * without what cannot be seen, and whichever way its letters are composed.
 */
export function damageOf(field: string): "import.spreadsheet-error" | "import.rounded-number" | undefined {
  const seen = dropInvisible(field);
  if (!CANDIDATE.test(seen)) return undefined;
  const text = normalizeText(seen, "NFC").replaceAll(/\s/g, "");
  if (ROUNDED.test(text)) return "import.rounded-number";
  const isError = ERROR.test(text) || ERROR_WORDS.has(text) || ERROR_NUMBER.test(text) || TOO_WIDE.test(text);
  return isError ? "import.spreadsheet-error" : undefined;
}
