import type { roles as english } from "../en/roles.ts";
import type { Translation } from "../translation.ts";

/** Les rôles des applications, et les affectations qui les donnent. */
export const roles = {
  "app.roles-none":
    "Rien n’a été changé : « {{app}} » n’a aucun rôle, donc pas non plus le rôle « {{role}} ». Ajoutez d’abord le rôle : muster app roles, avec --set.",
  "app.role-unknown":
    "Rien n’a été changé : « {{app}} » n’a pas de rôle « {{role}} ». Ses rôles sont : {{known}}. Un rôle se trouve par sa valeur, son id ou son nom.",
  "app.role-in-use":
    "Rien n’a été changé : des affectations donnent le rôle « {{role}} » ({{count}}), et sans le rôle ces personnes le perdraient. Retirez d’abord ces affectations, avec muster app unassign et --role.",
  "app.roles-invalid_one":
    "Les rôles n’ont pas été changés, car ils comportent une erreur. Corrigez-la, puis réessayez.",
  "app.roles-invalid_many":
    "Les rôles n’ont pas été changés, car ils comportent {{errors}} d’erreurs. Corrigez-les, puis réessayez.",
  "app.roles-invalid_other":
    "Les rôles n’ont pas été changés, car ils comportent {{errors}} erreurs. Corrigez-les, puis réessayez.",
  "app.template-missing":
    "Rien n’a été changé : « {{app}} » n’a pas été créée à partir d’un modèle de cette galerie. Ses rôles se règlent un par un : muster app roles, avec --set.",
  "app.assignment-role-not-found":
    "{{subject}} n’est pas affecté à cette application avec le rôle « {{role}} » : il n’y avait rien à retirer. muster app assignments liste les affectations avec leurs rôles.",
  "role.repeated":
    "Le texte « {{role}} » désigne deux rôles, celui-ci et le numéro {{other}}. Les ids, valeurs et noms des rôles d’une application doivent différer, et pas seulement par les majuscules.",
  "role.several-defaults": "Une application a au plus un rôle par défaut, et c’est déjà « {{other}} ».",
  "role.too-many": "Une application a au plus {{max}} rôles.",
  "usage.role-details":
    "--id, --name, --default et --no-default décrivent le rôle que nomme --set. Donnez aussi --set.",
  "cli.assigned-role": "  avec le rôle {{role}} ({{name}})",
  "cli.unassigned-role": "  avec le rôle {{role}} ; les autres rôles restent",
  "cli.roles-none": "L’application n’a pas de rôles.",
  "cli.roles-mark": "* le rôle des affectations qui n’en nomment pas",
  "cli.roles-changed":
    "Le prochain cycle examine tous les utilisateurs avec les rôles changés. Voyez ce qu’il enverrait : muster plan {{app}}",
  "cli.assignments-none": "Ni utilisateurs ni groupes ne sont affectés.",
  "cli.mapping-roles": "Rôles dans l’application : {{roles}}",
  "help.option.eval-app": "l’application dont [appRoleAssignments] lit les rôles de l’utilisateur",
  "column.role": "rôle",
  "column.roles": "rôles",
  "column.subject": "sujet",
  "subject.all": "tout le monde",
  "subject.user": "utilisateur",
  "subject.group": "groupe",
  "help.app.roles": "montrer ou changer les rôles que peuvent donner les affectations à une application",
  "help.app.assignments": "lister les affectations d’une application avec leurs rôles",
  "help.option.role-set": "ajouter un rôle, ou changer celui qui a cette valeur ou cet --id",
  "help.option.role-id": "l’id du rôle, qui reste quand sa valeur change ; la valeur par défaut",
  "help.option.role-name": "le nom du rôle tel qu’on le lit ; la valeur par défaut",
  "help.option.role-default": "donner ce rôle avec toute affectation qui n’en nomme pas",
  "help.option.role-no-default": "ne le donner qu’avec les affectations qui le nomment",
  "help.option.role-remove": "retirer un rôle qu’aucune affectation ne donne, par valeur, id ou nom",
  "help.option.role-reset": "prendre les rôles du modèle",
  "help.option.assign-role":
    "un rôle de l’application, par valeur, id ou nom ; plusieurs rôles sont plusieurs affectations",
  "help.option.unassign-role": "seulement l’affectation avec ce rôle ; sans lui, toutes celles du sujet",
} as const satisfies Translation<typeof english>;
