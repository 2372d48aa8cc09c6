import type { directory as english } from "../en/directory.ts";
import type { Translation } from "../translation.ts";

/** Les utilisateurs et les groupes de l’annuaire : listes, comptes et chronologies. */
export const directory = {
  "cli.accounts-none": "Il n’y a aucune application.",
  "cli.account-linked": "compte {{account}}, lié depuis {{since}}",
  "cli.owned-by":
    "Cet objet appartient à la source « {{source}} » : ses attributs se changent là-bas, et le prochain import apporte les changements.",
  "column.source": "source",
  "help.user.timeline":
    "lister ce qui a été fait à un utilisateur et à ses comptes, du plus récent au plus ancien",
  "help.group.timeline":
    "lister ce qui a été fait à un groupe et à ses équivalents dans les applications, du plus récent au plus ancien",
  "help.option.search":
    "seulement les objets qui ont ce texte dans userName, displayName ou une adresse e-mail",
  "help.option.of-source": "seulement les objets de cette source",
  "help.option.order": "created (les plus anciens d’abord, par défaut) ou name",
  "help.option.descending": "inverser l’ordre",
  "help.option.user-state": "active ou inactive : seulement les utilisateurs dans cet état",
} as const satisfies Translation<typeof english>;
