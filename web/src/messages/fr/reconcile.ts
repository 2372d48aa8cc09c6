import type { texts as english } from "../en/reconcile.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  heading: "Réconciliation",
  text: "Toute la cible, comparée avec ce que Muster a vu ou écrit en dernier.",
  never: "La cible n’a pas encore été comparée.",
  at: "Dernière comparaison",
  plan: "Son plan",
  linked: "Comptes liés",
  drifted: "Comptes qui diffèrent",
  missing: "Comptes qui manquent",
  corrected: "corrigés",
  held: "retenus jusqu’à une réponse",
  same: "Aucun compte lié ne diffère.",
  drift: "Écarts",
  attribute: "diffère dans {{differing}} sur {{compared}}",
  spelt: "dans la graphie de la cible dans {{spelt}} sur {{compared}}, ce qui ne compte pas comme un écart",
  "kind.changed": "diffère",
  "kind.missing": "manque",
  members_one: "{{shown}} membre ajouté par Muster n’y est plus",
  members_many: "{{shown}} de membres ajoutés par Muster n’y sont plus",
  members_other: "{{shown}} membres ajoutés par Muster n’y sont plus",
  others_one: "{{shown}} autre dans la liste",
  others_many: "{{shown}} d’autres dans la liste",
  others_other: "{{shown}} autres dans la liste",
  refused: "Refusé par la cible",
  "refused.text": "Ces écarts sont connus et ne comptent pas.",
  orphans: "Comptes sans lien",
  "orphans.text": "Aucun n’est touché.",
  "class.local_one": "{{shown}} ne correspond à aucun utilisateur ni groupe",
  "class.local_many": "{{shown}} ne correspondent à aucun utilisateur ni groupe",
  "class.local_other": "{{shown}} ne correspondent à aucun utilisateur ni groupe",
  "class.unassigned_one": "{{shown}} correspond à un objet hors du périmètre",
  "class.unassigned_many": "{{shown}} correspondent à un objet hors du périmètre",
  "class.unassigned_other": "{{shown}} correspondent à un objet hors du périmètre",
  "class.assigned_one": "{{shown}} correspond à un objet du périmètre",
  "class.assigned_many": "{{shown}} correspondent à un objet du périmètre",
  "class.assigned_other": "{{shown}} correspondent à un objet du périmètre",
  unnamed: "sans nom",
  "left-out":
    "Les listes ne sont pas entières : il y manque {{drift}} écarts, {{refusals}} valeurs refusées et {{accounts}} comptes sans lien.",
  unread_one: "{{shown}} compte lié n’était pas dans la liste et n’a pas été lu. On ne sait rien de lui.",
  unread_many:
    "{{shown}} de comptes liés n’étaient pas dans la liste et n’ont pas été lus. On ne sait rien d’eux.",
  unread_other:
    "{{shown}} comptes liés n’étaient pas dans la liste et n’ont pas été lus. On ne sait rien d’eux.",
  compare: "Comparer maintenant",
  "compare.heading": "Comparer {{name}} maintenant ?",
  "compare.text": "Muster lit tous les comptes de la cible. Rien n’est modifié, ni ici ni là-bas.",
  correct: "Corriger",
  "correct.heading": "Corriger les comptes de {{name}} ?",
  "correct.text_one":
    "La dernière comparaison a trouvé {{shown}} compte qui diffère ou manque. Muster compare la cible encore une fois et corrige ce qui diffère alors, dans les limites des gardes. Les comptes sans lien restent tels quels.",
  "correct.text_many":
    "La dernière comparaison a trouvé {{shown}} de comptes qui diffèrent ou manquent. Muster compare la cible encore une fois et corrige ce qui diffère alors, dans les limites des gardes. Les comptes sans lien restent tels quels.",
  "correct.text_other":
    "La dernière comparaison a trouvé {{shown}} comptes qui diffèrent ou manquent. Muster compare la cible encore une fois et corrige ce qui diffère alors, dans les limites des gardes. Les comptes sans lien restent tels quels.",
};
