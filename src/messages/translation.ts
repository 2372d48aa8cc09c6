/** The codes of a catalogue: its keys, and one for each pair of plural forms. */
export type CodeOf<Catalogue> = keyof Catalogue extends infer Key
  ? Key extends `${string}_one`
    ? never
    : Key extends `${infer Code}_other`
      ? Code
      : Key & string
  : never;

/**
 * What French owes to an English catalogue: exactly its keys, and where there are plural forms also `many`,
 * which CLDR gives French for a million and its multiples ("1 000 000 de comptes"). A missing or a surplus
 * key does not compile.
 */
export type Translation<English> = {
  readonly [Key in keyof English & string as
    | Key
    | (Key extends `${infer Code}_other` ? `${Code}_many` : never)]: string;
};
