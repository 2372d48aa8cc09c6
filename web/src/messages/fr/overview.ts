import type { texts as english } from "../en/overview.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  users_one: "{{shown}} utilisateur",
  users_many: "{{shown}} d’utilisateurs",
  users_other: "{{shown}} utilisateurs",
  groups_one: "{{shown}} groupe",
  groups_many: "{{shown}} de groupes",
  groups_other: "{{shown}} groupes",
  applications: "Applications",
  "empty.heading": "Pas encore d’applications",
  "empty.text":
    "Une application est un lieu où des comptes sont provisionnés. La galerie a des modèles pour les plus connues.",
  attention: "Demande votre attention",
  "state.waiting": "Attend son premier plan",
  "state.on": "En marche",
  "state.off": "Arrêtée",
  "state.quarantine": "En quarantaine",
  "cycle.none": "Pas encore de cycle",
  "cycle.last": "Dernier cycle {{at}}",
  "cycle.running": "Un cycle est en cours",
  "state.running": "Cycle en cours",
  "count.inStep": "À jour",
  "count.waiting": "En attente",
  "count.failed": "En échec",
  "count.held": "Retenus",
  expiring: "Jetons qui expirent dans les 30 jours",
  deprovisioning: "Les comptes prennent fin après {{p50}}, au pire {{p99}}",
};
