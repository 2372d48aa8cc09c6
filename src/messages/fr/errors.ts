import type { errors as english } from "../en/errors.ts";
import type { Translation } from "../translation.ts";

/** What the server answers when it does not do what was asked, in French. */
export const errors = {
  "auth.token-missing":
    "La requête est arrivée sans jeton d’accès, nous ne savons donc pas qui demande. Envoyez Authorization: Bearer … ; muster prend le jeton dans MUSTER_TOKEN.",
  "auth.token-unknown":
    "Le jeton d’accès n’est pas de cette installation : mal recopié, coupé, ou créé ailleurs. Recopiez-le, ou créez-en un autre avec muster token create.",
  "auth.token-expired":
    "Le jeton d’accès « {{name}} » a expiré le {{at}}. Créez-en un autre avec muster token create {{where}}, et mettez-le là où l’ancien sert.",
  "auth.token-revoked":
    "Le jeton d’accès « {{name}} » a été révoqué le {{at}}. Si ce n’était pas voulu, créez-en un autre avec muster token create.",
  "auth.forbidden":
    "Le jeton est bon, mais c’est {{kind}}, et ceci demande l’autorisation {{permission}}. Utilisez un jeton qui l’a ; un administrateur de l’organisation ou de l’instance peut en créer un.",

  "request.invalid": "La requête n’a pas été comprise : {{place}} : {{problem}}. Corrigez-la et renvoyez-la.",
  "request.invalid-json":
    "Le corps de la requête n’est pas du JSON : {{problem}}. Corrigez-le et renvoyez-le.",
  "request.too-large":
    "Le corps de la requête dépasse les {{limit}} octets admis ici. Envoyez-le en plus petites parties.",
  "request.media-type":
    "Le corps a un type de média que cette adresse n’accepte pas. Envoyez-le en {{expected}}.",
  "request.content-encoding":
    "Le corps a l’encodage {{encoding}}, et aucun n’est décodé ici. Envoyez-le tel quel, sans compression.",
  "request.bad-url": "L’adresse de la requête ne peut être décodée. Vérifiez ses signes pour cent.",
  "request.not-found": "Il n’y a rien à {{path}}. Vérifiez l’adresse ; /api/openapi.json les liste toutes.",
  "request.method-not-allowed": "Cette adresse n’accepte pas {{method}}. Elle accepte {{allowed}}.",
  "request.too-many":
    "Ce jeton demande plus souvent que le serveur ne l’admet. Redemandez dans {{seconds}} s, puis plus lentement.",
  "server.incident":
    "Quelque chose a échoué dans Muster même : c’est un défaut, vous n’y êtes pour rien. Réessayez une fois ; si cela persiste, signalez-le avec l’incident {{incident}}, sous lequel le journal du serveur raconte tout.",

  "org.not-found":
    "Ce jeton ne voit aucune organisation {{org}}. muster org list montre celles qui existent.",
  "org.name-taken": "Il y a déjà une organisation « {{name}} ». Choisissez un autre nom.",
  "token.not-found":
    "Il n’y a pas de jeton {{token}} dans cette organisation. muster token list montre ceux qui existent.",

  "token.last":
    "Le jeton « {{name}} » est le dernier qui puisse administrer l’instance, il n’a donc pas été révoqué : personne ne pourrait en créer un autre. Créez-en d’abord un avec muster token create --instance, puis révoquez celui-ci avec le nouveau.",
  "token.user-not-active":
    "Aucun jeton n’a été délivré à {{name}} : l’état de ce compte est « {{state}} », et des jetons ne sont délivrés qu’à des utilisateurs actifs. Activez-le ou rétablissez-le d’abord, ou nommez quelqu’un d’autre.",
  "user.not-deleted":
    "Il n’y a pas d’utilisateur supprimé {{user}} : peut-être est-il déjà rétabli ou effacé. muster user deleted montre ceux qui sont gardés.",
  "user.value-taken":
    "Personne n’a été rétabli : quelqu’un d’autre a maintenant le {{path}} de « {{name}} ». Rétablissez l’utilisateur sous un autre nom avec --user-name, ou changez d’abord l’autre.",
  "user.changed-meanwhile":
    "D’autres n’ont cessé de modifier {{user}} au même moment, ceci n’a donc pas été fait. Réessayez.",

  "app.not-found": "Ce jeton ne voit aucune application {{app}}. muster app list montre celles qui existent.",
  "app.name-taken":
    "Il y a déjà une application « {{name}} » dans cette organisation. Choisissez un autre nom, ou utilisez celle-là.",
  "app.connector-unknown":
    "Il n’y a pas de connecteur « {{connector}} » dans cette installation. muster app create --help nomme ceux qui existent.",
  "app.mapping-invalid_one":
    "Les correspondances sont inutilisables : {{errors}} expression est fausse. Corrigez-la ; rien n’a été modifié.",
  "app.mapping-invalid_many":
    "Les correspondances sont inutilisables : {{errors}} d’expressions sont fausses. Corrigez-les ; rien n’a été modifié.",
  "app.mapping-invalid_other":
    "Les correspondances sont inutilisables : {{errors}} expressions sont fausses. Corrigez-les ; rien n’a été modifié.",
  "app.subject-not-found":
    "Aucun {{type}} de l’annuaire n’est « {{find}} » : rien n’a été affecté. Donnez le userName ou l’id d’un utilisateur, ou le displayName ou l’id d’un groupe.",
  "app.subject-ambiguous":
    "{{count}} {{types}} s’appellent « {{find}} » : rien n’a été affecté. Donnez l’id de celui qui est voulu : {{ids}}.",
  "app.assignment-not-found":
    "{{subject}} n’est pas affecté à cette application, il n’y avait rien à retirer. Qui est affecté par un groupe part avec le groupe.",
  "app.changed-meanwhile":
    "Quelqu’un d’autre a modifié l’application {{app}} au même moment : cette modification n’a pas été faite. Revoyez-la avec muster app show, puis refaites ce qui reste utile.",
  "object.not-found":
    "Aucun {{type}} de l’annuaire n’est « {{find}} ». Donnez le userName ou l’id d’un utilisateur, ou, avec --group, le displayName ou l’id d’un groupe.",
  "object.ambiguous":
    "{{count}} {{types}} s’appellent « {{find}} ». Donnez l’id de celui qui est voulu : {{ids}}.",

  "events.cursor-invalid":
    "Ce curseur ne désigne aucun événement de cette organisation : il a été mal recopié ou coupé, il vient d’une autre organisation, ou il est plus récent que les données, restaurées depuis une sauvegarde. Reprenez le curseur de la dernière réponse ; sans lui, relisez depuis le début, ou à partir de maintenant avec after=now, et comparez par SCIM.",

  "webhook.not-found":
    "Il n’y a pas de webhook {{webhook}} dans cette organisation. muster webhook list montre ceux qui existent.",
  "webhook.name-taken":
    "Il y a déjà un webhook « {{name}} » dans cette organisation. Choisissez un autre nom, ou modifiez celui-là.",
  "webhook.url-invalid":
    "{{url}} ne peut pas être l’adresse d’un webhook. Donnez une URL http ou https absolue.",
  "webhook.url-credentials":
    "L’adresse du webhook contient un nom d’utilisateur ou un mot de passe, qui seraient affichés et journalisés. Retirez-les : le récepteur reconnaît l’expéditeur à la signature.",
  "webhook.type-unknown": "Il n’y a pas d’événements du type « {{type}} ». Il y a {{known}}.",
  "webhook.too-many":
    "L’organisation a déjà {{limit}} webhooks, le maximum. Supprimez-en un qui ne sert plus, ou redistribuez les événements derrière l’un d’eux.",
  "webhook.changed-meanwhile":
    "Quelqu’un d’autre a modifié le webhook {{webhook}} en même temps ; ce changement n’a donc pas été fait. Regardez-le de nouveau avec muster webhook show, puis refaites ce qui reste nécessaire.",
  "delivery.refused":
    "Le récepteur a répondu {{status}} : il n’a donc pas pris le message ; seul un statut de 200 à 299 le dit. Le même message sera renvoyé plus tard. Le journal du récepteur dit pourquoi.",
  "delivery.redirected":
    "Le récepteur a répondu par une redirection ({{status}}), qui n’est pas suivie : le message n’a pas été pris. Donnez au webhook l’adresse à laquelle elle mène.",
  "delivery.gone":
    "Le récepteur a répondu 410 : il ne veut plus rien. Le webhook a été arrêté. Si ce n’était pas voulu, corrigez le récepteur et réactivez le webhook ; rien n’est perdu.",
  "delivery.timeout":
    "Le récepteur n’a pas répondu à temps ; on ne sait donc pas s’il a pris le message. Le même message sera renvoyé plus tard, sous le même webhook-id. Le récepteur devrait répondre tout de suite et travailler ensuite.",
  "delivery.unreachable":
    "Le récepteur est injoignable, ou a coupé la connexion ({{cause}}). Le même message sera renvoyé plus tard. Vérifiez qu’il fonctionne et que cette machine peut le joindre.",

  "plan.not-found": "Ce jeton ne voit aucun plan de ce nom. Faites-en un avec muster plan.",
  "plan.not-planned":
    "Le plan {{plan}} n’accepte pas de réponses à ses retenues, son état est : {{state}}. Faites-en un nouveau avec muster plan, et répondez à celui-là.",
  "plan.not-answerable":
    "Le plan {{plan}} ne retient pas {{object}} pour la décision d’une personne. muster plan montre ce qui attend, et qui.",
  "plan.hash-mismatch":
    "Le plan n’est pas celui qui a été examiné : son empreinte est {{expected}}. Rien n’a été appliqué. Revoyez le plan, et appliquez-le avec sa propre empreinte.",
  "plan.stale":
    "Le plan est périmé : l’annuaire, les réglages ou la cible ont changé depuis. Rien n’a été appliqué. Faites-en un nouveau avec muster plan.",
  "plan.already-applied":
    "Le plan a déjà été appliqué, et un plan ne s’applique qu’une fois. Faites-en un nouveau avec muster plan.",
  "plan.building": "Le plan est encore en préparation. Attendez qu’il soit prêt, puis appliquez-le.",
  "plan.failed":
    "Le plan n’a pas pu être fait, il n’y a rien à appliquer. Faites-en un nouveau avec muster plan ; il dit pourquoi.",
  "cycle.not-found":
    "Ce jeton ne voit aucun cycle {{cycle}}. muster status montre le dernier de chaque application.",
  "engine.busy":
    "Un cycle de cette application ({{app}}) est déjà en cours, et deux se gêneraient. Attendez sa fin, puis réessayez ; muster status le montre.",
  "engine.stopping": "Le serveur s’arrête et ne commence plus rien. Réessayez quand il tournera de nouveau.",

  "store.in-use":
    "Un autre serveur Muster (processus {{pid}}) tient le dossier de données {{directory}}, et un seul serveur tourne par dossier. Arrêtez-le, ou prenez un autre dossier.",
  "store.newer-version":
    "Les données ont été écrites par un Muster plus récent (migration {{migration}}, celui-ci connaît jusqu’à {{known}}) : celui-ci n’y touche pas. Démarrez le programme plus récent, ou restaurez une sauvegarde d’avant la mise à niveau. Rien n’a été modifié.",
  "store.disk-full":
    "Le disque qui porte les données est plein : rien n’a été écrit, rien n’est perdu. Libérez de la place, puis réessayez.",
  "store.write-failed":
    "Les données n’ont pas pu être écrites : cette modification n’a pas été faite. Le journal du serveur dit pourquoi ; corrigez-le, puis réessayez.",
  "store.unavailable":
    "La base de données ne répond pas : ceci n’a pas été fait. Vérifiez qu’elle tourne et qu’elle est joignable, puis réessayez.",
  "store.closed": "Le serveur s’arrête : ceci n’a pas été fait. Réessayez quand il tournera de nouveau.",
} as const satisfies Translation<typeof english>;
