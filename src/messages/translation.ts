/** The codes of a catalogue: its keys, and one for each pair of plural forms. */
export type CodeOf<Catalogue> = keyof Catalogue extends infer Key
  ? Key extends `${string}_one`
    ? never
    : Key extends `${infer Code}_other`
      ? Code
      : Key & string
  : never;

/**
 * The keys of a French catalogue: exactly those of the English one, and beside plural forms also `many`, which CLDR
 * gives French for a million and its multiples ("1 000 000 de comptes"). A missing or a surplus key does not compile.
 */
export type Translation<English> = {
  readonly [Key in keyof English & string as
    | Key
    | (Key extends `${infer Code}_other` ? `${Code}_many` : never)]: string;
};
