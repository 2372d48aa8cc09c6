import type { people as english } from "../en/people.ts";
import type { Translation } from "../translation.ts";

/** La connexion : sessions, liens à usage unique et mots de passe. */
export const people = {
  "auth.role-forbidden":
    "Vous êtes connecté, mais votre rôle ici n’a pas l’autorisation {{permission}}, que cette requête exige. Un propriétaire de l’organisation peut vous donner un autre rôle.",
  "auth.session-ended": "Vous n’êtes plus connecté : la session est terminée. Connectez-vous de nouveau.",
  "request.csrf":
    "La requête a été refusée, car un autre site a pu la faire envoyer par votre navigateur : elle n’a pas de x-csrf-token valable, ou vient d’une autre adresse que celle de ce serveur. Rechargez la page. Derrière un proxy, l’administrateur définit MUSTER_PUBLIC_URL : l’adresse que les personnes utilisent.",
  "sign-in.refused":
    "Le nom ou le mot de passe est faux. Vérifiez les deux et réessayez ; un propriétaire de votre organisation peut vous envoyer un lien pour un nouveau mot de passe.",
  "sign-in.delayed_one":
    "Après plusieurs mots de passe faux, la prochaine tentative est possible dans {{seconds}} seconde. D’ici là, le bon mot de passe est refusé aussi.",
  "sign-in.delayed_many":
    "Après plusieurs mots de passe faux, la prochaine tentative est possible dans {{seconds}} de secondes. D’ici là, le bon mot de passe est refusé aussi.",
  "sign-in.delayed_other":
    "Après plusieurs mots de passe faux, la prochaine tentative est possible dans {{seconds}} secondes. D’ici là, le bon mot de passe est refusé aussi.",
  "link.unknown":
    "Ce lien n’a pas été délivré par cette installation, ou il en manque une partie. Copiez de nouveau le lien entier, ou demandez-en un autre.",
  "link.ended":
    "Ce lien a déjà servi, ou un plus récent l’a remplacé. Prenez le lien le plus récent, ou connectez-vous ; un propriétaire de votre organisation peut vous en envoyer un autre.",
  "link.expired": "Ce lien a expiré le {{at}}. Demandez-en un autre.",
  "person.name-missing": "Le nom de connexion manque. Choisissez-en un.",
  "person.name-taken": "Le nom « {{name}} » est celui d’une autre personne. Choisissez-en un autre.",
  "person.changed-meanwhile":
    "« {{name}} » a été modifié par une autre requête au même moment : rien n’a été changé. Réessayez.",
  "password.too-short":
    "Le mot de passe est trop court : il lui faut au moins {{min}} caractères. Quelques mots à la suite se retiennent facilement.",
  "password.too-long": "Le mot de passe est trop long : il peut avoir {{max}} caractères au plus.",
  "password.is-name":
    "Le mot de passe est le nom de la personne, que d’autres essaieraient en premier. Choisissez-en un autre.",
  "session.not-found":
    "Cette session n’est pas parmi les vôtres. Elle a pu être supprimée après sa fin ; la liste des sessions montre les autres.",
  "kind.personal": "un jeton personnel",
  "kind.person": "une personne",
  "init.link":
    "Ouvrez ce lien pour choisir le nom et le mot de passe du premier propriétaire. Il sert une fois, pendant 7 jours :",
  "person.not-found":
    "Aucune personne « {{find}} » n’a de rôle là où vous pouvez le voir. muster person list montre les autres ; les utilisateurs de l’annuaire ne sont pas des personnes qui se connectent.",
  "person.elsewhere":
    "Rien n’a été changé, car « {{name}} » a aussi un rôle que vous ne pouvez pas changer, dans une autre organisation ou dans l’instance. Vous pouvez retirer le rôle dans votre organisation ; le reste revient à un administrateur de l’instance.",
  "person.provider-elsewhere":
    "Rien n’a été changé, car « {{name}} » se connecte seulement par le fournisseur d’identité d’une autre organisation, qui ne connecte pas les personnes ayant un rôle ici. Un administrateur de l’instance peut inviter cette personne, ce qui donne un lien pour un mot de passe.",
  "person.last-owner":
    "Rien n’a été changé, car « {{name}} » est le dernier propriétaire de l’organisation qui puisse se connecter. Nommez d’abord un autre propriétaire, et attendez que le lien ait servi : muster person invite.",
  "person.last-administrator":
    "Rien n’a été changé, car « {{name}} » est le dernier administrateur de l’instance qui puisse se connecter. Invitez-en d’abord un autre : muster person invite, avec --instance.",
  "person.has-role":
    "Rien n’a été changé, car « {{name}} » y a déjà le rôle {{role}}. Changez-le avec muster person role.",
  "person.no-role":
    "Rien n’a été changé, car « {{name}} » n’y a aucun rôle. Donnez-en un avec muster person invite.",
  "person.disabled":
    "Rien n’a été changé, car « {{name}} » est désactivée. Réactivez d’abord la personne : muster person enable.",
  "person.own-reset":
    "Aucun lien n’a été créé, car « {{name}} » est votre propre compte, et un tel lien ne demande ni le mot de passe actuel ni un second facteur. Changez votre mot de passe sur la page du compte de la console, ou demandez un lien à un autre propriétaire.",
  "cli.person-invited": "{{name}} est invité.",
  "cli.person-role-given":
    "{{name}} peut déjà s’y connecter, ou fut invité ailleurs, et a reçu le rôle sans lien.",
  "cli.person-link":
    "Donnez ce lien à la personne. Il sert une fois, jusqu’au {{at}}, et ne sera plus montré :",
  "cli.person-link-sent":
    "Le serveur de messagerie a accepté le message à {{to}} avec ce lien. Il sert une fois, jusqu’au {{at}}, et ne sera plus montré :",
  "cli.person-link-local": "Donnez ce lien à la personne. Il sert une fois, et ne sera plus montré :",
  "cli.person-role": "{{name}} a maintenant le rôle {{role}}.",
  "cli.person-role-removed": "{{name}} n’y a plus aucun rôle.",
  "cli.person-disabled":
    "{{name}} est désactivé : toutes ses sessions sont terminées, et la connexion est refusée.",
  "cli.person-enabled": "{{name}} peut de nouveau se connecter.",
  "cli.person-sessions-ended_one": "{{count}} session de {{name}} est terminée.",
  "cli.person-sessions-ended_many": "{{count}} de sessions de {{name}} sont terminées.",
  "cli.person-sessions-ended_other": "{{count}} sessions de {{name}} sont terminées.",
  "cli.people-none": "Personne ne peut encore se connecter. Invitez une personne avec muster person invite.",
  "cli.sessions-none": "Aucune session n’est ouverte.",
  "cli.person-instance": "l’instance",
  "usage.person-role":
    "Nommez le rôle avec --role, ou retirez-le avec --remove ; avec --instance, seul --remove est possible, car muster person invite --instance donne ce rôle.",
  "usage.person-invite":
    "Nommez le rôle dans l’organisation avec --role, ou invitez un administrateur de l’instance avec --instance, mais pas les deux.",
  "usage.person-name":
    "L’argument <person> manque. Il n’est facultatif qu’avec --data : le lien est alors pour un nouveau premier propriétaire.",
  "usage.person-mail":
    "--mail exige un serveur en marche, et --data travaille sans serveur. Retirez l’un des deux.",
  "column.full-name": "nom complet",
  "column.used": "dernier usage",
  "column.address": "adresse",
  "column.client": "client",
  "help.person": "les personnes qui se connectent, et leurs rôles",
  "help.person.invite": "inviter une personne dans une organisation ; affiche un lien à usage unique",
  "help.person.list": "lister les personnes qui se connectent, avec leurs rôles",
  "help.person.show": "montrer une personne et ses rôles",
  "help.person.role": "donner un autre rôle à une personne, ou le retirer",
  "help.person.disable": "empêcher une personne de se connecter ; ses sessions se terminent aussitôt",
  "help.person.enable": "laisser une personne désactivée se connecter de nouveau",
  "help.person.reset":
    "afficher un lien à usage unique pour un autre mot de passe ; avec --data, même sans serveur",
  "help.person.sessions": "lister les sessions d’une personne, ou les terminer",
  "help.option.person-display-name": "le nom que les autres lisent ; par défaut, le nom de connexion",
  "help.option.person-role": "le rôle : reader, helpdesk, provisioning-admin ou owner",
  "help.option.person-instance": "un administrateur de l’instance, au lieu d’un rôle dans une organisation",
  "help.option.person-remove": "retirer le rôle",
  "help.option.person-end": "terminer toutes les sessions de la personne",
  "help.option.person-mail": "envoyer aussi le lien par e-mail à cette adresse",
  "help.option.person-data":
    "le dossier des données, pour y travailler sans serveur quand personne ne peut se connecter",
  "cli.password-prompt": "Mot de passe de {{name}} sur {{url}} : ",
  "usage.no-password":
    "Aucun mot de passe n’a été donné. Tapez-le à l’invite, ou passez-le sur l’entrée standard.",
  "help.option.personal": "vos propres jetons personnels",
  "help.option.token-personal":
    "un jeton avec les droits de cette personne, dont le mot de passe est alors lu au terminal ou sur l’entrée standard",
} as const satisfies Translation<typeof english>;
