import type { texts as english } from "../en/events.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  intro:
    "Les changements de l’annuaire tels que d’autres systèmes les lisent : ce qui a changé, jamais la nouvelle valeur. Les plus anciens d’abord.",
  after: "Après un curseur ou l’id d’un événement",
  "from-now": "À partir de maintenant",
  "empty.heading": "Pas encore d’événements",
  "empty.text": "Un événement apparaît ici à chaque changement de l’annuaire.",
  "column.time": "Date",
  "column.type": "Type",
  "column.resource": "Ressource",
  "column.content": "Attributs et raison",
  "column.id": "Id et curseur",
  member: "Membre :",
};
