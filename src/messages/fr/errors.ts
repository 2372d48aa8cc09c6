import type { errors as english } from "../en/errors.ts";
import type { Translation } from "../translation.ts";

/** Errors of the admin API, in French. */
export const errors = {
  "auth.token-missing":
    "La requête n’a pas de jeton d’accès : son expéditeur est inconnu. Envoyez l’en-tête Authorization: Bearer … ; la ligne de commande prend le jeton dans MUSTER_TOKEN.",
  "auth.token-unknown":
    "Ce jeton d’accès n’a pas été délivré par cette installation : il est mal recopié, tronqué, ou délivré ailleurs. Recopiez-le depuis l’endroit où il est conservé, ou créez-en un autre : sur la page Jetons SCIM ou Compte de la console, ou avec muster token create.",
  "auth.token-expired":
    "Le jeton d’accès « {{name}} » a expiré le {{at}}. Créez-en un autre, sur la page Jetons SCIM ou Compte de la console ou avec muster token create {{where}}, et remplacez l’ancien partout où il sert.",
  "auth.token-revoked":
    "Le jeton d’accès « {{name}} » a été révoqué le {{at}}. Si c’était une erreur, créez-en un autre : sur la page Jetons SCIM ou Compte de la console, ou avec muster token create.",
  "auth.forbidden":
    "Le jeton est valable, mais c’est {{kind}}, et cette requête exige l’autorisation {{permission}}. Utilisez un jeton qui l’a ; un administrateur de l’organisation ou de l’instance peut en créer un.",

  "request.invalid": "La requête n’a pas été comprise : {{place}} : {{problem}}. Corrigez-la et renvoyez-la.",
  "request.invalid-json":
    "Le corps de la requête n’est pas du JSON : {{problem}}. Corrigez-le et renvoyez-le.",
  "request.too-large":
    "Le corps de la requête dépasse {{limit}} octets, la limite de cette adresse. Envoyez-le en plusieurs parties.",
  "request.media-type":
    "Cette adresse n’accepte pas le type de média du corps. Envoyez le corps en {{expected}}.",
  "request.content-encoding":
    "Le corps a l’encodage {{encoding}}, et ce serveur n’en décode aucun. Envoyez le corps sans compression.",
  "request.bad-url": "L’adresse de la requête ne peut pas être décodée. Vérifiez ses signes pour cent.",
  "request.not-found":
    "Il n’y a rien à {{path}}. Vérifiez l’adresse ; /api/openapi.json liste toutes les adresses.",
  "console.not-built":
    "Cette copie de Muster n’a pas de console construite. Exécutez `npm run build` là où elle est installée, puis redémarrez le serveur.",
  "request.bad-host":
    "L’en-tête Host de la requête n’est ni un nom d’hôte ni une adresse, avec ou sans port. Envoyez l’hôte que le client appelle, et vérifiez ce qu’un proxy en fait.",
  "request.several-hosts":
    "La requête a plus d’un en-tête Host. Envoyez-en un seul, et vérifiez qu’un proxy n’ajoute pas le sien.",
  "request.method-not-allowed": "Cette adresse n’accepte pas {{method}}. Elle accepte {{allowed}}.",
  "request.too-many":
    "Ce jeton peut envoyer {{limit}} requêtes par seconde, et en envoie davantage. Attendez {{seconds}} s, puis ralentissez. Un administrateur de l’instance relève la limite de ce jeton par muster token limit {{token}} --per-second.",
  "server.incident":
    "Muster lui-même a échoué. C’est un défaut, pas une erreur de votre part. Réessayez une fois ; si l’échec se répète, signalez-le avec l’incident {{incident}}, sous lequel le journal du serveur donne les détails.",

  "org.not-found":
    "Aucune organisation {{org}} n’est visible avec ce jeton. Listez les organisations avec muster org list.",
  "org.name-differs":
    "Rien n’a été supprimé : l’organisation porte le nom « {{name}} », et la requête nomme « {{given}} ». Donnez le nom de l’organisation voulue.",
  "org.changed-meanwhile":
    "Rien n’a été supprimé, car l’organisation « {{name}} » a été modifiée au même moment, plusieurs fois de suite. Renvoyez la requête.",
  "org.name-taken": "Une organisation « {{name}} » existe déjà. Choisissez un autre nom.",
  "token.not-found":
    "Il n’y a pas de jeton {{token}} dans cette organisation. Listez les jetons avec muster token list.",

  "token.without-limit":
    "Le jeton « {{name}} » n’a pas de limite de requêtes : seuls les jetons SCIM et les jetons d’administration d’une organisation en ont une.",
  "token.last":
    "Le jeton « {{name}} » n’a pas été révoqué, car c’est le dernier qui puisse administrer l’instance : sans lui, aucun autre ne pourrait être créé. Créez-en un autre avec muster token create --instance, puis révoquez celui-ci avec le nouveau.",
  "token.user-not-active":
    "Aucun jeton n’a été délivré à {{name}} : l’état de ce compte est « {{state}} », et les jetons ne sont délivrés qu’à des utilisateurs actifs. Activez ou rétablissez d’abord le compte, ou nommez un autre utilisateur.",
  "user.not-deleted":
    "Il n’y a pas d’utilisateur supprimé {{user}}. Il a pu être rétabli ou effacé. Listez les utilisateurs supprimés avec muster user deleted.",
  "user.value-taken":
    "L’utilisateur n’a pas été rétabli : « {{holder}} » ({{id}}) a maintenant le {{path}} de « {{name}} ». Rétablissez l’utilisateur sous un autre nom avec --user-name, ou modifiez d’abord l’autre.",
  "user.changed-meanwhile":
    "{{user}} n’a pas été modifié, car d’autres requêtes le modifiaient sans cesse au même moment. Réessayez.",

  "app.not-found":
    "Aucune application {{app}} n’est visible avec ce jeton. Listez les applications avec muster app list.",
  "app.name-taken":
    "Une application « {{name}} » existe déjà dans cette organisation. Choisissez un autre nom, ou utilisez cette application.",
  "app.connector-unknown":
    "Cette installation n’a pas de connecteur « {{connector}} ». muster app create --help nomme les connecteurs.",
  "app.secret-unreadable":
    "L’identifiant de connexion enregistré de {{app}} ne peut pas être ouvert : il a été scellé avec une autre clé maîtresse, ou il est abîmé. Rien n’a été envoyé. Remettez la bonne master.key, ou donnez un nouvel identifiant avec muster app secret {{app}} --token-env VARIABLE.",
  "app.mapping-invalid_one":
    "La correspondance ne peut pas servir, car elle comporte une erreur. Rien n’a été changé. Corrigez ce qui est nommé, puis envoyez-la de nouveau.",
  "app.mapping-invalid_many":
    "La correspondance ne peut pas servir, car elle comporte {{errors}} d’erreurs. Rien n’a été changé. Corrigez ce qui est nommé, puis envoyez-la de nouveau.",
  "app.mapping-invalid_other":
    "La correspondance ne peut pas servir, car elle comporte {{errors}} erreurs. Rien n’a été changé. Corrigez ce qui est nommé, puis envoyez-la de nouveau.",
  "app.subject-not-found":
    "Rien n’a été affecté, car l’annuaire ne contient aucun {{type}} « {{find}} ». Donnez le userName ou l’id d’un utilisateur, ou le displayName ou l’id d’un groupe.",
  "app.subject-ambiguous":
    "Rien n’a été affecté, car {{count}} {{types}} portent le nom « {{find}} ». Donnez l’id de l’un d’eux : {{ids}}.",
  "app.assignment-not-found":
    "{{subject}} n’est pas affecté à cette application : il n’y avait rien à retirer. Un utilisateur affecté par un groupe perd l’affectation avec le groupe.",
  "app.credential-needed":
    "Rien n’a été changé, car le secret enregistré de « {{name}} » serait envoyé à {{server}}, qui ne l’a pas reçu jusqu’ici. Donnez le secret dans la même commande, par --token-env, --client-secret-env ou --private-key-file.",
  "app.credential-not-a-token":
    "Rien n’a été changé, car l’application envoie son secret comme jeton porteur, et celui-ci a une espace ou plusieurs lignes. Copiez de nouveau le jeton, sans le mot Bearer. Si c’est un secret de client ou une clé privée, donnez aussi à l’application le réglage oauth.",
  "app.credential-not-a-secret":
    "Rien n’a été changé, car l’application envoie son secret au point de délivrance des jetons comme secret de client, et celui-ci a plusieurs lignes, comme une clé privée. Pour une clé privée, choisissez la méthode private_key_jwt.",
  "app.changed-meanwhile":
    "La modification n’a pas été faite, car une autre requête a modifié l’application {{app}} au même moment. Consultez-la de nouveau avec muster app show, puis répétez la modification si elle est encore utile.",
  "object.not-found":
    "L’annuaire ne contient aucun {{type}} « {{find}} ». Un utilisateur se trouve par son userName ou son id, un groupe par son displayName ou son id.",
  "object.ambiguous": "{{count}} {{types}} portent le nom « {{find}} ». Donnez l’id de l’un d’eux : {{ids}}.",

  "events.cursor-invalid":
    "Ce curseur n’appartient pas aux événements de cette organisation : il est mal recopié ou tronqué, vient d’une autre organisation, ou est plus récent que les données, restaurées depuis une sauvegarde. Reprenez le curseur de la dernière réponse. Sans lui, relisez depuis le début, ou à partir de maintenant avec after=now, et comparez par SCIM.",

  "webhook.not-found":
    "Il n’y a pas de webhook {{webhook}} dans cette organisation. Listez les webhooks avec muster webhook list.",
  "webhook.name-taken":
    "Un webhook « {{name}} » existe déjà dans cette organisation. Choisissez un autre nom, ou modifiez ce webhook.",
  "webhook.url-invalid":
    "{{url}} ne peut pas être l’adresse d’un webhook. Donnez une URL http ou https absolue.",
  "webhook.url-credentials":
    "L’adresse du webhook contient un nom d’utilisateur ou un mot de passe, qui seraient affichés et journalisés. Retirez-les : le récepteur peut vérifier la signature de chaque message.",
  "webhook.url-query":
    "L’adresse du webhook contient une requête (« ? ») ou un fragment (« # »), où peut se trouver un secret qui serait affiché et journalisé. Donnez l’adresse sans cette partie : le récepteur peut vérifier la signature de chaque message.",
  "webhook.secret-unreadable":
    "Le secret de signature du webhook {{webhook}} ne peut pas être ouvert : il a été scellé avec une autre clé maîtresse, ou il est abîmé. Rien n’a été envoyé. Remettez la bonne master.key, ou créez un autre secret avec muster webhook rotate-secret {{webhook}} et donnez-le au récepteur.",
  "webhook.type-unknown":
    "Il n’y a pas de type d’événements « {{type}} ». Les types d’événements sont {{known}}.",
  "webhook.too-many":
    "L’organisation a déjà {{limit}} webhooks, la limite. Supprimez-en un qui ne sert plus, ou faites redistribuer les événements par un récepteur.",
  "webhook.changed-meanwhile":
    "La modification n’a pas été faite, car une autre requête a modifié le webhook {{webhook}} au même moment. Consultez-le de nouveau avec muster webhook show, puis répétez la modification si elle est encore utile.",
  "delivery.refused":
    "Le récepteur a répondu avec le code {{status}}. Seul un code de 200 à 299 accuse réception ; le même message sera donc renvoyé plus tard. Le journal du récepteur indique la cause.",
  "delivery.redirected":
    "Le récepteur a répondu par une redirection ({{status}}), qui n’est pas suivie : le message n’a pas été livré. Donnez au webhook l’adresse que la redirection indique.",
  "delivery.gone":
    "Le récepteur a répondu avec le code 410, qui demande de ne plus rien envoyer : le webhook a été arrêté. Si c’était une erreur, corrigez le récepteur et réactivez le webhook ; aucun événement n’est perdu.",
  "delivery.timeout":
    "Le récepteur n’a pas répondu à temps : on ne sait pas s’il a pris le message. Le même message sera renvoyé plus tard, avec le même webhook-id. Le récepteur devrait répondre aussitôt et traiter ensuite.",
  "delivery.unreachable":
    "Le récepteur est injoignable, ou a coupé la connexion ({{cause}}). Le même message sera renvoyé plus tard. Vérifiez qu’il fonctionne et que cette machine peut le joindre.",

  "exchange.not-found":
    "Aucun échange de ce nom n’est visible avec ce jeton. Les anciens échanges sont supprimés ; muster log APP --exchanges liste ceux qui sont gardés.",
  "plan.not-found": "Aucun plan de ce nom n’est visible avec ce jeton. Faites un plan avec muster plan.",
  "plan.not-planned":
    "Les retenues du plan {{plan}} ne peuvent pas recevoir de réponse ; son état est : {{state}}. Faites un nouveau plan avec muster plan, et répondez à ses retenues.",
  "plan.holds-expired":
    "Les retenues du plan {{plan}} ne peuvent plus recevoir de réponse, car le plan a plus de {{days}} jours. Faites un nouveau plan avec muster plan, et répondez à ses retenues.",
  "plan.not-answerable":
    "Le plan {{plan}} n’a pour {{object}} aucune retenue à laquelle une personne puisse répondre. muster plan montre ce qui est retenu.",
  "plan.hash-mismatch":
    "Rien n’a été appliqué, car ce n’est pas le plan qui a été examiné : son empreinte est {{expected}}. Examinez de nouveau le plan, et appliquez-le avec sa propre empreinte.",
  "plan.stale":
    "Rien n’a été appliqué, car le plan est périmé : l’annuaire, les réglages ou la cible ont changé depuis. Faites un nouveau plan avec muster plan.",
  "plan.preview":
    "Rien n’a été appliqué, car le plan {{plan}} montre seulement ce que ferait la nouvelle correspondance par défaut. Adoptez-la avec muster app mapping APP --default, puis faites un plan avec muster plan.",
  "plan.already-applied":
    "Le plan a déjà été appliqué, et un plan ne s’applique qu’une fois. Faites un nouveau plan avec muster plan.",
  "plan.building": "Le plan est encore en préparation. Attendez qu’il soit prêt, puis appliquez-le.",
  "plan.failed":
    "Le plan n’a pas pu être fait : il n’y a rien à appliquer. Faites un nouveau plan avec muster plan, qui en indique la cause.",
  "cycle.not-found":
    "Aucun cycle {{cycle}} n’est visible avec ce jeton. muster status montre le dernier cycle de chaque application.",
  "cycle.ended":
    "Le cycle {{cycle}} est déjà terminé et ne peut plus être annulé. muster cycle show {{cycle}} montre comment il s’est terminé.",
  "engine.busy":
    "Un cycle de cette application ({{app}}) est déjà en cours, et un seul peut l’être à la fois. Attendez sa fin, puis réessayez ; muster status le montre.",
  "engine.stopping": "Le serveur s’arrête et ne commence plus rien. Réessayez quand il aura redémarré.",

  "store.in-use":
    "Un autre serveur Muster (processus {{pid}}) utilise le répertoire de données {{directory}}, et un seul serveur peut utiliser un répertoire. Arrêtez ce serveur, ou choisissez un autre répertoire.",
  "store.newer-version":
    "Les données ont été écrites par un Muster plus récent (migration {{migration}} ; ce programme connaît les migrations jusqu’à {{known}}), et ce programme ne les utilise pas. Rien n’a été modifié. Démarrez le programme plus récent, ou restaurez une sauvegarde d’avant la mise à niveau.",
  "store.disk-full":
    "Le disque qui contient les données est plein : rien n’a été écrit. Rien n’est perdu. Libérez de la place, puis réessayez.",
  "store.damaged":
    "Le fichier de la base de données est endommagé, ou n’est pas une base de Muster : il est inutilisable. Arrêtez le serveur, gardez le fichier et restaurez une sauvegarde ; docs/operating.md explique comment.",
  "store.not-a-file":
    "{{file}} est un répertoire, ou un lien qui ne mène nulle part : il ne peut pas servir de fichier de la base ({{detail}}). Rien n’a été modifié. Remettez le fichier, ou rendez accessible l’endroit que le lien nomme, puis redémarrez.",
  "store.log-left":
    "Le serveur s’est arrêté, mais les dernières écritures n’ont pas pu passer dans muster.db ({{detail}}). Elles sont dans muster.db-wal, et rien n’est perdu. Gardez et copiez les deux fichiers ensemble ; ou libérez de la place sur le disque, puis démarrez et arrêtez le serveur une fois.",
  "store.read-only":
    "Les données peuvent être lues mais pas écrites : le répertoire de données, un fichier qu’il contient ou la base est en lecture seule, et ceci n’a pas été fait. Rendez-les accessibles en écriture à l’utilisateur qui exécute Muster, puis réessayez.",
  "store.write-failed":
    "Les données n’ont pas pu être écrites : cette modification n’a pas été faite. Le journal du serveur indique la cause. Corrigez-la, puis réessayez.",
  "store.incomplete":
    "Il manque à la base de données une table ou une colonne dont cette version de Muster a besoin : ceci n’a pas été fait. La base a été vidée, ou remplacée par une autre ou par une plus ancienne. Arrêtez le serveur, restaurez une sauvegarde s’il manque des données, et redémarrez : une base plus ancienne est mise à niveau au démarrage.",
  "store.refused":
    "PostgreSQL répond, mais refuse la base de données ou un droit sur elle : ceci n’a pas été fait. Vérifiez la base, l’utilisateur et le mot de passe de MUSTER_DATABASE_URL, et donnez à l’utilisateur le droit de créer des tables dans son schéma.",
  "store.unavailable":
    "La base de données ne répond pas : ceci n’a pas été fait. Vérifiez qu’elle tourne et qu’elle est joignable, puis réessayez.",
  "store.outcome-unknown":
    "La connexion à la base de données s’est rompue pendant l’enregistrement : on ne sait pas si ceci a été fait. Vérifiez l’état actuel avant de recommencer.",
  "store.closed": "Le serveur s’arrête : ceci n’a pas été fait. Réessayez quand il aura redémarré.",
} as const satisfies Translation<typeof english>;
