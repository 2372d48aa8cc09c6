import type { history as english } from "../en/history.ts";
import type { Translation } from "../translation.ts";

/** Ce que les cycles d’une application ont fait, jour par jour. */
export const history = {
  "help.app.history":
    "montrer ce que les cycles ont fait chacun des derniers jours, et en combien de temps l’accès a été retiré",
  "help.option.history-days": "le nombre de jours, de 1 à 90 (30 par défaut)",
  "history.day": "jour",
  "history.cycles": "cycles",
  "history.created": "créés",
  "history.updated": "modifiés",
  "history.disabled": "désactivés",
  "history.deleted": "supprimés",
  "history.failed": "échecs",
  "history.p50": "la moitié en (s)",
  "history.longest": "le plus long (s)",
  "cli.history-note":
    "Les jours sont en UTC. Les deux dernières colonnes sont les secondes entre le blocage d’un utilisateur et la fin de son accès.",
  "cli.history-empty_one": "Aucun cycle n’a tourné ces dernières 24 heures ({{count}} jour).",
  "cli.history-empty_many": "Aucun cycle n’a tourné ces {{count}} derniers jours.",
  "cli.history-empty_other": "Aucun cycle n’a tourné ces {{count}} derniers jours.",
} as const satisfies Translation<typeof english>;
