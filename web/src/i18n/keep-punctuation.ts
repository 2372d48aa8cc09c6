const NO_BREAK = "\u00a0";

/** A French text whose lines do not break before a colon, inside of guillemets next to them, or in a number. */
export function keepPunctuation(text: string): string {
  return text.replace(/ (?=[:;!?»%])|(?<=«) |(?<=\d) (?=\d{3}(?!\d))/g, NO_BREAK);
}
