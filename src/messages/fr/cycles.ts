import type { cycles as english } from "../en/cycles.ts";
import type { Translation } from "../translation.ts";

/** Les cycles autres que ceux de la planification : d’un seul objet, de toute la cible, et les redémarrages. */
export const cycles = {
  "help.app.provision":
    "provisionner maintenant un utilisateur ou un groupe, ou montrer ce qui serait envoyé",
  "help.option.provision-user": "l’utilisateur à provisionner : userName ou id",
  "help.option.provision-group": "le groupe à provisionner, avec ses membres : displayName ou id",
  "help.option.provision-dry-run": "ne rien écrire, et montrer chaque requête qui serait envoyée",
  "cli.rehearsal-requests_one": "{{count}} requête serait envoyée :",
  "cli.rehearsal-requests_many": "{{count}} de requêtes seraient envoyées :",
  "cli.rehearsal-requests_other": "{{count}} requêtes seraient envoyées :",
  "cli.rehearsal-nothing-sent": "C’était un essai : la cible a seulement été lue, et rien n’a été écrit.",
} as const satisfies Translation<typeof english>;
