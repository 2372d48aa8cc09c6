import type { removals as english } from "../en/removals.ts";
import type { Translation } from "../translation.ts";

/** L’effet d’un retrait qui est essayé avant d’être fait. */
export const removals = {
  "help.option.why-if-removed":
    "dire aussi ce qui change si ce groupe disparaît : son id ou son displayName ; ne change rien",
  "help.option.why-if-unassigned":
    "dire aussi ce qui change si l’affectation de ce groupe disparaît : son id ou son displayName ; ne change rien",
  "help.option.why-if-left":
    "dire aussi ce qui change si l’utilisateur ou le groupe quitte ce groupe : son id ou son displayName ; ne change rien",
  "help.option.removal-dry-run":
    "compter, pour chaque application, les utilisateurs qui perdraient leur compte ; ne change rien",
  "help.option.unassign-dry-run": "compter les utilisateurs qui perdraient leur compte ; ne change rien",
  "removal.of-group": "Si le groupe « {{name}} » était supprimé",
  "removal.of-user": "Si l’utilisateur « {{name}} » était bloqué ou supprimé",
  "removal.of-member": "Si « {{member}} » quittait le groupe « {{name}} »",
  "removal.of-assignment-group": "Si l’affectation du groupe « {{name}} » était retirée",
  "removal.of-assignment-user": "Si l’affectation de l’utilisateur « {{name}} » était retirée",
  "removal.of-assignment-all": "Si l’affectation de tous était retirée",
  "removal.user-has-none": "{{name}} n’a pas droit à un compte actuellement",
  "removal.user-keeps": "{{name}} garde le droit à un compte",
  "removal.user-loses": "{{name}} perd le droit à un compte",
  "removal.user-inactive": "{{name}} est inactif : un compte reste désactivé entre-temps",
  "removal.no-application": "Aucun utilisateur ne perd ni ne garde un compte dans une application.",
  "removal.lose_one": "{{count}} utilisateur concerné perd le droit à un compte",
  "removal.lose_many": "{{count}} d’utilisateurs concernés perdent le droit à un compte",
  "removal.lose_other": "{{count}} utilisateurs concernés perdent le droit à un compte",
  "removal.keep_one": "{{count}} utilisateur le garde",
  "removal.keep_many": "{{count}} d’utilisateurs le gardent",
  "removal.keep_other": "{{count}} utilisateurs le gardent",
  "removal.lose-roles_one": "{{count}} d’entre eux a moins de rôles",
  "removal.lose-roles_many": "{{count}} d’entre eux ont moins de rôles",
  "removal.lose-roles_other": "{{count}} d’entre eux ont moins de rôles",
  "removal.not-a-member":
    "Rien n’a été calculé, car « {{member}} » n’est pas un membre direct du groupe « {{group}} ». Choisissez le groupe dont il fait lui-même partie.",
  "returns.source":
    "l’objet « {{name}} » ({{type}}) appartient à la source « {{source}} », dont le prochain import annule ce changement : faites-le dans la source",
  "returns.client":
    "l’objet « {{name}} » ({{type}}) est géré par le client SCIM « {{client}} », qui peut annuler ce changement par ses prochaines requêtes : faites-le là aussi",
  "invalid.member-of-removal": "est nécessaire avec removed=member, et n’a pas sa place sans lui",
  "cli.why-access": "L’accès, si l’un de ces éléments seul disparaissait",
  "access.assignment-user": "l’affectation directe",
  "access.assignment-group": "l’affectation du groupe « {{name}} »",
  "access.assignment-all": "l’affectation de tous",
  "access.group": "le groupe « {{name}} »",
  "access.role": "(rôle « {{role}} »)",
  "access.keeps": "l’utilisateur garde l’accès",
  "access.loses": "l’utilisateur perd l’accès",
  "expected.approved": "la retenue a été approuvée : le prochain cycle exécute le changement",
  "expected.rejected":
    "la retenue a été rejetée : le compte reste tel quel jusqu’à ce que la décision change",
  "expected.create": "le prochain cycle cherche un compte dans la cible, et en crée un s’il n’y en a pas",
  "expected.leave": "hors du périmètre depuis le dernier cycle : le prochain cycle retire l’accès",
  "expected.return": "de nouveau dans le périmètre depuis le dernier cycle : le prochain cycle rend l’accès",
  "expected.switch-off": "inactif depuis le dernier cycle : le prochain cycle désactive le compte",
  "expected.switch-on": "de nouveau actif depuis le dernier cycle : le prochain cycle active le compte",
  "expected.compare":
    "modifié depuis le début du dernier cycle : le prochain cycle le compare avec le compte",
} as const satisfies Translation<typeof english>;
