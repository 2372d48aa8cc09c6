import type { texts as english } from "../en/removals.ts";
import type { FrenchOf } from "../translation.ts";

/** L’effet d’un retrait, dans la question qui le précède. */
export const texts: FrenchOf<typeof english> = {
  counting: "Calcul du nombre d’utilisateurs qui perdent leur compte…",
  lose_one: "{{shown}} utilisateur concerné perd le droit à un compte.",
  lose_many: "{{shown}} d’utilisateurs concernés perdent le droit à un compte.",
  lose_other: "{{shown}} utilisateurs concernés perdent le droit à un compte.",
  keep_one: "{{shown}} utilisateur le garde pour une autre raison.",
  keep_many: "{{shown}} d’utilisateurs le gardent pour une autre raison.",
  keep_other: "{{shown}} utilisateurs le gardent pour une autre raison.",
  "lose-roles_one": "{{shown}} d’entre eux a moins de rôles.",
  "lose-roles_many": "{{shown}} d’entre eux ont moins de rôles.",
  "lose-roles_other": "{{shown}} d’entre eux ont moins de rôles.",
  none: "Aucun utilisateur ne perd de compte.",
  returns: "Ce changement risque de ne pas durer :",
  keeps: "L’utilisateur garde le compte :",
};
