import type { texts as english } from "../en/access.ts";
import type { FrenchOf } from "../translation.ts";

/** Pourquoi un utilisateur a accès à une application, et ce qui le donnerait encore. */
export const texts: FrenchOf<typeof english> = {
  summary: "Pourquoi, et si",
  last: "La dernière action",
  "last.none": "Aucune action n’est enregistrée.",
  none: "L’utilisateur n’a pas d’accès qui puisse disparaître.",
  heading: "Si l’un de ces éléments seul disparaissait :",
  "part.assignment-user": "l’affectation directe",
  "part.assignment-group": "l’affectation du groupe « {{name}} »",
  "part.assignment-all": "l’affectation de tous",
  "part.group": "le groupe « {{name}} »",
  role: "rôle « {{role}} »",
  keeps: "l’utilisateur garde l’accès",
  loses: "l’utilisateur perd l’accès",
};
