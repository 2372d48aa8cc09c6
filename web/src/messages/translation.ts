/** Exactly the keys of the English texts, and `many` beside plural forms, which French has for whole millions. */
export type FrenchOf<English> = {
  readonly [Key in keyof English & string as
    | Key
    | (Key extends `${infer Code}_other` ? `${Code}_many` : never)]: string;
};
