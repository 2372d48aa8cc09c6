import type { organizations as en } from "../en/organizations.ts";
import type { Translation } from "../translation.ts";

export const organizations: Translation<typeof en> = {
  "usage.org-yes-missing":
    "Rien n’a été supprimé. Cette commande supprimerait l’organisation « {{name}} » ({{org}}) avec ses utilisateurs ({{users}}), groupes ({{groups}}), applications ({{applications}}), jetons ({{tokens}}), webhooks ({{webhooks}}), journaux et piste d’audit ; les personnes qui y ont un rôle ({{persons}}) le perdraient. Les comptes dans les cibles ({{accounts}}) resteraient tels quels. Rien ne pourrait être restauré. Pour la supprimer, répétez la commande avec --yes.",
  "cli.org-deleted":
    "L’organisation « {{name}} » est supprimée : utilisateurs {{users}}, groupes {{groups}}, applications {{applications}}. Ses jetons, cycles et webhooks ont pris fin ; ses enregistrements s’effacent en arrière-plan.",
  "cli.org-accounts-stay_one": "{{count}} compte reste tel quel dans sa cible.",
  "cli.org-accounts-stay_many": "{{count}} de comptes restent tels quels dans leurs cibles.",
  "cli.org-accounts-stay_other": "{{count}} comptes restent tels quels dans leurs cibles.",
  "cli.org-deleting":
    "Des enregistrements de l’organisation supprimée « {{name}} » ({{org}}) sont encore en cours d’effacement.",
};
