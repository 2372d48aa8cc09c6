import type { texts as english } from "../en/retention.ts";
import type { FrenchOf } from "../translation.ts";

/** La page sur la durée de conservation des enregistrements. */
export const texts: FrenchOf<typeof english> = {
  intro:
    "Les enregistrements sont gardés un certain nombre de jours et jusqu’à un certain nombre ; la limite qui en supprime le plus s’applique. Une tâche supprime les autres tous les quarts d’heure.",
  table: "Limites des enregistrements",
  heading: "Limites par défaut des enregistrements",
  text: "Ces limites s’appliquent dans chaque organisation qui n’a pas défini les siennes.",
  "column.kind": "Enregistrements",
  "column.days": "Jours",
  "column.number": "Nombre",
  "column.origin": "Défini par",
  "column.actions": "Actions",
  "kind.log": "Journal de provisionnement",
  "kind.exchanges": "Échanges réussis, par application",
  "kind.failedExchanges": "Échanges en échec, par application",
  "kind.plans": "Plans, par application",
  "kind.cycles": "Cycles",
  "kind.imports": "Imports",
  "kind.rejectedRequests": "Requêtes SCIM rejetées",
  "kind.errorAnswers": "Réponses d’erreur",
  "kind.deliveries": "Envois, par webhook",
  "kind.events": "Flux des changements",
  "kind.notices": "Notifications",
  "kind.audit": "Journal d’audit",
  "origin.default": "Valeur par défaut",
  "origin.instance": "Installation",
  "origin.organization": "Organisation",
  unlimited: "Sans limite",
  set: "Modifier",
  "set.of": "Modifier les limites : {{kind}}",
  "set.heading": "Limites : {{kind}}",
  "set.intro":
    "La prochaine exécution de la tâche supprime définitivement les enregistrements au-delà de ces limites. Un champ vide n’impose aucune limite.",
  "set.action": "Enregistrer",
  days: "Jours",
  number: "Nombre d’enregistrements",
  reset: "Réinitialiser",
  "reset.of": "Réinitialiser les limites : {{kind}}",
  "reset.heading": "Réinitialiser les limites : {{kind}} ?",
  "reset.text":
    "Les limites du niveau supérieur s’appliquent de nouveau. Si elles sont plus petites, la prochaine exécution de la tâche supprime définitivement davantage d’enregistrements.",
};
