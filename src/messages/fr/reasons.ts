import type { reasons as english } from "../en/reasons.ts";
import type { Translation } from "../translation.ts";

/** Reasons of the engine, in French. */
export const reasons = {
  "scope.all": "tout le monde est affecté",
  "scope.all-role": "tout le monde est affecté, avec le rôle « {{role}} »",
  "scope.user": "affecté directement",
  "scope.user-role": "affecté directement, avec le rôle « {{role}} »",
  "scope.group": "membre du groupe affecté « {{group}} »",
  "scope.users-all": "le réglage users vaut all : tous les utilisateurs sont dans le périmètre",
  "scope.groups-all": "le réglage groups vaut all : tous les groupes sont dans le périmètre",
  "scope.groups-none": "le réglage groups vaut none : aucun groupe n’est envoyé à cette cible",
  "scope.group-role": "membre du groupe affecté « {{group}} », avec le rôle « {{role}} »",
  "scope.group-nested-role":
    "membre du groupe affecté « {{group}} » par d’autres groupes : {{path}}, avec le rôle « {{role}} »",
  "scope.default-access":
    "affecté avec le seul rôle par défaut « {{role}} », que le réglage defaultAccess écarte",
  "scope.none": "affecté ni directement ni par un groupe",
  "scope.inactive": "inactif dans l’annuaire",
  "scope.deleted": "supprimé de l’annuaire",
  "scope.gone": "n’est plus dans l’annuaire",
  "scope.filter-holds": "le filtre de périmètre « {{filter}} » est satisfait : {{clauses}}",
  "scope.clause-fails": "le filtre de périmètre « {{filter}} » n’est pas satisfait : {{clause}}",
  "scope.filters-fail_one": "{{count}} autre filtre de périmètre n’est pas satisfait",
  "scope.filters-fail_many": "{{count}} d’autres filtres de périmètre ne sont pas satisfaits",
  "scope.filters-fail_other": "{{count}} autres filtres de périmètre ne sont pas satisfaits",

  "adopt.approved":
    "une personne a approuvé que le compte change de propriétaire ; il était auparavant celui de « {{owner}} » ({{id}})",
  "match.found": "rapproché : un seul compte a {{path}} = {{value}}",
  "match.found-together": "rapproché : un seul compte satisfait {{search}}",
  "match.name-given-up": "le compte de {{other}} a {{path}} « {{value}} » et le libère dans le même cycle",
  "match.none": "aucun compte n’a {{path}} = {{value}}",
  "match.none-together": "aucun compte ne satisfait {{search}}",
  "match.several_one": "{{count}} compte a {{path}} = {{value}}",
  "match.several_many": "{{count}} de comptes ont {{path}} = {{value}}",
  "match.several_other": "{{count}} comptes ont {{path}} = {{value}}",
  "match.several-together_one": "{{count}} compte satisfait {{search}}",
  "match.several-together_many": "{{count}} de comptes satisfont {{search}}",
  "match.several-together_other": "{{count}} comptes satisfont {{search}}",
  "match.candidates": "les comptes trouvés sont {{accounts}}",

  "change.attributes_one": "{{count}} attribut diffère",
  "change.attributes_many": "{{count}} d’attributs diffèrent",
  "change.attributes_other": "{{count}} attributs diffèrent",
  "change.timed": "la valeur de {{path}} dépend de l’heure, et une réponse à la retenue n’en dépend donc pas",
  "change.members": "membres : {{added}} à ajouter, {{removed}} à retirer",
  "change.role-names": "le nom d’un rôle dans {{path}} a changé",
  "change.reference":
    "la référence {{path}} est comparée quand le compte de l’utilisateur qu’elle désigne est lié, et écrite si elle diffère",
  "change.dead-members_one": "{{count}} membre du groupe de la cible n’existe pas dans la cible",
  "change.dead-members_many": "{{count}} de membres du groupe de la cible n’existent pas dans la cible",
  "change.dead-members_other": "{{count}} membres du groupe de la cible n’existent pas dans la cible",
  "change.lost-members": "membres : {{removed}} à retirer, qui ont quitté le groupe avec beaucoup d’autres",
  "change.value-aside": "{{path}} est vidé le temps de quelques appels, car un autre compte reçoit sa valeur",
  "change.departed-names_one":
    "l’utilisateur a été supprimé : {{count}} nom du compte est rendu libre pour d’autres",
  "change.departed-names_many":
    "l’utilisateur a été supprimé : {{count}} de noms du compte sont rendus libres pour d’autres",
  "change.departed-names_other":
    "l’utilisateur a été supprimé : {{count}} noms du compte sont rendus libres pour d’autres",
  "change.name-order":
    "prend {{path}} « {{value}} » une fois que le compte qui porte cette valeur l’a libérée",
  "change.name-temporary":
    "porte {{path}} « {{value}} » un court moment, parce que ces comptes échangent leurs noms",

  "link.void": "la cible n’a plus son compte {{account}}",
  "decide.create": "créer : dans le périmètre, et pas encore de compte",
  "decide.adopt": "adopter : un compte existe déjà et est lié",
  "decide.update": "modifier : le compte diffère de l’annuaire",
  "decide.disable": "désactiver : le compte ne doit plus être utilisable",
  "decide.delete": "supprimer : le compte n’est plus nécessaire",
  "decide.create-off": "ignoré : la création est désactivée dans la correspondance",
  "decide.update-off": "ignoré : la modification est désactivée dans la correspondance",
  "decide.disable-off":
    "la désactivation des comptes est coupée dans la correspondance : le compte reste utilisable",
  "decide.delete-off": "ignoré : la suppression est désactivée dans la correspondance",
  "decide.unchanged": "inchangé : le compte est tel qu’il doit être",
  "decide.skip-inactive": "ignoré : inactif, et il n’y a pas de compte à désactiver",
  "decide.already-disabled": "inchangé : hors périmètre, et le compte est déjà désactivé",
  "decide.kept-out-of-scope":
    "inchangé : les réglages gardent les comptes des utilisateurs qui quittent le périmètre",
  "decide.never-delete": "rien n’est supprimé dans cette cible : les réglages le demandent",

  "hold.deletion-threshold_one":
    "retenu : en {{hours}} h, {{count}} sur {{base}} {{types}} serait désactivé ou supprimé, et la limite est de {{limit}}. Vérifiez ; approuvez si c’est voulu",
  "hold.deletion-threshold_many":
    "retenu : en {{hours}} h, {{count}} sur {{base}} {{types}} seraient désactivés ou supprimés, et la limite est de {{limit}}. Vérifiez ; approuvez ce qui est voulu",
  "hold.deletion-threshold_other":
    "retenu : en {{hours}} h, {{count}} sur {{base}} {{types}} seraient désactivés ou supprimés, et la limite est de {{limit}}. Vérifiez ; approuvez ce qui est voulu",
  "hold.mass-rewrite":
    "retenu : en {{hours}} h, {{path}} changerait pour plus de {{limit}} utilisateurs sur {{base}}, donc tous ses changements de ce plan sont retenus. Examinez-les, et approuvez ceux qui sont voulus",
  "hold.group-loss":
    "retenu : {{lost}} membres sur {{base}} ont quitté le groupe « {{group}} » en une heure, donc leurs retraits sont retenus dans toutes les applications. Remettez ceux qui l’ont quitté par erreur, et approuvez les retraits voulus",
  "hold.several-matches":
    "retenu : plusieurs comptes correspondent, et adopter le mauvais le donnerait à une autre personne. Choisissez-en un dans la file du rapprochement : muster match list APP",
  "hold.mapping-problem":
    "retenu : la correspondance de {{path}} ne donne aucune valeur utilisable. Corrigez les données de la personne ou la correspondance, puis refaites un plan",
  "hold.no-result":
    "retenu : l’expression de {{path}} a un résultat de plus de {{max}} caractères ou trop long à calculer, ou lit un motif qui n’est pas valable. Corrigez les données de la personne ou l’expression, puis refaites un plan",
  "change.made-when-sent": "{{path}} est produit à la création du compte, et gardé nulle part",
  "hold.default-domain-missing":
    "retenu : {{path}} utilise DefaultDomain, et l’application n’a pas de domaine par défaut. Définissez-le avec muster app settings APP --set defaultDomain=contoso.example",
  "hold.no-unique-value":
    "retenu : d’autres comptes ont toutes les valeurs possibles de {{path}} ({{values}}). Ajoutez une règle à SelectUniqueValue, ou changez les données de la personne, puis refaites un plan",
  "hold.matching-missing":
    "retenu : {{path}} est vide, et le compte ne peut pas être trouvé parmi les autres. Donnez-lui une valeur dans l’annuaire, puis refaites un plan",
  "hold.duplicate-source":
    "retenu : « {{other}} » recevrait le même compte. Donnez à l’un des deux une autre valeur de rapprochement, puis refaites un plan",
  "hold.account-of-leaver":
    "retenu : le compte {{account}} appartient à « {{owner}} » ({{id}}), qui est parti ou hors périmètre et peut revenir. Approuvez pour donner le compte au nouveau propriétaire, ou rejetez et choisissez pour l’un des deux une autre valeur de rapprochement",
  "hold.account-of-former":
    "retenu : le compte {{account}} était celui de « {{owner}} » ({{id}}), qui a disparu pour de bon de l’annuaire. Approuvez pour donner le compte, avec tout ce qu’il contient, au nouveau propriétaire, ou rejetez et choisissez une autre valeur de rapprochement pour lui",
  "hold.former-name-taken":
    "retenu : l’utilisateur a été restauré, et le compte {{account}} porte maintenant le nom « {{value}} ». Donnez un autre nom à l’un des deux, dans la cible ou dans l’annuaire ; le cycle suivant active alors le compte",
  "hold.former-name-of-other":
    "retenu : l’utilisateur a été restauré, et « {{owner}} » ({{id}}) porte maintenant le nom « {{value}} » avec le compte {{account}}. Donnez un autre nom à l’un des deux dans l’annuaire ; le cycle suivant active alors le compte",
  "guard.approved-before":
    "une personne a approuvé le {{at}} la fin de l’accès, ce qui couvre la suppression",
  "hold.drift":
    "retenu : le compte a été changé dans la cible, ou n’y est plus, et les réglages veulent qu’une personne décide. Approuvez pour corriger le compte, ou rejetez pour le laisser tel quel",
  "guard.approved": "une personne a approuvé cette décision, qui ne compte donc pas contre les suivantes",
  "hold.rejected": "retenu : une personne a rejeté cette décision",

  "pending.reference": "en attente : {{path}} désigne {{object}}, qui n’a pas encore de compte",
  "pending.owner-leaving":
    "en attente : le compte {{account}} appartient à un objet qui n’existe plus, et doit d’abord être désactivé",
  "pending.member_one": "en attente : {{count}} membre n’a pas encore de compte",
  "pending.member_many": "en attente : {{count}} de membres n’ont pas encore de compte",
  "pending.member_other": "en attente : {{count}} membres n’ont pas encore de compte",
  "pending.member-new":
    "en attente : la cible ne prend pas encore {{member}} comme membre (compte {{account}}). Le compte est récent, et Muster le renverra aux prochains cycles, pendant dix minutes",
  "pending.account-gone":
    "en attente : la cible n’a plus le compte {{account}} ; le prochain cycle en lie ou en crée un",
  "refused.attribute":
    "la cible n’accepte pas {{path}} (valeur de type {{valueKind}}). Muster le renverra si la valeur ou la configuration change, ou après un redémarrage complet de l’application",
  "refused.attribute-later":
    "la cible n’accepte pas {{path}} (valeur de type {{valueKind}}). Muster le renverra à partir de {{next}}, et avant cela si la valeur ou la configuration change",
  "refused.attribute-parked":
    "mis de côté : la cible n’accepte pas {{path}} (valeur de type {{valueKind}} ; réponses identiques de suite : {{answers}}). Muster le renverra si la valeur ou la configuration change, ou après un redémarrage qui oublie les échecs",
  "refused.attribute-for-now":
    "la cible n’a pas accepté {{path}} (valeur de type {{valueKind}}) cette fois. Muster le renverra à la prochaine tentative",
  "refused.attribute-on-create":
    "la cible n’a pas accepté {{path}} (valeur de type {{valueKind}}) avec le nouveau compte. La correspondance ne le donne qu’aux nouveaux comptes, et Muster ne le renverra pas : définissez-le dans la cible, ou retirez-le de la correspondance",
  "refused.member":
    "la cible n’accepte pas {{member}} (compte {{account}}) comme membre. Muster le renverra si le compte ou la configuration change",
  "refused.member-later":
    "la cible n’accepte pas {{member}} (compte {{account}}) comme membre. Muster le renverra à partir de {{next}}, et avant cela si le compte ou la configuration change",
  "refused.member-parked":
    "mis de côté : la cible n’accepte pas {{member}} (compte {{account}}) comme membre (réponses identiques de suite : {{answers}}). Muster le renverra si le compte ou la configuration change, ou après un redémarrage qui oublie les échecs",
  "members.as-planned_one": "la liste de la cible montre {{count}} appartenance déjà conforme au plan",
  "members.as-planned_many": "la liste de la cible montre {{count}} d’appartenances déjà conformes au plan",
  "members.as-planned_other": "la liste de la cible montre {{count}} appartenances déjà conformes au plan",
  "pending.match-failed":
    "en attente : la cible n’a pas dit si un compte existe ({{why}}) ; le prochain cycle l’interroge de nouveau",
  "pending.unknown-outcome":
    "en attente : une requête est partie et aucune réponse n’a été reçue ; le compte est lu avant tout nouvel envoi",
  "pending.parked_one":
    "mis de côté après {{attempts}} échec ; le prochain essai suit une modification de l’objet ou des réglages, un cycle initial ou un redémarrage de l’application (portées escrows, watermark, full)",
  "pending.parked_many":
    "mis de côté après {{attempts}} d’échecs identiques ; le prochain essai suit une modification de l’objet ou des réglages, un cycle initial ou un redémarrage de l’application (portées escrows, watermark, full)",
  "pending.parked_other":
    "mis de côté après {{attempts}} échecs identiques ; le prochain essai suit une modification de l’objet ou des réglages, un cycle initial ou un redémarrage de l’application (portées escrows, watermark, full)",

  "plan.incremental_one": "Incrémental : {{changes}} changement dans l’annuaire depuis le dernier cycle.",
  "plan.incremental_many":
    "Incrémental : {{changes}} de changements dans l’annuaire depuis le dernier cycle.",
  "plan.incremental_other": "Incrémental : {{changes}} changements dans l’annuaire depuis le dernier cycle.",
  "plan.default-mapping":
    "Aperçu : ce que changerait la nouvelle correspondance par défaut. Tous les utilisateurs et groupes ont été examinés, et rien n’est envoyé.",
  "plan.everyone":
    "Incrémental : l’affectation de tout le monde a changé depuis le dernier cycle ; tous les utilisateurs et groupes ont donc été examinés.",
  "plan.nothing-to-do_one":
    "Rien à faire : {{count}} compte de la cible est comme il doit être. Le plan le lie, et n’envoie rien.",
  "plan.nothing-to-do_many":
    "Rien à faire : {{count}} de comptes de la cible sont comme ils doivent être. Le plan les lie, et n’envoie rien.",
  "plan.nothing-to-do_other":
    "Rien à faire : {{count}} comptes de la cible sont comme ils doivent être. Le plan les lie, et n’envoie rien.",
  "plan.adopted-unchanged_one": "{{count}} compte que la cible a déjà est lié tel quel",
  "plan.adopted-unchanged_many": "{{count}} de comptes que la cible a déjà sont liés tels quels",
  "plan.adopted-unchanged_other": "{{count}} comptes que la cible a déjà sont liés tels quels",
  "plan.adopted-overwritten_one":
    "{{count}} compte que la cible a déjà est lié et reçoit une autre valeur dans un attribut ; sa décision montre l’ancienne et la nouvelle",
  "plan.adopted-overwritten_many":
    "{{count}} de comptes que la cible a déjà sont liés et reçoivent une autre valeur dans un attribut ; leurs décisions montrent les anciennes et les nouvelles",
  "plan.adopted-overwritten_other":
    "{{count}} comptes que la cible a déjà sont liés et reçoivent une autre valeur dans un attribut ; leurs décisions montrent les anciennes et les nouvelles",
  "plan.adopted-attribute_one": "{{path}} est écrasé dans {{count}} d’entre eux",
  "plan.adopted-attribute_many": "{{path}} est écrasé dans {{count}} d’entre eux",
  "plan.adopted-attribute_other": "{{path}} est écrasé dans {{count}} d’entre eux",
  "plan.not-offered_one":
    "Non proposée par la cible : {{count}} valeur de {{attribute}}. Les nouveaux comptes la reçoivent quand même, et elle est nommée si elle n’est pas gardée.",
  "plan.not-offered_many":
    "Non proposées par la cible : {{count}} de valeurs de {{attribute}}. Les nouveaux comptes les reçoivent quand même, et elles sont nommées si elles ne sont pas gardées.",
  "plan.not-offered_other":
    "Non proposées par la cible : {{count}} valeurs de {{attribute}}. Les nouveaux comptes les reçoivent quand même, et elles sont nommées si elles ne sont pas gardées.",
  "plan.reconfigured":
    "Incrémental : la configuration de l’application a changé ; tous les utilisateurs et groupes ont donc été réévalués. Le plan contient ceux dont le résultat diffère.",
  "plan.initial": "Initial : tous les utilisateurs et groupes de l’annuaire ont été examinés.",
  "plan.links-void":
    "Les réglages du connecteur ont changé, et {{count}} comptes liés manquent dans la cible : leurs utilisateurs et groupes sont cherchés à nouveau.",
  "plan.initial-owed":
    "Initial, car un redémarrage l’a demandé ou un cycle initial précédent a été interrompu : tous les utilisateurs et groupes de l’annuaire ont été examinés.",

  "cycle.stopped-unauthenticated":
    "La cible a refusé les identifiants de connexion : plus rien n’a été envoyé. Mettez-en de nouveaux dans une variable et lancez muster app secret APP --token-env VAR, puis muster app test APP. Rien n’est perdu : le prochain cycle continue d’ici.",
  "cycle.cancelled":
    "Le cycle a été annulé sur demande. Ce qui a été envoyé jusque-là est enregistré ; le prochain cycle fait le reste : muster sync, ou la planification, que muster app schedule APP --off désactive.",
  "cycle.interrupted":
    "Le serveur s’est arrêté pendant le cycle. Rien n’est perdu : lancez muster sync, qui vérifie d’abord l’issue des dernières requêtes, puis continue.",
  "cycle.not-balanced":
    "Les totaux du cycle ne concordent pas. C’est un défaut de Muster, pas une erreur de votre part : merci de le signaler avec l’id du cycle. muster sync vérifie de nouveau chaque compte.",

  "cycle.planning-ended":
    "Le fil d’exécution qui calcule les plans s’est arrêté avant la fin, donc rien n’a été envoyé ; le journal du serveur dit pourquoi. Rien n’est perdu : muster sync planifie de nouveau.",
  "cycle.planning-memory":
    "Le plan demandait plus de mémoire que les {{mb}} Mio que le serveur peut utiliser pour planifier, donc rien n’a été envoyé. Démarrez le serveur avec NODE_OPTIONS=--max-old-space-size=MB et un nombre plus grand, puis lancez muster sync.",

  "cycle.failed":
    "Muster lui-même a échoué, et le cycle a pris fin plus tôt. C’est un défaut, pas une erreur de votre part ; le journal du serveur montre où. Rien n’est perdu : muster sync continue d’ici.",

  "why.deleted":
    "supprimé de l’annuaire : muster user restore rétablit l’utilisateur, et aussi un import qui contient de nouveau la personne",
  "why.default-access":
    "affecté avec le seul rôle par défaut : affectez un autre rôle avec muster app assign et --role, ou mettez defaultAccess à include avec muster app settings",
  "why.filtered-out":
    "aucun filtre de périmètre n’est satisfait : muster scope show les liste, et muster scope test montre les clauses en cause",
  "why.left-out":
    "un réglage écarte le groupe : muster app settings APP montre le réglage groups et le change avec --set",
  "why.out-of-scope": "non affecté : affectez l’utilisateur, ou l’un de ses groupes, avec muster app assign",
  "why.group-out-of-scope": "non affecté : affectez le groupe lui-même avec muster app assign",
  "why.inactive": "inactif dans l’annuaire : aucun compte n’est créé. Rendez-y l’utilisateur actif",
  "why.schedule-waiting":
    "la planification commence après la première application d’un plan : lancez muster plan et muster apply, ou muster sync",
  "why.schedule-off":
    "la planification est arrêtée : activez-la avec muster app schedule --on, ou lancez muster sync",
  "why.schedule-quarantine_one":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} fois ; prochain test le {{next}}, ou aussitôt avec muster app test",
  "why.schedule-quarantine_many":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} de fois ; prochain test le {{next}}, ou aussitôt avec muster app test",
  "why.schedule-quarantine_other":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} fois ; prochain test le {{next}}, ou aussitôt avec muster app test",
  "why.pending_one": "{{attempts}} échec, en attente du prochain essai : muster log --failed montre pourquoi",
  "why.pending_many":
    "{{attempts}} d’échecs, en attente du prochain essai : muster log --failed montre pourquoi",
  "why.pending_other":
    "{{attempts}} échecs, en attente du prochain essai : muster log --failed montre pourquoi",
  "why.link-incomplete": "une partie seulement du compte a été écrite : le prochain essai écrit le reste",

  "recover.found":
    "récupéré : le compte {{account}} a été créé bien que sa réponse se soit perdue ; il est maintenant lié",

  "step.create": "créer le compte",
  "step.update": "modifier le compte",
  "step.disable": "désactiver le compte",
  "step.delete": "supprimer le compte",
  "step.add-members": "ajouter des membres",
  "step.change-members": "modifier les membres",
  "step.check-members": "vérifier les membres",
  "step.remove-members": "retirer des membres",
  "step.reference": "établir une référence vers un autre compte",
} as const satisfies Translation<typeof english>;
