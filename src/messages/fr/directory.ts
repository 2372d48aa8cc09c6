import type { directory as english } from "../en/directory.ts";
import type { Translation } from "../translation.ts";

/** Les utilisateurs et les groupes de l’annuaire : listes, comptes et chronologies. */
export const directory = {
  "cli.accounts-none": "Il n’y a aucune application.",
  "cli.former-name": "auparavant {{path}} {{value}}",
  "cli.account-linked": "compte {{account}}, lié depuis {{since}}",
  "cli.owned-by":
    "Cet objet appartient à la source « {{source}} » : ses attributs se changent là-bas, et le prochain import apporte les changements.",
  "column.source": "source",
  "help.user.timeline":
    "lister ce qui a été fait à un utilisateur et à ses comptes, du plus récent au plus ancien ; un utilisateur effacé se trouve par l’id",
  "help.group.timeline":
    "lister ce qui a été fait à un groupe et à ses équivalents dans les applications, du plus récent au plus ancien ; un groupe supprimé se trouve par l’id",
  "help.option.search":
    "seulement les objets qui ont ce texte dans userName, displayName ou une adresse e-mail",
  "help.option.of-source": "seulement les objets de cette source",
  "help.option.order": "created (les plus anciens d’abord, par défaut) ou name",
  "help.option.descending": "inverser l’ordre",
  "help.option.user-state": "active ou inactive : seulement les utilisateurs dans cet état",
  "object.invalid":
    "L’objet {{find}} ({{type}}) n’a pas été écrit. {{detail}} Corrigez l’attribut, puis réessayez.",
  "object.owned-by-source":
    "L’objet {{find}} ({{type}}) n’a pas été changé : « {{attribute}} » appartient à la source « {{source}} », dont le prochain import déferait le changement. Changez-le dans la source.",
  "object.version-differs":
    "L’objet {{find}} ({{type}}) n’a pas été changé, car il a changé depuis que vous l’avez lu. Relisez-le, et répétez le changement.",
  "object.value-taken":
    "L’objet {{find}} ({{type}}) n’a pas été écrit : un autre objet a le même « {{path}} ». Donnez une autre valeur.",
  "object.value-too-long":
    "L’objet {{find}} ({{type}}) n’a pas été écrit : « {{path}} » a plus de 500 caractères. Donnez une valeur plus courte.",
  "object.member-unknown":
    "Le groupe {{find}} n’a pas été changé : l’annuaire n’a ni utilisateur ni groupe avec l’id {{member}}. Donnez l’id d’un utilisateur ou d’un groupe.",
  "object.changed-meanwhile":
    "L’objet {{find}} ({{type}}) n’a pas été changé : d’autres requêtes n’ont cessé de le changer. Réessayez.",
  "object.own-account":
    "L’utilisateur {{find}} n’a pas été supprimé, car votre jeton a été délivré à cet utilisateur. Demandez à un autre administrateur.",
  "usage.no-attributes": "Donnez au moins une option parmi --set, --remove, --file.",
  "usage.no-members": "Nommez au moins un membre : son userName, ou avec --group le displayName d’un groupe.",
  "usage.user-delete-yes":
    "Rien n’a été supprimé. Cette commande supprimerait {{name}} ({{id}}), avec des comptes dans les applications ({{accounts}}) et des appartenances ({{groups}}). Pour supprimer l’utilisateur, répétez la commande avec --yes.",
  "usage.group-delete-yes":
    "Rien n’a été supprimé. Cette commande supprimerait pour de bon {{name}} ({{id}}), avec ses membres ({{members}}, qui restent dans l’annuaire) et ses équivalents dans les applications ({{accounts}}). Pour supprimer le groupe, répétez la commande avec --yes.",
  "cli.file-not-attributes":
    "Le fichier {{file}} ne contient pas les attributs d’un utilisateur ou d’un groupe : il doit être un seul objet JSON.",
  "cli.user-created": "L’utilisateur {{name}} a été créé : {{id}}",
  "cli.user-changed": "L’utilisateur {{name}} a maintenant la version {{version}}.",
  "cli.user-blocked": "L’utilisateur {{name}} est bloqué, et tous ses jetons sont révoqués.",
  "cli.user-block-lasts":
    "Les imports de la source « {{source}} » gardent le blocage jusqu’à ce que muster user unblock le lève.",
  "cli.user-is-blocked":
    "Un administrateur a bloqué cet utilisateur ; les imports gardent le blocage jusqu’à ce que muster user unblock le lève.",
  "cli.user-unblocked": "L’utilisateur {{name}} est actif.",
  "cli.user-unblocked-inactive":
    "L’utilisateur {{name}} n’est plus bloqué. La source « {{source}} » l’a rendu inactif : il reste inactif.",
  "cli.user-deleted":
    "L’utilisateur {{name}} a été supprimé. muster user deleted liste les utilisateurs qui peuvent être rétablis.",
  "cli.group-created": "Le groupe {{name}} a été créé : {{id}}",
  "cli.group-renamed": "Le groupe s’appelle maintenant {{name}}.",
  "cli.group-deleted": "Le groupe {{name}} a été supprimé. Ses membres restent dans l’annuaire.",
  "cli.group-members_one": "{{name}} a maintenant {{count}} membre.",
  "cli.group-members_many": "{{name}} a maintenant {{count}} de membres.",
  "cli.group-members_other": "{{name}} a maintenant {{count}} membres.",
  "help.user.create": "créer un utilisateur",
  "help.user.set": "changer des attributs d’un utilisateur ; ceux d’une source se changent là-bas",
  "help.user.block":
    "bloquer un utilisateur, même d’une source : il est inactif jusqu’à son déblocage, et tous ses jetons sont révoqués",
  "help.user.unblock": "rendre actif un utilisateur bloqué",
  "help.user.delete":
    "supprimer un utilisateur, qui peut être rétabli aussi longtemps que l’organisation garde les supprimés",
  "help.group.create": "créer un groupe",
  "help.group.rename": "donner un autre nom à un groupe",
  "help.group.delete": "supprimer un groupe pour de bon ; ses membres restent",
  "help.group.add": "ajouter des utilisateurs ou des groupes à un groupe",
  "help.group.remove": "retirer des membres d’un groupe",
  "help.option.attribute-set":
    "donner une valeur à un attribut, tel que SCIM le nomme : title=Nurse, name.familyName=Lund ; du JSON pour les listes ; peut être répétée",
  "help.option.attribute-remove": "retirer la valeur d’un attribut ; peut être répétée",
  "help.option.attribute-file": "un fichier JSON avec les attributs, tels que SCIM les nomme",
  "help.option.if-version": "seulement si l’objet a encore cette version",
  "help.option.delete-yes": "supprimer sans autre question",
  "help.option.member-group": "un groupe comme membre, par displayName ou id ; peut être répétée",
} as const satisfies Translation<typeof english>;
