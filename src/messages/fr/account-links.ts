import type { accountLinks as english } from "../en/account-links.ts";
import type { Translation } from "../translation.ts";

/** Les liens entre les objets et leurs comptes. */
export const accountLinks = {
  "help.link": "lister, montrer et changer les liens entre les objets et leurs comptes dans une cible",
  "help.link.list": "lister les liens d’une application",
  "help.link.show": "montrer le lien d’un utilisateur ou d’un groupe, et son histoire",
  "help.link.relink": "lier un utilisateur ou un groupe à un autre compte, à la place du sien",
  "help.link.unlink": "mettre fin au lien d’un utilisateur ou d’un groupe ; le compte reste dans la cible",
  "help.link.undo": "annuler le dernier changement d’un lien",
  "help.link.export": "écrire tous les liens d’une application dans un fichier CSV",
  "help.link.import":
    "créer les liens d’un fichier : CSV, journal de provisionnement d’Entra ID, ou liste Okta des utilisateurs d’une application",
  "help.option.link-type": "lister seulement les liens de ce type : user ou group",
  "help.option.link-provenance":
    "lister seulement les liens de cette origine : created, adopted, recovered, manual ou imported",
  "help.option.link-scope": "lister seulement les liens d’objets dans le périmètre, ou en dehors : in ou out",
  "help.option.link-of-account": "lister seulement le lien du compte de cet id",
  "help.option.link-find": "lister seulement les liens de l’objet de cet id, userName ou displayName",
  "help.option.link-account": "l’id du compte dans la cible",
  "help.option.link-comment": "un commentaire pour le journal d’audit, 1 000 caractères au plus",
  "help.option.link-event": "l’id du changement qu’affiche muster link show ; refusé si un autre l’a suivi",
  "help.option.link-out": "écrire les liens dans ce fichier",
  "cli.links-none": "Il n’y a pas de tels liens.",
  "cli.link-none": "L’objet n’a pas de lien à présent.",
  "cli.link-now": "lié au compte {{account}}, {{how}}, depuis {{since}}",
  "cli.link-before": "avant : {{account}}",
  "cli.link-by": "par {{name}}",
  "cli.link-undoable": "annulable, changement {{event}}",
  "cli.link-made": "{{name}} est lié au compte {{account}}. Le prochain cycle le compare.",
  "cli.link-ended": "Le lien de {{name}} a pris fin. Les cycles n’adoptent plus le compte sans approbation.",
  "cli.link-left":
    "Le compte {{account}} reste tel quel dans la cible, avec tous ses accès. Aucun objet n’y est lié à présent.",
  "cli.links-written_one": "{{file}} contient {{count}} lien.",
  "cli.links-written_many": "{{file}} contient {{count}} de liens.",
  "cli.links-written_other": "{{file}} contient {{count}} liens.",
  "cli.links-made_one": "{{count}} lien a été créé.",
  "cli.links-made_many": "{{count}} de liens ont été créés.",
  "cli.links-made_other": "{{count}} liens ont été créés.",
  "cli.links-would_one": "{{count}} lien serait créé. Rien n’a été écrit.",
  "cli.links-would_many": "{{count}} de liens seraient créés. Rien n’a été écrit.",
  "cli.links-would_other": "{{count}} liens seraient créés. Rien n’a été écrit.",
  "cli.links-same_one": "{{count}} lien existait déjà.",
  "cli.links-same_many": "{{count}} de liens existaient déjà.",
  "cli.links-same_other": "{{count}} liens existaient déjà.",
  "cli.links-rejected_one": "{{count}} ligne n’a pas été liée :",
  "cli.links-rejected_many": "{{count}} de lignes n’ont pas été liées :",
  "cli.links-rejected_other": "{{count}} lignes n’ont pas été liées :",
  "cli.line": "ligne {{line}} :",
  "column.account": "compte",
  "column.made": "origine",
  "link-event.created": "compte {{account}} créé",
  "link-event.adopted": "compte {{account}} adopté",
  "link-event.recovered": "compte {{account}} retrouvé après une réponse perdue",
  "link-event.ended": "fin du lien avec le compte {{account}}",
  "link-event.relinked": "lié à la main au compte {{account}}",
  "link-event.unlinked": "séparé à la main du compte {{account}}",
  "link-event.imported": "lié au compte {{account}} par une importation",
  "link-event.undone": "changement précédent annulé, pour le compte {{account}}",
  "link-end.deleted": "le compte a été supprimé",
  "link-end.account-gone": "la cible n’a plus le compte",
  "link-end.void": "le compte est dans une ancienne cible",
  "link-end.new-owner": "un autre objet a repris le compte",
  "provenance.manual": "lié à la main",
  "provenance.imported": "importé",
  "account-link.none": "{{name}} n’a pas de lien dans cette application : il n’y avait rien à terminer.",
  "account-link.taken":
    "Le compte {{account}} appartient à {{owner}} ({{id}}), et un compte ne peut appartenir à deux objets. Rien n’a été changé. Si le compte n’est pas le sien, mettez d’abord fin à ce lien.",
  "account-link.unchanged": "{{name}} est déjà lié au compte {{account}}. Rien n’a été changé.",
  "account-link.account-unknown":
    "La cible n’a pas de compte d’id {{account}}. Rien n’a été changé. Cherchez l’id dans la cible : les noms et les adresses e-mail n’y sont pas des ids.",
  "account-link.object-unknown":
    "L’annuaire n’a pas d’objet {{object}}, ou il a été supprimé. Vérifiez l’id ou le nom, et le type de l’objet.",
  "account-link.changed-meanwhile":
    "Le lien de {{name}} a changé au même moment : rien n’a été changé. Regardez de nouveau, et répétez.",
  "account-link.nothing-to-undo":
    "Aucun changement du lien de {{name}} ne peut être annulé : le dernier vient d’un cycle, qui a créé le compte ou constaté qu’il n’existe plus.",
  "account-link.not-the-last":
    "Un autre changement du lien de {{name}} a suivi celui-ci, qui n’a donc pas été annulé. Annulez d’abord le plus récent.",
  "account-link.file-unreadable":
    "Le fichier ne peut pas être lu à partir de la ligne {{line}}. Rien n’a été lié. Exportez-le de nouveau en CSV ou en JSON, en UTF-8.",
  "account-link.file-columns":
    "Le fichier n’a pas de colonne pour les comptes, ou pas pour les objets. Rien n’a été lié. Il a ces colonnes : {{columns}}. Nommez-les object ou name, et account.",
  "account-link.file-too-long": "Le fichier a plus de {{max}} lignes. Rien n’a été lié. Divisez-le.",
  "account-link.row-unreadable":
    "la ligne a plus ou moins de cellules que l’en-tête, ou n’est pas un texte correct",
  "account-link.row-incomplete": "la ligne ne nomme pas d’objet, ou pas de compte",
  "account-link.object-ambiguous": "{{count}} objets portent le nom {{name}} ; donnez l’id de l’un d’eux",
  "account-link.object-repeated":
    "la ligne {{line}} a un autre compte pour {{name}}, et c’est elle qui compte",
  "account-link.account-repeated":
    "la ligne {{line}} donne le compte {{account}} à un autre objet, et c’est elle qui compte",
  "account-link.object-linked":
    "{{name}} est déjà lié au compte {{account}} ; changez son lien si le fichier a raison",
} as const satisfies Translation<typeof english>;
