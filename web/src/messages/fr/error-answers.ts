import type { texts as english } from "../en/error-answers.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  intro:
    "Chaque réponse d’erreur du serveur, par son identifiant de suivi : quand, à quel appelant, sur quelle route, avec quel statut et quel code. Rien du contenu de la requête n’est gardé. Des erreurs qui se répètent de nombreuses fois par minute, certaines ne sont que dans le journal du serveur.",
  table: "Réponses d’erreur",
  "empty.heading": "Aucune réponse d’erreur pour l’instant",
  "empty.text": "Une réponse d’erreur apparaît ici une seconde après son envoi.",
  "filter.tracking": "Identifiant de suivi",
  "filter.trail": "Réponses de",
  "trail.organization": "Cette organisation",
  "trail.instance": "L’installation",
  "filter.status": "Statut",
  "filter.status.all": "Tous les statuts",
  "filter.clear": "Tout afficher",
  "column.at": "Date",
  "column.actor": "Appelant",
  "column.answer": "Réponse",
  "column.code": "Code",
  "column.request": "Requête",
  "column.tracking": "Identifiant de suivi",
  anonymous: "Non connecté",
  "not-http": "Pas une requête HTTP",
  "no-route": "(chemin inconnu)",
  only: "Seulement celles-ci",
  "only.of": "Seulement les réponses avec {{name}}",
};
