import type { retention as english } from "../en/retention.ts";
import type { Translation } from "../translation.ts";

/** La durée pendant laquelle les enregistrements sont gardés. */
export const retention = {
  "retention.out-of-bounds":
    "La limite {{place}} de {{kind}} peut aller de {{min}} à {{max}}, ou être absente. Rien n’a été changé.",
  "retention.no-number": "Les enregistrements de {{kind}} n’ont qu’une limite d’âge. Rien n’a été changé.",
  "events.cursor-expired":
    "Des événements après ce curseur ont été supprimés, car ils sont plus anciens que ce que l’organisation garde. Lisez dans l’annuaire ce qu’il vous faut, puis continuez à la fin du flux (after=now).",
  "retention-origin.default": "par défaut",
  "retention-origin.instance": "l’installation",
  "retention-origin.organization": "l’organisation",
  "column.retention-kind": "enregistrements",
  "column.retention-days": "jours",
  "column.retention-number": "nombre",
  "column.retention-origin": "défini par",
  "help.retention": "montrer et définir combien de temps les enregistrements sont gardés",
  "help.retention.list":
    "lister combien de temps les enregistrements de chaque genre sont gardés, et combien d’entre eux",
  "help.retention.set":
    "définir combien de temps les enregistrements d’un genre sont gardés ; une limite omise reste",
  "help.retention.reset": "revenir aux limites de l’installation, ou à la valeur par défaut",
  "help.option.retention-instance":
    "les limites de toutes les organisations qui n’en ont pas, à la place d’une organisation",
  "help.option.retention-days": "jours après lesquels les enregistrements sont supprimés, ou off",
  "help.option.retention-number": "nombre des enregistrements les plus récents qui sont gardés, ou off",
} as const satisfies Translation<typeof english>;
