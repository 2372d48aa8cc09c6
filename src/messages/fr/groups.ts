import type { groups as english } from "../en/groups.ts";
import type { Translation } from "../translation.ts";

/** Les groupes qu’une application choisit, et ceux dont seules les appartenances sont tenues à jour. */
export const groups = {
  "help.app.groups": "montrer ou changer les groupes qu’une application choisit",
  "help.option.groups-add": "choisir ce groupe : son id ou son displayName",
  "help.option.groups-memberships-only":
    "avec --add : ne tenir à jour que les appartenances du groupe dans la cible, jamais le groupe lui-même",
  "help.option.groups-remove": "retirer ce groupe du choix : son id ou son displayName",
  "usage.memberships-only": "--memberships-only décrit le groupe que --add nomme. Donnez aussi --add.",
  "cli.group-selected": "Choisi : le groupe « {{name}} ».",
  "cli.group-selected-memberships":
    "Choisi : le groupe « {{name}} », dont seules les appartenances sont tenues à jour.",
  "cli.group-unselected": "Le groupe « {{name}} » n’est plus choisi.",
  "cli.groups-none": "L’application ne choisit aucun groupe.",
  "cli.groups-whole": "groupe et appartenances",
  "cli.groups-memberships": "appartenances seules",
  "cli.groups-not-in-force":
    "Le choix ne compte pas encore, car le réglage groups vaut {{groups}}. Pour qu’il compte : muster app settings {{app}} --set groups=selected",
  "column.group": "groupe",
  "column.kept": "tenu à jour dans la cible",
  "app.group-not-selected":
    "L’application ne choisit pas le groupe « {{find}} » : il n’y avait rien à retirer. muster app groups liste les groupes choisis.",
  "app.groups-too-many":
    "Le groupe n’a pas été choisi, car une application choisit au plus {{max}} groupes. Donnez à groups la valeur all, avec des filtres de périmètre, ou retirez des groupes qui ne servent plus.",
  "scope.group-itself": "le groupe est affecté",
  "scope.group-itself-role": "le groupe est affecté, avec le rôle « {{role}} »",
  "scope.group-selected": "le groupe est choisi",
  "scope.group-not-selected": "le réglage groups vaut selected, et le groupe n’est pas choisi",
  "scope.group-nested": "dans le groupe affecté « {{group}} » par des groupes imbriqués : {{path}}",
  "scope.nested-off":
    "dans le groupe affecté « {{group}} » seulement par des groupes imbriqués ({{path}}), que le réglage nestedGroups écarte",
  "hold.group-absent":
    "seules les appartenances de ce groupe sont tenues à jour, donc il n’est pas créé dans la cible : créez-le là-bas sous ce nom, ou laissez Muster tenir à jour le groupe entier",
} as const satisfies Translation<typeof english>;
