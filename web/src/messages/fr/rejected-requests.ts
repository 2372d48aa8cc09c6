import type { texts as english } from "../en/rejected-requests.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  title: "Requête rejetée",
  intro:
    "Les requêtes SCIM rejetées pour leur contenu, sans les secrets. Les 1 000 plus récentes sont conservées.",
  table: "Requêtes rejetées",
  "empty.heading": "Aucune requête n’a été rejetée",
  "empty.text":
    "Quand un client SCIM envoie quelque chose que Muster ne peut pas accepter, la requête est conservée ici.",
  "filter.token": "Jeton",
  "filter.token.all": "Tous les jetons",
  "filter.status": "Statut",
  "filter.status.all": "Tous les statuts",
  "column.at": "Date",
  "column.request": "Requête",
  "column.status": "Réponse",
  "column.detail": "Raison",
  "column.token": "Jeton",
  profile: "Profil",
  client: "Client",
  path: "Adresse avec sa requête",
  content: "En-têtes et corps",
  body: "Corps de la requête",
  "body.none": "La requête n’a pas de corps.",
  withheld: "Votre rôle ne comprend pas les en-têtes, les corps et les paramètres de requête.",
  redacted: "Les valeurs de ces noms ont été retirées : {{names}}.",
  "redacted.all": "Seule la structure du corps est conservée, car il pourrait contenir un secret.",
  cut: "Le corps était trop long : seul son début est conservé. Une telle requête ne peut pas être rejouée.",
  delete: "Supprimer",
  "delete.heading": "Supprimer cette requête ?",
  "delete.text":
    "Une requête disparaît pour de bon, avec ses en-têtes et son corps. Elle ne peut plus être rejouée.",
  replay: "Rejouer",
  "replay.help":
    "La requête est essayée dans chaque profil, sur l’annuaire tel qu’il est. Rien n’est modifié.",
  "replay.try": "Essayer dans chaque profil",
  "replay.tried": "Rien n’a été modifié. Voici la réponse de chaque profil :",
  "replay.send": "Envoyer de nouveau",
  "replay.send.heading": "Envoyer de nouveau cette requête ?",
  "replay.send.text":
    "Une requête est exécutée définitivement, comme requête du jeton « {{token}} ». Le journal d’audit la consigne.",
  "replay.sent": "La requête a été envoyée. Voici la réponse :",
  outcome: "Réponse",
  "outcome.accepted": "Acceptée",
  "outcome.rejected": "Rejetée",
  "outcome.effect": "Effet",
  "effect.none": "Aucun changement",
  "effect.create": "Crée",
  "effect.update": "Modifie",
  "effect.delete": "Supprime",
};
