import type { matching as english } from "../en/matching.ts";
import type { Translation } from "../translation.ts";

/** La file du rapprochement : raisons, refus et lignes des commandes. */
export const matching = {
  "adopt.chosen": "une personne a choisi ce compte",
  "match.create-approved":
    "une personne a choisi de créer un nouveau compte à côté de ceux qui ont été trouvés",
  "decide.skip-unmatched": "ignoré : les réglages laissent les objets dans cette situation sans compte",
  "match.link-lost":
    "le lien vers ce compte s’était perdu, et l’utilisateur n’a pas droit à un compte ; il est d’abord lié de nouveau",
  "hold.account-found":
    "retenu : le compte {{account}} existe déjà, et le réglage onFound demande avant de l’adopter. Décidez dans la file du rapprochement : muster match list APP",
  "hold.account-privileged":
    "retenu : le compte {{account}} est privilégié, ou la cible ne montre pas s’il l’est ; il n’est donc pas adopté sans une personne. Décidez dans la file du rapprochement : muster match list APP",
  "hold.account-absent":
    "retenu : la cible n’a pas de compte pour l’utilisateur ou le groupe, et le réglage onAbsent demande avant d’en créer un. Décidez dans la file du rapprochement : muster match list APP",
  "hold.asked-later": "retenu : une personne a remis la décision ; elle est demandée de nouveau à l’échéance",
  "match.not-open":
    "{{object}} n’attend pas de décision sur son compte. Rien n’a été changé. Voyez ce qui attend : muster match list APP",
  "match.account-needed":
    "Il n’y a pas un seul compte à adopter pour « {{name}} » ({{object}}) : {{count}} ont été trouvés. Rien n’a été changé. Nommez le compte : --account COMPTE",
  "match.account-for-one":
    "Le compte {{account}} a été nommé pour {{count}} objets, et un compte appartient à un seul. Rien n’a été changé. Nommez un seul objet.",
  "match.account-taken":
    "Le compte {{account}} est lié à « {{owner}} ». Rien n’a été changé. Choisissez un autre compte, ou supprimez d’abord ce lien.",
  "setting.not-a-filter":
    '{{value}} ne peut pas être la valeur de {{setting}}. Donnez un filtre dans la grammaire de SCIM sur les attributs standard des utilisateurs, comme userType eq "admin".',
  "setting.onFound":
    "L’action sur le seul compte de la cible qui correspond à un utilisateur ou à un groupe et qu’aucun autre n’a : l’adopter (`adopt`), demander d’abord à une personne (`ask`), ou l’ignorer (`ignore`), de sorte que l’utilisateur ou le groupe n’a pas de compte.",
  "setting.onAbsent":
    "L’action pour un utilisateur ou un groupe pour lequel la cible n’a pas de compte : en créer un (`create`), demander d’abord à une personne (`ask`), ou l’ignorer (`ignore`).",
  "setting.onAmbiguous":
    "L’action pour un utilisateur ou un groupe auquel plusieurs comptes correspondent : demander à une personne (`ask`) ou l’ignorer (`ignore`). Muster n’en choisit jamais un parmi plusieurs.",
  "setting.privilegedAccounts":
    "Un filtre dans la grammaire de SCIM sur les comptes de la cible. Un compte qu’il trouve n’est jamais adopté sans une personne, et aucun compte ne l’est là où la cible ne montre pas les attributs du filtre.",
  "situation.confirmed": "confirmé",
  "situation.found": "trouvé",
  "situation.absent": "absent",
  "situation.ambiguous": "ambigu",
  "situation.missing": "disparu",
  "situation.source-missing": "source disparue",
  "situation.unqualified": "hors périmètre",
  "situation.unassigned": "sans propriétaire",
  "situation.collision": "collision",
  "match-answer.adopt": "adopter",
  "match-answer.reject": "rejeter",
  "match-answer.create": "créer un nouveau compte",
  "match-answer.later": "demander plus tard",
  "cli.matches-none": "Aucun utilisateur ni groupe n’attend de décision sur son compte.",
  "cli.match-candidate": "compte {{account}}  {{name}}",
  "cli.match-candidate-privileged": "compte {{account}}  {{name}}  (privilégié, ou inconnu)",
  "cli.match-answer": "Répondez par l’une de ces commandes :",
  "cli.match-answered": "Répondu : {{answer}}, par {{by}} le {{at}}. Le prochain cycle s’y tient.",
  "cli.none-matched": "Aucun utilisateur ni groupe n’attend cette décision : rien n’a été changé.",
  "cli.match-adopt_one": "Le prochain cycle adopte {{count}} compte.",
  "cli.match-adopt_many": "Le prochain cycle adopte {{count}} de comptes.",
  "cli.match-adopt_other": "Le prochain cycle adopte {{count}} comptes.",
  "cli.match-reject_one": "{{count}} décision : aucun compte n’est adopté tant que les mêmes correspondent.",
  "cli.match-reject_many":
    "{{count}} de décisions : aucun compte n’est adopté tant que les mêmes correspondent.",
  "cli.match-reject_other":
    "{{count}} décisions : aucun compte n’est adopté tant que les mêmes correspondent.",
  "cli.match-create_one": "Le prochain cycle crée {{count}} compte.",
  "cli.match-create_many": "Le prochain cycle crée {{count}} de comptes.",
  "cli.match-create_other": "Le prochain cycle crée {{count}} comptes.",
  "cli.match-later_one": "{{count}} décision est remise à plus tard.",
  "cli.match-later_many": "{{count}} de décisions sont remises à plus tard.",
  "cli.match-later_other": "{{count}} décisions sont remises à plus tard.",
  "help.match": "décider des comptes qui correspondent, ou qui manquent, un par un ou tous d’une sorte",
  "help.match.list":
    "lister les utilisateurs et groupes qui attendent une décision, avec les comptes trouvés",
  "help.match.adopt": "lier le compte trouvé, ou tout autre qui est libre",
  "help.match.reject": "laisser séparés les comptes trouvés et l’utilisateur ou le groupe",
  "help.match.create": "créer un nouveau compte, à côté de ceux qui ont été trouvés",
  "help.match.later": "remettre la décision à plus tard",
  "help.option.situation": "seulement ceux dans cette situation",
  "help.option.match-account":
    "le compte à adopter, par son id dans la cible ; nécessaire s’il n’y en a pas exactement un",
  "help.option.match-days": "combien de jours ; 7 par défaut",
  "help.option.match-user": "un utilisateur qui attend, par userName ou id ; peut être répété",
  "help.option.match-group": "un groupe qui attend, par displayName ou id ; peut être répété",
  "help.option.match-all": "tous ceux qui attendent, ou tous dans la situation de --situation",
} as const satisfies Translation<typeof english>;
