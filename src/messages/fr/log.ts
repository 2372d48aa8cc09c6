import type { log as english } from "../en/log.ts";
import type { Translation } from "../translation.ts";

/** Les entrées du journal de provisionnement, en ligne de commande. */
export const log = {
  "log.entry-not-found":
    "Le journal de provisionnement de cette application n’a pas d’entrée {{entry}} : les anciennes entrées sont supprimées après un temps",
  "log-step.import": "import",
  "log-step.scoping": "périmètre",
  "log-step.matching": "rapprochement",
  "log-step.processing": "décision",
  "log-step.referenceResolution": "références",
  "log-step.export": "envoi",
  "log-step-status.success": "fait",
  "log-step-status.warning": "en attente",
  "log-step-status.failure": "échec",
  "log-step-status.skipped": "ignoré",
  "cli.log-steps": "Étapes",
  "cli.log-exchanges": "Appels",
  "cli.log-reference-code": "Code dans le journal d’Entra ID : {{code}}",
  "help.option.log-entry": "n’afficher que l’entrée de cet identifiant : ses étapes, modifications et appels",
  "help.option.log-action":
    "n’afficher que les entrées de cette action, comme create, disable ou add-members",
  "help.option.log-step":
    "n’afficher que les entrées qui se sont arrêtées sans succès à cette étape : import, scoping, matching, processing, referenceResolution ou export",
  "help.option.log-code":
    "n’afficher que les entrées de ce code : de l’erreur, d’une raison, ou du journal d’Entra ID, comme EntryConflict",
} as const satisfies Translation<typeof english>;
