import type { texts as english } from "../en/log.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  table: "Journal de provisionnement",
  "filter.app": "Application",
  "filter.status": "Issue",
  "filter.status.all": "Toutes les issues",
  "filter.cycle": "Un cycle",
  "filter.object": "Un objet",
  "filter.clear": "Tout afficher",
  "no-application.heading": "Pas encore d’applications",
  "no-application.text": "Le journal montre ce qui a été fait dans les comptes de chaque application.",
  "empty.heading": "Rien n’a encore été enregistré",
  "empty.text": "Les entrées apparaissent avec le premier cycle qui change quelque chose.",
  "column.at": "Date",
  "column.object": "Objet",
  "column.action": "Action",
  "column.status": "Issue",
  "column.reasons": "Raisons",
  "column.changes": "Changements",
  "only.object": "Seulement celui-ci",
  "only.object-of": "Seulement les entrées de {{name}}",
  "status.success": "Fait",
  "status.failure": "En échec",
  "status.skipped": "Ignoré",
  "status.held": "Retenu",
  "status.pending": "En attente",
};
