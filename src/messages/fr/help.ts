import type { help as english } from "../en/help.ts";
import type { Translation } from "../translation.ts";

/** The help of commands and options, in French. */
export const help = {
  "help.muster":
    "Tient les comptes de chaque application en accord avec un annuaire, et explique chaque modification refusée par une cible.",
  "help.footer":
    "Les commandes appellent le serveur à MUSTER_URL (par défaut http://127.0.0.1:8080) avec le jeton de MUSTER_TOKEN, dans\n" +
    "l’organisation MUSTER_ORG (son nom ou son id) ; muster login garde les trois. S’il n’y a qu’une organisation, elle est\n" +
    'utilisée par défaut. MUSTER_LANG=en passe à l’anglais. --json écrit un objet JSON sur une ligne ; les échecs comme {"error": {…}}.\n' +
    "Codes de sortie : 0 fait, 1 échec, 2 mauvais usage, 3 retenu ou partiel, 4 refusé par une cible ou par Muster.",
  "help.examples": "Exemples :",
  "help.title.usage": "Usage :",
  "help.title.arguments": "Arguments :",
  "help.title.options": "Options :",
  "help.title.commands": "Commandes :",
  "help.required": "(obligatoire)",
  "help.help": "afficher l’aide d’une commande",

  "help.admin-token": "créer un autre jeton d’administrateur de l’instance, serveur arrêté (avec SQLite)",
  "help.init":
    "créer le répertoire de données, la première organisation et un jeton d’administrateur de l’instance",
  "help.serve": "faire tourner le serveur jusqu’à SIGTERM ou Ctrl-C",
  "help.demo": "montrer tout le travail sur cette machine : importer, planifier, appliquer, comparer",
  "help.org": "gérer les organisations",
  "help.org.create": "créer une organisation",
  "help.org.update":
    "changer le nom d’une organisation, ou le nombre de jours où elle garde les utilisateurs supprimés",
  "help.org.delete":
    "supprimer une organisation avec tout son contenu ; les comptes restent tels quels dans les cibles",
  "help.org.list": "lister les organisations visibles avec le jeton",
  "help.token": "gérer les jetons d’accès",
  "help.token.create":
    "créer un jeton pour SCIM, ou d’administration avec --admin ou --instance ; il n’est montré qu’une fois",
  "help.token.list": "lister les jetons, sans leurs secrets",
  "help.token.limit": "fixer combien de requêtes un jeton peut envoyer par seconde",
  "help.token.revoke": "révoquer aussitôt un jeton",
  "help.user": "montrer, créer, modifier, supprimer et restaurer les utilisateurs",
  "help.user.deleted": "lister les utilisateurs supprimés encore gardés, les plus récents d’abord",
  "help.user.restore": "rétablir un utilisateur supprimé, avec son id et ses appartenances",
  "help.user.purge": "effacer définitivement un utilisateur supprimé",
  "help.import": "importer un instantané d’une source (CSV) dans l’annuaire ; tout ou rien",
  "help.app": "gérer les applications",
  "help.scope": "filtres de périmètre : choisir d’après les attributs les objets qui reçoivent un compte",
  "help.scope.show": "afficher les filtres de périmètre d’une application",
  "help.scope.set":
    "remplacer les filtres de périmètre d’une application ; le cycle suivant examine tout le monde",
  "help.scope.test":
    "vérifier si un utilisateur ou un groupe est dans le périmètre, et quelle clause décide ; ne change rien",
  "help.option.scope-filter":
    "un filtre : des clauses jointes par AND ; répétez l’option pour des filtres dont l’un doit être satisfait",
  "help.option.scope-type":
    "user ou group : le type dont les filtres sont définis ; user par défaut avec --filter",
  "help.option.scope-file": "un fichier JSON, tel que l’affiche muster scope show --json",
  "help.option.scope-clear": "retirer les filtres, pour que les affectations décident seules",
  "help.option.scope-group": "un groupe, par displayName ou id",
  "help.option.scope-try": "un filtre à essayer à la place de ceux qui sont enregistrés ; répétable",
  "help.mapping": "montrer, changer et essayer les correspondances et leurs expressions",
  "help.mapping.eval":
    "évaluer une expression avec des valeurs données ou celles d’un utilisateur ; ne change rien",
  "help.mapping.functions": "lister les fonctions que les expressions peuvent contenir",
  "help.option.eval-set": "la valeur d’un attribut ; à répéter pour d’autres, ou pour une liste de valeurs",
  "help.option.eval-user": "id ou userName d’un utilisateur dont les attributs sont lus",
  "help.app.create": "créer une application dans laquelle Muster provisionne des comptes",
  "help.app.list": "lister les applications",
  "help.app.show": "afficher une application",
  "help.app.test":
    "vérifier que la cible accepte l’adresse et les identifiants de connexion ; ne modifie rien",
  "help.app.set": "changer l’adresse de la cible, l’intervalle ou le nom d’une application",
  "help.app.mapping":
    "montrer quels attributs une application reçoit, et adopter la correspondance par défaut la plus récente",
  "help.app.settings": "afficher les réglages d’une application, en fixer ou les ramener à leur défaut",
  "help.option.setting-set": "un réglage et sa nouvelle valeur ; répétez l’option pour en fixer plusieurs",
  "help.option.setting-reset": "un réglage à ramener à son défaut ; répétez l’option pour plusieurs",
  "help.app.secret": "remplacer les identifiants de connexion à la cible ; les anciens sont supprimés",
  "help.app.delete": "supprimer ici une application ; les comptes de la cible restent tels quels",
  "help.app.assign": "affecter tout le monde, un utilisateur ou un groupe à une application",
  "help.app.unassign": "retirer une affectation",
  "help.app.schedule": "activer ou arrêter la planification, ou changer son intervalle",
  "help.plan":
    "planifier un cycle et le montrer : + créer ~ modifier > adopter o désactiver - supprimer = inchangé ! retenir",
  "help.apply": "appliquer exactement ce plan",
  "help.sync": "planifier et appliquer en une étape",
  "help.hold": "lister les objets retenus ou en attente, et répondre aux décisions retenues d’un plan",
  "help.hold.list": "lister les utilisateurs et groupes retenus, en attente ou mis de côté, avec les raisons",
  "help.hold.approve": "approuver des décisions retenues, pour un seul plan ; le prochain plan les exécute",
  "help.hold.reject": "rejeter des décisions retenues",
  "help.status": "afficher le serveur, les organisations, et les applications avec leur dernier cycle",
  "help.option.follow-cycles": "montrer l’avancement des cycles en cours, jusqu’à leur fin",
  "help.log": "afficher ce qui a été fait dans une application, du plus récent au plus ancien",
  "help.why": "expliquer pourquoi un utilisateur a ou n’a pas de compte dans une application",

  "help.user.list": "lister les utilisateurs de l’annuaire",
  "help.user.show": "montrer un utilisateur, par userName ou id, avec ses attributs et ses groupes",
  "help.group": "montrer, créer, modifier et supprimer les groupes, et leurs membres",
  "help.group.list": "lister les groupes de l’annuaire",
  "help.group.show": "montrer un groupe, par displayName ou id, avec ses membres",
  "help.cycle": "montrer et annuler les cycles",
  "help.cycle.cancel":
    "terminer un cycle après les appels en cours : un cycle par son id, celui en cours d’une application, ou le seul en cours",
  "help.cycle.list": "lister les cycles d’une application, du plus récent au plus ancien",
  "help.cycle.show": "montrer un cycle et ses totaux",
  "help.plan.list": "lister les plans d’une application, du plus récent au plus ancien",
  "help.audit": "montrer qui a fait quoi, du plus récent au plus ancien",
  "help.option.category":
    "seulement cette catégorie : organization, token, application, assignment, link, provisioning, import, webhook ou schema",
  "help.option.actor": "seulement ce que cet acteur a fait, tel que token:ID ou system",
  "help.option.audit-target": "seulement ce qui concerne l’objet qui a cet id",
  "help.login": "garder l’adresse, le jeton et l’organisation pour les commandes suivantes",
  "help.logout": "effacer ce que muster login garde",
  "help.whoami": "montrer quel serveur, quel jeton et quelle organisation servent, et d’où vient chacun",
  "help.option.login-org":
    "organisation des commandes suivantes, par nom ou id (par défaut : MUSTER_ORG, ou celle du jeton)",
  "help.option.login-url": "adresse du serveur (par défaut : MUSTER_URL, ou http://127.0.0.1:8080)",
  "help.simulate": "faire tourner un système externe sur cette machine, pour essayer Muster avec lui",
  "help.simulate-webex": "faire tourner un simulateur de Cisco Webex jusqu’à SIGTERM ou Ctrl-C",
  "help.option.simulate-port": "port d’écoute ; 0 en choisit un libre (par défaut : 0)",
  "help.option.simulate-token":
    "variable d’environnement qui contient le seul jeton accepté (par défaut : tout jeton est accepté s’il ne commence pas par wrong-)",
  "help.option.json": "écrire un objet JSON sur une ligne au lieu de texte",
  "help.option.version": "afficher la version",
  "help.option.help": "afficher cette aide",
  "help.option.data": "répertoire de données",
  "help.option.demo-data": "répertoire de données (par défaut : un nouveau répertoire temporaire)",
  "help.option.org-name": "nom de la première organisation (par défaut : Contoso)",
  "help.option.soft-delete-days":
    "jours pendant lesquels les utilisateurs que SCIM supprime sont gardés et peuvent être rétablis ; 0 : pas du tout. Une nouvelle organisation a 30",
  "help.option.restore-name":
    "rétablir l’utilisateur sous ce userName, si un autre utilisateur a maintenant l’ancien",
  "help.option.purge-yes": "confirmer l’effacement ; il est irréversible",
  "help.option.port": "port d’écoute ; 0 choisit un port libre (par défaut : 8080)",
  "help.option.host": "adresse d’écoute (par défaut : 127.0.0.1)",
  "help.option.exit": "quitter après le travail au lieu de laisser tourner le serveur",
  "help.option.org": "organisation, par nom ou id (par défaut : MUSTER_ORG, ou la seule)",
  "help.option.org-narrow":
    "organisation, par nom ou id, si des applications de plusieurs organisations ont ce nom",
  "help.option.profile": "profil du client : generic, rfc, entra, okta ou strict (par défaut : generic)",
  "help.option.admin": "créer un jeton d’administrateur d’organisation",
  "help.option.metrics": "créer un jeton qui lit les métriques de l’instance, et rien d’autre",
  "help.option.token-user":
    "délivrer le jeton à cet utilisateur (userName ou id) ; il est révoqué quand l’utilisateur est désactivé ou supprimé",
  "help.option.token-name": "nom du jeton",
  "help.option.audit-instance":
    "le journal d’audit de l’instance : connexions, sessions, personnes et jetons",
  "help.option.instance": "jetons d’administrateur de l’instance, et non d’une organisation",
  "help.option.per-second": "requêtes qu’il peut envoyer chaque seconde ; 0 : sans limite",
  "help.option.limit-default": "suivre la limite du serveur (MUSTER_RATE_PER_SECOND)",
  "help.option.days": "jours jusqu’à l’expiration du jeton (par défaut : 365)",
  "help.option.source": "nom de la source dont vient l’instantané, par exemple hr",
  "help.option.groups": "fichier CSV des groupes et de leurs membres",
  "help.option.column": "nom d’une colonne dans les fichiers, sous la forme colonne=nom ; peut être répétée",
  "help.option.ignore-column": "laisser de côté cette colonne des fichiers ; peut être répétée",
  "help.option.accept-leavers": "accepter jusqu’à ce nombre de départs, pour cet import seulement",
  "help.option.app": "application, par id ou nom",
  "help.option.app-name": "nom de l’application",
  "help.option.new-name": "nouveau nom de l’application",
  "help.option.new-every": "nouvel intervalle entre les cycles, tel que 30s, 5m ou 2h",
  "help.option.yes":
    "confirmer la suppression ; sans cette option, la commande dit seulement ce qu’elle supprimerait",
  "help.option.connector": "type de cible : scim",
  "help.option.url": "adresse SCIM de la cible",
  "help.option.token-env": "variable d’environnement qui contient le jeton de la cible",
  "help.option.every": "intervalle entre les cycles, tel que 30s, 5m ou 2h (par défaut : 5m)",
  "help.option.on": "lancer les cycles selon la planification",
  "help.option.off": "ne lancer de cycles que sur demande",
  "help.option.assign-all": "tous les utilisateurs de l’annuaire",
  "help.option.assign-user": "un utilisateur, par userName ou id",
  "help.option.assign-group": "un groupe, par displayName ou id",
  "help.option.default-mapping": "adopter la correspondance par défaut la plus récente",
  "help.option.mapping-plan":
    "montrer seulement le plan auquel mènerait la nouvelle correspondance ; rien n’est enregistré ni envoyé",
  "help.option.initial": "examiner tous les utilisateurs et groupes, pas seulement les changements",
  "help.option.details": "montrer chaque attribut modifié",
  "help.option.plan-all": "montrer chaque décision, pas seulement les 20 premières",
  "help.option.hash": "empreinte du plan examiné ; un autre plan est refusé",
  "help.option.hold-user": "un utilisateur retenu, par userName ou id ; peut être répété",
  "help.option.hold-group": "un groupe retenu, par displayName ou id ; peut être répété",
  "help.option.hold-all": "tout ce que le plan retient",
  "help.option.hours":
    "heures jusqu’à l’expiration de la réponse (par défaut : 24 pour une approbation ; un rejet vaut jusqu’à ce que la décision change)",
  "help.option.comment":
    "un commentaire à côté de la réponse, 1 000 caractères au plus ; il va aussi dans le journal d’audit",
  "help.option.status": "n’afficher que cet état : success, failure, skipped, held ou pending",
  "help.option.failed": "n’afficher que les échecs",
  "help.option.exchanges": "afficher les requêtes et réponses enregistrées, sans secrets",
  "help.option.list-after": "montrer les entrées après ce curseur, que la fin d’une liste indique",
  "help.option.list-all": "montrer toutes les entrées",
  "help.option.limit": "nombre maximal d’entrées (par défaut : 50)",
  "help.option.why-group": "le nom est celui d’un groupe : displayName ou id",

  "help.token.show":
    "afficher un jeton : ce que son profil tolère, quel client l’a utilisé en dernier, et quel profil convient à ce client",
  "help.scim": "examiner les requêtes SCIM rejetées",
  "help.scim.rejected":
    "lister les requêtes SCIM rejetées, sans secrets, les plus récentes d’abord ; avec un id, afficher celle-là avec son corps",
  "help.scim.replay":
    "essayer une requête rejetée dans chaque profil, sans rien modifier ; --send la renvoie réellement",
  "help.option.rejected-token": "n’afficher que les requêtes de ce jeton",
  "help.option.rejected-status": "n’afficher que les requêtes qui ont reçu ce code",
  "help.option.replay-profile": "n’essayer que ce profil",
  "help.option.all-profiles": "essayer tous les profils (par défaut)",
  "help.option.send": "envoyer réellement la requête, dans le profil de son jeton",
  "help.option.replay-file": "lire les requêtes dans ce fichier",
  "help.option.replay-token": "avec --file : le jeton avec lequel essayer ou envoyer les requêtes",
  "help.option.replay-name":
    "avec --file : l’id qui remplace un nom entre doubles accolades ; peut être répété",
} as const satisfies Translation<typeof english>;
