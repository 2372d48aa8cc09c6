/** The length of the pieces that are looked at, at most: longer ones need a larger table for the same number of bits. */
const PIECE_MAX = 4;
/** The low bits of a character in the table. Capitals and small letters have the same five. */
const BITS = 5;
const MASK = (1 << BITS) - 1;

/**
 * Says quickly that a text holds none of some signs, in capitals or in small letters. It looks at a piece of four
 * characters here and there, as far apart as the shortest sign allows (Wu and Manber, 1994), and has a table of the pieces
 * that signs have there. A text that it lets through may hold none all the same.
 */
export class SignFilter {
  readonly #shortest: number;
  readonly #piece: number;
  readonly #stride: number;
  readonly #pieces: Uint8Array;

  /** The signs are folded and not empty. */
  constructor(signs: readonly string[]) {
    this.#shortest = signs.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
    this.#piece = Math.min(PIECE_MAX, this.#shortest);
    this.#stride = this.#shortest - this.#piece + 1;
    this.#pieces = new Uint8Array(signs.length === 0 ? 0 : 1 << (BITS * this.#piece));
    for (const sign of signs) {
      for (let at = 0; at < this.#stride; at += 1) this.#pieces[this.#codeAt(sign, at)] = 1;
    }
  }

  /** False if the text holds no sign. */
  mayHold(text: string): boolean {
    const last = text.length - this.#piece;
    if (text.length < this.#shortest) return false;
    for (let at = 0; at <= last; at += this.#stride) {
      if (this.#pieces[this.#codeAt(text, at)] === 1) return true;
    }
    return false;
  }

  #codeAt(text: string, start: number): number {
    let code = 0;
    for (let at = start; at < start + this.#piece; at += 1) {
      code = (code << BITS) | (text.charCodeAt(at) & MASK);
    }
    return code;
  }
}
