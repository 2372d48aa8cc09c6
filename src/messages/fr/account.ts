import type { account as english } from "../en/account.ts";
import type { Translation } from "../translation.ts";

/** Les commandes par lesquelles chacun gère son propre compte. */
export const account = {
  "cli.factor-begun":
    "Tapez ce secret dans une application d’authentification, ou ouvrez-y l’adresse. L’application compte une fois que vous envoyez un de ses codes par --confirm ; ni l’un ni l’autre ne seront plus montrés :",
  "cli.factor-codes":
    "Gardez ces codes de secours là où d’autres ne les trouvent pas. Chacun connecte une fois à la place d’un code de l’application, et ils ne seront plus montrés :",
  "cli.factor-codes-left_one": "Il reste {{count}} code de secours.",
  "cli.factor-codes-left_many": "Il reste {{count}} de codes de secours.",
  "cli.factor-codes-left_other": "Il reste {{count}} codes de secours.",
  "cli.sessions-no-others": "Aucune autre session n’est ouverte.",
  "cli.person-factor-removed":
    "{{name}} ne se connecte plus ainsi, et toutes les sessions de cette personne sont terminées.",
  "column.language": "langue",
  "usage.passkeys":
    "Nommez une clé d’accès par --remove, ou une par --rename avec son nouveau nom par --name, mais pas les deux.",
  "usage.code-without-person":
    "Un code sert à se connecter comme une personne : --code ne va donc qu’avec --personal.",
  "help.account": "votre propre compte ; chaque commande demande votre mot de passe",
  "help.account.show": "montrer votre compte, l’application d’authentification et les clés d’accès",
  "help.account.set": "changer votre nom tel que les autres le lisent, ou la langue de la console",
  "help.account.sessions": "lister vos sessions ouvertes, ou les terminer",
  "help.account.second-factor": "montrer, ajouter ou retirer votre application d’authentification",
  "help.account.passkeys": "lister, renommer ou retirer vos clés d’accès ; la console les ajoute",
  "help.person.remove-factor":
    "retirer l’application d’authentification ou une clé d’accès d’une personne qui a perdu l’appareil ; ses sessions se terminent aussitôt",
  "help.option.code":
    "le code de votre application d’authentification, ou un code de secours, si vous avez une application",
  "help.option.own-display-name": "votre nom tel que les autres le lisent",
  "help.option.own-language": "langue de la console sur un nouvel appareil : en, fr ou browser",
  "help.option.own-end": "terminer la session de cet identifiant",
  "help.option.own-end-others": "terminer toutes les autres sessions",
  "help.option.factor-begin": "créer un secret pour une application ; elle compte une fois confirmée",
  "help.option.factor-confirm": "confirmer l’application par un de ses codes ; affiche des codes de secours",
  "help.option.factor-new-codes": "remplacer les codes de secours ; prend un code qui n’a pas encore servi",
  "help.option.factor-remove":
    "retirer l’application ; prend un code qui n’a pas encore servi, ou un code de secours",
  "help.option.passkey-rename": "donner un autre nom à la clé d’accès de cet identifiant",
  "help.option.passkey-name": "le nouveau nom, avec --rename",
  "help.option.passkey-remove": "retirer la clé d’accès de cet identifiant",
  "help.option.remove-authenticator": "retirer l’application d’authentification",
  "help.option.remove-passkey": "retirer la clé d’accès de cet identifiant",
  "help.option.org-new-name": "un autre nom pour l’organisation",
  "help.option.org-search": "seulement les organisations dont le nom contient ce texte",
} as const satisfies Translation<typeof english>;
