import type { reasons as english } from "../en/reasons.ts";
import type { Translation } from "../translation.ts";

/** Why the engine decided what it decided, in French. */
export const reasons = {
  "scope.all": "tout le monde est affecté",
  "scope.user": "affectation personnelle",
  "scope.group": "membre du groupe affecté « {{group}} »",
  "scope.none": "aucune affectation, ni personnelle ni par un groupe",
  "scope.inactive": "inactif dans l’annuaire",
  "scope.deleted": "supprimé de l’annuaire",
  "scope.gone": "n’est plus dans l’annuaire",

  "match.found": "rapproché : un seul compte a {{path}} = {{value}}",
  "match.none": "aucun compte n’a {{path}} = {{value}}",
  "match.several_one": "{{count}} compte a {{path}} = {{value}}",
  "match.several_many": "{{count}} de comptes ont {{path}} = {{value}}",
  "match.several_other": "{{count}} comptes ont {{path}} = {{value}}",

  "change.attributes_one": "{{count}} attribut diffère",
  "change.attributes_many": "{{count}} d’attributs diffèrent",
  "change.attributes_other": "{{count}} attributs diffèrent",
  "change.members": "membres : {{added}} à ajouter, {{removed}} à retirer",
  "change.reference": "la référence {{path}} diffère",

  "decide.create": "créer : dans le périmètre, et pas encore de compte",
  "decide.adopt": "adopter : le compte déjà présent devient le sien",
  "decide.update": "modifier : le compte diffère de l’annuaire",
  "decide.disable": "désactiver : plus personne ne doit utiliser le compte",
  "decide.delete": "supprimer : le compte n’est plus voulu",
  "decide.unchanged": "inchangé : le compte est tel qu’il doit être",
  "decide.skip-inactive": "ignoré : inactif, et sans compte à désactiver",
  "decide.already-disabled": "inchangé : hors périmètre, et le compte est déjà désactivé",

  "hold.deletion-threshold_one":
    "retenu : en {{hours}} h, {{count}} sur {{base}} {{types}} serait désactivé ou supprimé, et la limite est de {{limit}}. Vérifiez ; approuvez si c’est voulu",
  "hold.deletion-threshold_many":
    "retenu : en {{hours}} h, {{count}} sur {{base}} {{types}} seraient désactivés ou supprimés, et la limite est de {{limit}}. Vérifiez ; approuvez ce qui est voulu",
  "hold.deletion-threshold_other":
    "retenu : en {{hours}} h, {{count}} sur {{base}} {{types}} seraient désactivés ou supprimés, et la limite est de {{limit}}. Vérifiez ; approuvez ce qui est voulu",
  "hold.several-matches":
    "retenu : plusieurs comptes correspondent, et adopter le mauvais reviendrait à le donner à quelqu’un d’autre. Rendez la valeur de rapprochement unique dans la cible, puis refaites un plan",
  "hold.mapping-problem":
    "retenu : la correspondance de {{path}} ne donne aucune valeur utilisable. Corrigez les données de la personne ou la correspondance, puis refaites un plan",
  "hold.matching-missing":
    "retenu : {{path}} est vide, si bien que le compte ne peut être distingué des autres. Donnez-lui une valeur dans l’annuaire, puis refaites un plan",
  "hold.duplicate-source":
    "retenu : « {{other}} » aurait le même compte. Donnez à l’un des deux une autre valeur de rapprochement, puis refaites un plan",
  "hold.rejected": "retenu : une personne a rejeté cette décision",

  "pending.reference": "en attente : {{path}} désigne {{object}}, qui n’a pas encore de compte",
  "pending.member_one": "en attente : {{count}} membre n’a pas encore de compte",
  "pending.member_many": "en attente : {{count}} de membres n’ont pas encore de compte",
  "pending.member_other": "en attente : {{count}} membres n’ont pas encore de compte",
  "pending.match-failed":
    "en attente : la cible n’a pas répondu s’il existe déjà un compte ({{why}}) ; elle sera interrogée au prochain cycle",
  "pending.unknown-outcome":
    "en attente : une requête est partie et sa réponse n’a jamais été lue ; le compte est recherché avant tout nouvel envoi",
  "pending.parked_one":
    "mis de côté après {{attempts}} refus ; repris quand la personne ou les réglages changent",
  "pending.parked_many":
    "mis de côté après {{attempts}} de refus identiques ; repris quand la personne ou les réglages changent",
  "pending.parked_other":
    "mis de côté après {{attempts}} refus identiques ; repris quand la personne ou les réglages changent",

  "plan.incremental_one":
    "Incrémental : {{changes}} changement de l’annuaire depuis le dernier cycle a été examiné.",
  "plan.incremental_many":
    "Incrémental : {{changes}} de changements de l’annuaire depuis le dernier cycle ont été examinés.",
  "plan.incremental_other":
    "Incrémental : {{changes}} changements de l’annuaire depuis le dernier cycle ont été examinés.",
  "plan.initial": "Initial : tout l’annuaire a été examiné.",

  "cycle.stopped-unauthenticated":
    "La cible a refusé nos identifiants, plus rien n’a donc été envoyé. Mettez-en de nouveaux dans une variable et lancez muster app secret APP --token-env VAR, puis muster app test APP. Rien n’est perdu : le prochain cycle reprend où celui-ci s’est arrêté.",
  "cycle.interrupted":
    "Le serveur s’est arrêté au milieu du cycle. Rien n’est perdu : lancez muster sync, qui vérifie ce que sont devenues les dernières requêtes avant de continuer.",
  "cycle.not-balanced":
    "Le bilan de clôture n’est pas équilibré. C’est un défaut de Muster, vous n’y êtes pour rien : merci de le signaler avec l’identifiant du cycle. muster sync vérifie de nouveau chaque compte.",

  "cycle.failed":
    "Le cycle a pris fin plus tôt, quelque chose ayant échoué dans Muster même. C’est un défaut, vous n’y êtes pour rien ; le journal du serveur dit où. Rien n’est perdu : muster sync reprend où cela s’est arrêté.",

  "why.deleted": "supprimé de l’annuaire : seul un import où la personne figure de nouveau la ramène",
  "why.out-of-scope":
    "non affecté : affectez la personne, ou un groupe dont elle est membre, avec muster app assign",
  "why.inactive": "inactif dans l’annuaire, donc aucun compte n’est créé : rendez-y la personne active",
  "why.schedule-waiting":
    "l’horaire commence après la première application : lancez muster plan et muster apply, ou muster sync",
  "why.schedule-off":
    "l’horaire est arrêté : mettez-le en marche avec muster app schedule --on, ou lancez muster sync",
  "why.schedule-quarantine_one":
    "la cible se repose depuis {{since}}, ayant refusé nos identifiants {{attempts}} fois ; elle sera interrogée de nouveau le {{next}}, ou aussitôt par muster app test",
  "why.schedule-quarantine_many":
    "la cible se repose depuis {{since}}, ayant refusé nos identifiants {{attempts}} de fois ; elle sera interrogée de nouveau le {{next}}, ou aussitôt par muster app test",
  "why.schedule-quarantine_other":
    "la cible se repose depuis {{since}}, ayant refusé nos identifiants {{attempts}} fois ; elle sera interrogée de nouveau le {{next}}, ou aussitôt par muster app test",
  "why.pending_one": "{{attempts}} échec, en attente du prochain essai : muster log --failed dit pourquoi",
  "why.pending_many":
    "{{attempts}} d’échecs, en attente du prochain essai : muster log --failed dit pourquoi",
  "why.pending_other": "{{attempts}} échecs, en attente du prochain essai : muster log --failed dit pourquoi",
  "why.link-incomplete": "une partie seulement du compte est arrivée : le reste suit au prochain essai",

  "recover.found":
    "récupéré : le compte {{account}} avait été créé bien que la réponse se soit perdue ; il est maintenant lié",

  "step.create": "créer le compte",
  "step.update": "modifier le compte",
  "step.disable": "désactiver le compte",
  "step.delete": "supprimer le compte",
  "step.add-members": "ajouter des membres",
  "step.remove-members": "retirer des membres",
  "step.reference": "établir une référence vers un autre compte",
} as const satisfies Translation<typeof english>;
