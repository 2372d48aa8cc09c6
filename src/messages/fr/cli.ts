import type { cli as english } from "../en/cli.ts";
import type { Translation } from "../translation.ts";

/** Messages of the command line, in French. */
export const cli = {
  "cli.colon": " :",
  "cli.org-created": "Organisation « {{name}} » créée : {{org}}",
  "cli.org-next": "Ensuite :",
  "cli.org-keeps_one":
    "Les utilisateurs que SCIM supprime sont gardés {{count}} jour dans « {{name}} », et peuvent être rétablis.",
  "cli.org-keeps_many":
    "Les utilisateurs que SCIM supprime sont gardés {{count}} de jours dans « {{name}} », et peuvent être rétablis.",
  "cli.org-keeps_other":
    "Les utilisateurs que SCIM supprime sont gardés {{count}} jours dans « {{name}} », et peuvent être rétablis.",
  "cli.org-keeps-nobody":
    "Les utilisateurs que SCIM supprime disparaissent désormais aussitôt de « {{name}} ».",
  "cli.no-deleted-users": "Aucun utilisateur supprimé n’est gardé.",
  "cli.user-restored_one": "{{name}} est rétabli, et de nouveau dans {{count}} groupe.",
  "cli.user-restored_many": "{{name}} est rétabli, et de nouveau dans {{count}} de groupes.",
  "cli.user-restored_other": "{{name}} est rétabli, et de nouveau dans {{count}} groupes.",
  "cli.user-restored-inactive": "Le compte était inactif quand il a été supprimé, et l’est encore.",
  "cli.user-purged": "{{name}} est définitivement effacé. Cette opération est irréversible.",
  "cli.deleted-ambiguous":
    "Plusieurs utilisateurs supprimés portaient le nom « {{find}} » : {{list}}. Donnez l’id de l’un d’eux.",
  "cli.scim-url": "Adresse SCIM : {{url}}",
  "cli.token-created": "Jeton « {{name}} », valable jusqu’au {{at}}. Il n’est affiché que cette fois :",
  "cli.token-issued":
    "Le jeton est délivré à {{name}}. Il prend fin quand ce compte est désactivé ou supprimé.",
  "cli.token-limited": "Requêtes par seconde du jeton « {{name}} » : {{limit}}.",
  "cli.limit-default": "ce que le serveur permet par défaut",
  "cli.limit-none": "sans limite",
  "cli.token-revoked": "Jeton {{token}} révoqué. Il n’est plus accepté.",
  "cli.app-created": "Application « {{name}} » créée : {{app}}. Ensuite :",
  "cli.a-user-name": "UTILISATEUR",
  "cli.one-user-first": "un utilisateur d’abord ; --group ou --all quand ce compte est juste",
  "cli.app-updated": "Application « {{name}} » modifiée.",
  "cli.app-updated-config":
    "Les réglages de sa cible ont changé : le prochain cycle examine tous les utilisateurs et groupes. Testez d’abord la cible : muster app test {{app}}",
  "cli.secret-replaced":
    "Les identifiants de connexion de « {{name}} » sont remplacés, et les anciens sont supprimés ici. Vérifiez que la cible accepte les nouveaux : muster app test {{app}}",
  "cli.app-deleted":
    "Application « {{name}} » supprimée. Les comptes de la cible restent tels quels. Les plans, les cycles, les journaux et le journal d’audit sont conservés.",
  "cli.no-apps": "Il n’y a pas encore d’application. Créez-en une avec muster app create.",
  "cli.links": "utilisateurs : {{users}}, groupes : {{groups}}",
  "cli.directory": "utilisateurs : {{users}}, groupes : {{groups}}",
  "cli.secret-stored": "enregistrés, chiffrés",
  "cli.secret-none": "aucun",
  "cli.never": "jamais",
  "cli.assigned": "Affecté à « {{app}} » : {{type}} {{name}}",
  "cli.assigned-all": "Affecté à « {{app}} » : tout le monde",
  "cli.unassigned-all": "N’est plus affecté à « {{app}} » : tout le monde",
  "cli.unassigned": "N’est plus affecté à « {{app}} » : {{subject}}",
  "cli.test-authorized":
    "La cible accepte les identifiants de connexion. Le provisionnement peut être activé.",
  "cli.test-writes": "Les modifications s’écrivent : utilisateurs {{user}}, groupes {{group}}.",
  "cli.test-refused-attribute_one": "{{path}} n’a pas été accepté ou gardé pour {{count}} objet.",
  "cli.test-refused-attribute_many": "{{path}} n’a pas été accepté ou gardé pour {{count}} d’objets.",
  "cli.test-refused-attribute_other": "{{path}} n’a pas été accepté ou gardé pour {{count}} objets.",
  "cli.test-parked": "mis de côté jusqu’à un changement : {{count}}",
  "bulk-use.used":
    "Les modifications prêtes en même temps partent dans une seule requête groupée (bulk). La cible en accepte {{most}} et {{bytes}} octets par requête.",
  "bulk-use.not-offered":
    "Chaque modification est une requête à part : la cible n’offre pas de requêtes groupées (bulk).",
  "bulk-use.switched-off":
    "Chaque modification est une requête à part : le réglage bulkRequests est désactivé. La cible accepte {{most}} modifications et {{bytes}} octets par requête groupée.",
  "bulk-use.limited":
    "Chaque modification est une requête à part, car l’application a des limites d’écritures (rates). La cible accepte {{most}} modifications et {{bytes}} octets par requête groupée.",
  "bulk-use.refused":
    "Chaque modification est une requête à part : la cible offre des requêtes groupées, et sa réponse à l’une d’elles ({{status}}) était un refus ou ne disait pas le sort de chaque modification. Muster réessaie un jour après cette réponse.",
  "write-method.patch": "par PATCH",
  "write-method.put": "en entier, par PUT",
  "write-method.none":
    "pas du tout, car la cible a refusé PATCH et PUT (rien ne peut y être désactivé ni modifié)",
  "write-method.untested": "par PATCH, ou par PUT s’il est refusé",
  "cli.test-refused": "Le provisionnement ne peut pas être activé : la cible a refusé sans donner de raison.",
  "cli.exchange-id": "échange enregistré : {{id}}",

  "cli.planning": "préparation du plan",
  "cli.applying": "application du plan",
  "cli.uploading": "envoi",
  "cli.merging": "fusion dans l’annuaire",
  "cli.cancel-requested": "(annulation demandée)",
  "cli.no-cycle-runs": "Aucun cycle n’est en cours.",
  "cli.no-cycle-of-app":
    'Aucun cycle de « {{name}} » n’est en cours : il n’y a rien à annuler. muster cycle list "{{name}}" montre ceux qui sont terminés.',
  "cli.cycle-not-found":
    "Aucun cycle ni aucune application {{find}} n’est visible avec ce jeton. muster status montre les applications et leur dernier cycle.",
  "usage.several-cycles":
    "Plusieurs cycles sont en cours : {{list}}. Nommez celui qu’il faut annuler : muster cycle cancel CYCLE, ou muster cycle cancel APP.",
  "cli.left-cycle":
    "Cette commande a pris fin, mais le serveur continue le cycle {{cycle}}. Pour le suivre : muster status --follow. Pour l’arrêter : muster cycle cancel {{cycle}}",
  "cli.left-status":
    "Cette commande a pris fin, mais le serveur continue ses cycles. Pour en arrêter un : muster cycle cancel APP",
  "cli.left-plan":
    "Cette commande a pris fin, mais le serveur continue le plan {{plan}}. Un plan ne modifie rien dans la cible. Pour voir quand il est prêt : muster plan list {{app}}",
  "cli.left-import":
    "Cette commande a pris fin, mais la fusion de l’import {{import}} a commencé et ne peut pas être arrêtée : le serveur continue jusqu’à ce qu’il soit fusionné en entier, ou pas du tout. Ensuite, muster user list montre les utilisateurs. Pour revenir en arrière, importez les anciens fichiers.",
  "cli.import-released":
    "L’import {{import}} a été libéré : rien n’en est gardé, et rien n’a été modifié. Il peut être relancé aussitôt.",
  "cli.import-not-released":
    "L’import {{import}} a pris fin ici, mais le serveur n’a pas pu être joint. Rien n’a été modifié, sauf si sa fusion avait commencé. Le serveur l’abandonne après une minute ; d’ici là, un autre import de la source est refusé.",

  "cli.mapping-current": "C’est la correspondance par défaut la plus récente.",
  "cli.mapping-newer":
    "Cette correspondance diffère de celle par défaut, et reste tant que vous n’adoptez pas cette dernière. Voyez ce qu’elle changerait : muster app mapping {{app}} --default --plan",
  "cli.mapping-taken":
    "La correspondance par défaut la plus récente est en service. Le prochain cycle examine tous les utilisateurs et groupes : muster plan {{app}}",
  "cli.cycle-no-reason": "Aucune raison n’a été enregistrée. Voyez le journal du serveur.",
  "cli.because": "parce que : {{why}}",
  "cli.attributes_one": "{{count}} attribut",
  "cli.attributes_many": "{{count}} d’attributs",
  "cli.attributes_other": "{{count}} attributs",
  "cli.more-changes_one": "… et {{count}} autre modification : --details",
  "cli.more-changes_many": "… et {{count}} d’autres modifications : --details",
  "cli.more-changes_other": "… et {{count}} autres modifications : --details",
  "cli.no-value": "(rien)",

  "cli.cycle-planning": "Cycle {{cycle}} ({{kind}}) encore en préparation",
  "cli.cycle-running": "Cycle {{cycle}} ({{kind}}) encore en cours",
  "cli.cycle-closed": "Cycle {{cycle}} ({{kind}}) clos après {{seconds}} s",
  "cli.cycle-cancelled": "Cycle {{cycle}} ({{kind}}) annulé après {{seconds}} s",
  "cli.cycle-interrupted": "Cycle {{cycle}} ({{kind}}) interrompu après {{seconds}} s",
  "cli.cycle-failed": "Cycle {{cycle}} ({{kind}}) en échec après {{seconds}} s",
  "cli.balanced": "Les totaux concordent : {{sum}}",
  "cli.not-balanced": "Les totaux ne concordent PAS, ou le cycle n’a pas été clos : {{sum}}",
  "cli.left-held_one":
    "{{count}} retenu : voyez pourquoi avec muster plan ; approuvez avec muster hold approve {{plan}} --all",
  "cli.left-held_many":
    "{{count}} de retenus : voyez pourquoi avec muster plan ; approuvez avec muster hold approve {{plan}} --all",
  "cli.left-held_other":
    "{{count}} retenus : voyez pourquoi avec muster plan ; approuvez avec muster hold approve {{plan}} --all",
  "cli.left-failed_one": "{{count}} échec : voyez pourquoi avec muster log {{app}} --failed",
  "cli.left-failed_many": "{{count}} d’échecs : voyez pourquoi avec muster log {{app}} --failed",
  "cli.left-failed_other": "{{count}} échecs : voyez pourquoi avec muster log {{app}} --failed",
  "cli.left-pending_one":
    "{{count}} en attente : repris par le prochain cycle ; voyez muster log {{app}} --status pending",
  "cli.left-pending_many":
    "{{count}} en attente : repris par le prochain cycle ; voyez muster log {{app}} --status pending",
  "cli.left-pending_other":
    "{{count}} en attente : repris par le prochain cycle ; voyez muster log {{app}} --status pending",
  "cli.approved_one":
    "{{count}} décision retenue est approuvée, pour un seul plan. Refaites un plan : il l’exécutera.",
  "cli.approved_many":
    "{{count}} de décisions retenues sont approuvées, pour un seul plan. Refaites un plan : il les exécutera.",
  "cli.approved_other":
    "{{count}} décisions retenues sont approuvées, pour un seul plan. Refaites un plan : il les exécutera.",
  "cli.rejected_one": "{{count}} décision retenue est rejetée. Le compte reste tel quel.",
  "cli.rejected_many": "{{count}} de décisions retenues sont rejetées. Les comptes restent tels quels.",
  "cli.rejected_other": "{{count}} décisions retenues sont rejetées. Les comptes restent tels quels.",

  "cli.imported": "Importé de « {{source}} » : personnes {{people}}, groupes {{groups}}",
  "cli.import-held_one": "{{count}} départ est retenu ; rien ne change pour lui.",
  "cli.import-held_many": "{{count}} de départs sont retenus ; rien ne change pour eux.",
  "cli.import-held_other": "{{count}} départs sont retenus ; rien ne change pour eux.",
  "cli.import-failed":
    "L’import {{import}} a échoué pendant la fusion et n’a rien modifié. Le journal du serveur indique la cause. Corrigez-la, puis relancez l’import.",

  "cli.log-empty": "Aucun enregistrement ne correspond.",
  "cli.no-answer": "sans réponse",
  "cli.status-server": "Muster {{version}} à {{url}}, données : {{store}}",
  "cli.why-title": "{{type}} {{name}} ({{state}}) et « {{app}} »",
  "cli.why-scope": "Périmètre",
  "cli.why-in": "dans le périmètre",
  "cli.why-out": "hors périmètre",
  "cli.why-link": "Compte",
  "cli.why-linked":
    "lié à {{account}} ({{status}}), {{how}} le {{since}}, dernière modification le {{modified}}",
  "cli.why-no-link": "n’est lié à aucun compte",
  "cli.why-last": "Dernière action",
  "cli.why-no-last": "aucune action jusqu’ici",
  "cli.why-next": "Prochain essai",
  "cli.why-no-next":
    "aucun prévu : il n’y a rien à faire, ou l’objet attend une personne ou une modification",
  "cli.why-blockers": "Bloqué par",
  "cli.why-no-blockers": "rien",

  "cli.tracking-id": "id de suivi : {{id}}",
  "cli.token-missing":
    "Il n’y a pas de jeton pour {{url}} : le serveur ne sait pas qui vous êtes. Lancez muster login, ou donnez à MUSTER_TOKEN le jeton affiché par muster init ou un jeton de muster token create --admin.",
  "cli.bad-url":
    "« {{url}} » n’est pas une adresse de serveur. Donnez à MUSTER_URL une adresse telle que http://127.0.0.1:8080.",
  "cli.unreachable":
    "Aucun serveur Muster ne répond à {{url}} ({{reason}}). Le serveur est peut-être arrêté, ou il a une autre adresse. Démarrez-le avec muster serve --data DOSSIER, ou donnez son adresse à MUSTER_URL.",
  "cli.not-muster":
    "Le programme qui répond à {{url}} ne parle pas l’API de Muster (code {{status}}, {{type}}). C’est un autre programme, un proxy ou une page de connexion. Vérifiez MUSTER_URL et le réseau entre ici et le serveur.",
  "cli.unexpected-answer":
    "La réponse de {{url}} a une forme inconnue de cette ligne de commande ({{path}}) : les deux sont de versions différentes. Utilisez la commande muster livrée avec le serveur.",
  "cli.app-not-found":
    "Aucune application « {{find}} » n’est visible avec ce jeton. Listez les applications avec muster app list.",
  "cli.app-ambiguous":
    "Plusieurs applications portent le nom « {{find}} » : {{list}}. Donnez l’id de l’une d’elles, ou son organisation avec --org.",
  "cli.env-missing":
    "La variable {{variable}}, nommée par {{option}}, n’est pas définie ou est vide. Mettez-y le secret pour la cible : {{variable}}=… muster app …",
  "cli.file-unreadable":
    "Le fichier {{file}} ne peut pas être lu ({{reason}}). Rien n’a été modifié. Vérifiez son nom et ses droits.",
  "cli.output-failed":
    "La sortie n’a pas pu être écrite ({{reason}}) : elle est incomplète. La commande a pu faire son travail malgré tout. Libérez de la place ou choisissez un autre fichier, puis consultez de nouveau le résultat.",
  "cli.bug":
    "La ligne de commande elle-même a échoué. C’est un défaut de Muster, pas une erreur de votre part : {{reason}}. Merci de le signaler avec les lignes ci-dessous.",

  "usage.unknown-command": "« {{what}} » n’est pas une commande. muster --help liste les commandes.",
  "usage.unknown-option": "L’option {{what}} est inconnue. --help après la commande liste ses options.",
  "usage.missing-argument": "Il manque l’argument <{{what}}>. --help après la commande montre des exemples.",
  "usage.option-needs-value":
    "L’option {{what}} doit être suivie d’une valeur. --help après la commande montre des exemples.",
  "usage.missing-option": "L’option {{what}} est obligatoire. --help après la commande montre des exemples.",
  "usage.too-many-arguments":
    "Il y a trop d’arguments pour cette commande. Mettez entre guillemets les noms qui contiennent des espaces ; --help après la commande montre des exemples.",
  "usage.wrong":
    "La ligne de commande n’a pas été comprise : {{detail}}. --help après la commande montre des exemples.",
  "usage.bad-value": "{{place}} {{problem}}. --help après la commande montre des exemples.",
  "usage.not-a-url":
    "{{option}} attend une adresse telle que https://target.example/scim/v2, et « {{value}} » n’en est pas une.",
  "usage.org-unknown":
    "Ce jeton ne voit aucune organisation « {{find}} ». Il voit : {{list}}. Donnez l’une d’elles avec --org ou dans MUSTER_ORG.",
  "usage.org-ambiguous":
    "Plusieurs organisations s’appellent « {{find}} ». Donnez l’id de l’une d’elles : {{list}}.",
  "usage.org-missing":
    "Il y a plusieurs organisations : {{list}}. Dites laquelle avec --org ou dans MUSTER_ORG.",
  "usage.org-none": "Il n’y a pas encore d’organisation. Créez-en une avec muster org create NOM.",
  "usage.login-damaged":
    "Le fichier {{file}}, écrit par muster login, est illisible. Relancez muster login, ou effacez-le avec muster logout.",
  "usage.login-permission":
    "D’autres utilisateurs peuvent lire le fichier {{file}} (mode {{mode}}), qui contient votre jeton : il n’a pas été utilisé. Restreignez-le avec chmod 600 {{file}}. Si un autre utilisateur a pu le lire, révoquez le jeton avec muster token revoke et connectez-vous avec un autre.",
  "usage.login-unusable":
    "Le fichier {{file}}, écrit par muster login, est inutilisable ({{reason}}). Corrigez cela, ou choisissez un autre dossier avec XDG_CONFIG_HOME.",
  "usage.token-characters":
    "Le jeton contient une espace, un saut de ligne ou un autre caractère qu’aucun jeton n’a : autre chose a sans doute été copié avec lui. Rien n’a été envoyé. Mettez le jeton seul, sur une ligne, dans MUSTER_TOKEN, ou relancez muster login.",
  "usage.no-secret":
    "Aucun jeton n’a été donné. Tapez-le à l’invite, ou donnez-le sur l’entrée standard : muster login --url URL < fichier",
  "usage.did-you-mean": "Vouliez-vous dire {{near}} ?",
  "usage.choose-one":
    "Donnez exactement une option parmi {{options}}. --help après la commande montre des exemples.",
  "usage.choose-some":
    "Donnez au moins une option parmi {{options}}. --help après la commande montre des exemples.",
  "usage.yes-missing":
    "Rien n’a été supprimé. Cette commande supprimerait ici « {{name}} » ({{app}}), avec ses affectations ({{assignments}}), ses liens vers des utilisateurs ({{users}}) et des groupes ({{groups}}), son travail en attente ({{pending}}), ses identifiants de connexion et sa planification. Les comptes de la cible resteraient tels quels, et les plans, les cycles, les journaux et le journal d’audit seraient conservés. Pour supprimer, répétez la commande avec --yes.",
  "usage.purge-yes-missing":
    "Rien n’a été effacé. Cette commande effacerait définitivement {{name}} ({{user}}) et la trace de ses appartenances ; l’utilisateur ne pourrait plus être rétabli. Pour effacer, répétez la commande avec --yes.",
  "usage.not-a-column":
    '{{option}} : « {{value}} » ne désigne pas de colonne. Écrivez colonne=nom, par exemple userPrincipalName="E-Mail".',
  "usage.column-twice":
    "{{option}} : la colonne « {{column}} » est donnée deux fois, alors qu’une seule colonne d’un fichier la remplit. Donnez-la une fois.",
  "usage.not-an-id":
    "{{option}} prend un id, et « {{value}} » n’en est pas un. muster status affiche les id.",
  "usage.not-an-interval":
    "{{option}} prend un intervalle de 10s à 24h, tel que 30s, 5m ou 2h, et « {{value}} » n’en est pas un.",
  "usage.not-a-number":
    "{{option}} prend un nombre entier de {{min}} à {{max}}, et « {{value}} » n’en est pas un.",
  "usage.not-one-of": "{{option}} prend une valeur parmi {{allowed}}, et « {{value}} » n’en est pas une.",

  "cli.logged-in":
    "Connecté à {{url}} avec {{kind}}. L’adresse, le jeton et l’organisation sont gardés dans {{file}}, que vous seul pouvez lire.",
  "cli.logged-in-org":
    "Les commandes travaillent dans l’organisation {{name}}, sauf indication de --org ou de MUSTER_ORG.",
  "cli.logged-out":
    "La connexion a été effacée de cette machine. Le jeton reste valable ; muster token revoke y met fin.",
  "cli.logged-out-already": "Il n’y avait pas de connexion sur cette machine.",
  "cli.login-prompt": "Jeton pour {{url}} (masqué) : ",
  "cli.no-organization": "aucune ; s’il y en a plusieurs, les commandes ont besoin de --org",
  "cli.token-known": "{{name}}, {{kind}}, valable jusqu’au {{at}}",
  "from.option": "de l’option",
  "from.environment": "de {{variable}}",
  "from.file": "de {{file}}",
  "from.default": "par défaut",
  "cli.list-empty": "La liste est vide.",
  "cli.list-more": "Il y en a d’autres : continuez avec --after {{cursor}}, ou montrez tout avec --all.",
  "column.display-name": "displayName",
  "column.members": "membres",
  "column.started": "début",
  "column.time": "date",
  "column.actor": "acteur",
  "column.activity": "activité",
  "column.target": "objet",
  "column.server": "serveur",
  "column.per-second": "requêtes par seconde",
  "column.token": "jeton",
  "type.user": "utilisateur",
  "type.group": "groupe",
  "type.users": "utilisateurs",
  "type.groups": "groupes",
  "part.people": "personnes",
  "part.groups": "groupes",
  "state.active": "actif",
  "state.inactive": "inactif",
  "state.deleted": "supprimé",
  "state.building": "en préparation",
  "state.planned": "planifié",
  "state.applying": "en cours d’application",
  "state.applied": "appliqué",
  "state.stale": "périmé",
  "state.failed": "en échec",
  "state.staging": "en réception",
  "state.staged": "reçu",
  "state.merging": "en fusion",
  "state.merged": "fusionné",
  "valueKind.nothing": "vide",
  "valueKind.boolean": "vrai ou faux",
  "valueKind.number": "nombre",
  "valueKind.text": "texte",
  "valueKind.list": "liste",
  "kind.initial": "initial",
  "kind.incremental": "incrémental",
  "kind.reconcile": "réconciliation",
  "kind.on-demand": "à la demande",
  "kind.event": "événement",
  "kind.instance-admin": "un jeton d’administrateur de l’instance",
  "kind.metrics": "un jeton qui lit les métriques",
  "kind.organization-admin": "un jeton d’administrateur d’organisation",
  "kind.scim": "un jeton SCIM",
  "verb.create": "créer",
  "verb.adopt": "adopter",
  "verb.update": "modifier",
  "verb.disable": "désactiver",
  "verb.delete": "supprimer",
  "verb.unchanged": "inchangé",
  "verb.hold": "retenir",
  "verb.skip": "ignorer",
  "verb.pending": "en attente",
  "count.evaluated": "évalués",
  "count.created": "créés",
  "count.adopted": "adoptés",
  "count.updated": "modifiés",
  "count.disabled": "désactivés",
  "count.deleted": "supprimés",
  "count.unchanged": "inchangés",
  "count.skipped": "ignorés",
  "count.held": "retenus",
  "count.failed": "en échec",
  "count.pending": "en attente",
  "import-count.created": "créés",
  "import-count.updated": "modifiés",
  "import-count.restored": "restaurés",
  "import-count.unchanged": "inchangés",
  "import-count.leavers": "partis",
  "import-count.membersAdded": "appartenances ajoutées",
  "import-count.membersRemoved": "appartenances retirées",
  "waiting.held": "retenu",
  "waiting.pending": "en attente",
  "waiting.parked": "mis de côté",
  "cli.waiting-none": "Rien n’est retenu, en attente ou mis de côté.",
  "cli.waiting-left": "Encore en attente ; muster hold list montre les raisons :",
  "cli.waiting-more": "  et d’autres : muster hold list les montre tous",
  "cli.waiting-since": "depuis {{since}}",
  "cli.waiting-next": "depuis {{since}} ; prochaine tentative après {{next}}",
  "cli.waiting-answer": "pour répondre, exécutez l’une de ces commandes :",
  "log-status.success": "fait",
  "log-status.failure": "échec",
  "log-status.skipped": "ignoré",
  "log-status.held": "retenu",
  "log-status.pending": "en attente",
  "schedule.waiting": "attend la première application d’un plan (puis toutes les {{every}})",
  "schedule.on": "toutes les {{every}}",
  "schedule.off": "arrêtée (toutes les {{every}} une fois activée)",
  "schedule.quarantine": "cible suspendue (toutes les {{every}} ensuite)",
  "cycle-state.planning": "en préparation",
  "cycle-state.running": "en cours",
  "cycle-state.closed": "clos",
  "cycle-state.cancelled": "annulé",
  "cycle-state.interrupted": "interrompu",
  "cycle-state.failed": "en échec",
  "refused-by.target": "La cible elle-même a refusé.",
  "refused-by.middlebox":
    "Une page web a refusé, et non du SCIM : probablement un équipement placé devant la cible.",
  "refused-by.muster": "Muster a refusé, avant tout envoi.",
  "refused-by.network": "La cible n’a pas pu être jointe.",
  "refused-by.unknown": "Ceci n’a pas été fait. La réponse ne montre pas ce qui l’a refusé.",
  "provenance.created": "créé par Muster",
  "provenance.adopted": "adopté",
  "provenance.recovered": "récupéré après une réponse perdue",
  "column.id": "id",
  "column.name": "nom",
  "column.kind": "type",
  "column.profile": "profil",
  "column.issued-to": "délivré à",
  "column.expires": "expire le",
  "column.deleted": "supprimé le",
  "column.purged": "effacement le",
  "column.revoked": "révoqué le",
  "column.users": "utilisateurs",
  "column.groups": "groupes",
  "column.organization": "organisation",
  "column.connector": "connecteur",
  "column.secret": "identifiants de connexion",
  "column.schedule": "planification",
  "column.next-run": "prochain cycle",
  "column.assignments": "affectations",
  "column.accounts": "comptes",
  "column.held": "retenus",
  "column.parked": "mis de côté",
  "column.parked-values": "valeurs mises de côté",
  "column.pending": "en attente",
  "column.last-cycle": "dernier cycle",
} as const satisfies Translation<typeof english>;
