/** Makes long texts short, so that they take less room where they are kept. */
export interface Packer {
  /** The text in a form that is text too. */
  pack(text: string): Promise<string>;
  /** The text that `pack` was given. Rejects for a text that it did not make. */
  unpack(packed: string): Promise<string>;
}
