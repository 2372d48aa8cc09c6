import type { cli as english } from "../en/cli.ts";
import type { Translation } from "../translation.ts";

/** What the command line says, in French. */
export const cli = {
  "cli.org-created": "Organisation « {{name}} » créée : {{org}}",
  "cli.org-next":
    "Ensuite : muster token create --org {{org}}   muster import --org {{org}} --source hr people.csv",
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
  "cli.user-purged": "{{name}} est effacé ; il n’y a pas de retour.",
  "cli.deleted-ambiguous":
    "Plusieurs utilisateurs supprimés s’appelaient « {{find}} » : {{list}}. Donnez l’id de celui qui est visé.",
  "cli.scim-url": "Adresse SCIM : {{url}}",
  "cli.token-created": "Jeton « {{name}} », valable jusqu’au {{at}}. Il n’est montré que cette fois :",
  "cli.token-issued": "Il est délivré à {{name}}, et prend fin quand ce compte est désactivé ou supprimé.",
  "cli.token-revoked": "Jeton {{token}} révoqué ; il n’ouvre plus rien.",
  "cli.app-created": "Application « {{name}} » créée : {{app}}. Ensuite :",
  "cli.app-updated": "Application « {{name}} » modifiée.",
  "cli.app-updated-config":
    "Les réglages de sa cible sont autres : le prochain cycle examine tout le monde. Interrogez d’abord la cible : muster app test {{app}}",
  "cli.secret-replaced":
    "Les identifiants de « {{name}} » sont remplacés ; les anciens ne sont plus ici. Demandez à la cible si les nouveaux conviennent : muster app test {{app}}",
  "cli.app-deleted":
    "Application « {{name}} » supprimée. Les comptes de la cible restent tels quels ; plans, cycles, journaux et piste d’audit sont conservés.",
  "cli.no-apps": "Pas encore d’application ; muster app create en crée une.",
  "cli.links": "utilisateurs : {{users}}, groupes : {{groups}}",
  "cli.directory": "utilisateurs : {{users}}, groupes : {{groups}}",
  "cli.secret-stored": "enregistrés, scellés",
  "cli.secret-none": "aucun",
  "cli.never": "jamais",
  "cli.assigned": "Affecté à « {{app}} » : {{type}} {{name}}",
  "cli.assigned-all": "Affecté à « {{app}} » : tout le monde",
  "cli.unassigned-all": "N’est plus affecté à « {{app}} » : tout le monde",
  "cli.unassigned": "N’est plus affecté à « {{app}} » : {{subject}}",
  "cli.test-authorized": "les identifiants autorisent l’activation du provisionnement",
  "cli.test-refused": "Le provisionnement ne peut être activé : refus sans motif.",
  "cli.exchange-id": "échange enregistré : {{id}}",

  "cli.planning": "préparation du plan",
  "cli.applying": "application du plan",
  "cli.uploading": "envoi",
  "cli.merging": "fusion dans l’annuaire",

  "cli.plan-title": "Plan pour « {{app}} », {{kind}}",
  "cli.plan-id": "Plan {{plan}}\nEmpreinte {{hash}}",
  "cli.plan-apply": "Appliquer avec : muster apply {{plan}}",
  "cli.plan-nothing": "Rien à appliquer : chaque compte est tel qu’il doit être, ou retenu.",
  "cli.plan-more_one": "… et {{count}} autre : --all",
  "cli.plan-more_many": "… et {{count}} d’autres : --all",
  "cli.plan-more_other": "… et {{count}} autres : --all",
  "cli.guard-ok": "Garde : rien à signaler, rien de retenu.",
  "cli.guard-held_one":
    "Garde : {{count}} décision retenue. Si elle est voulue : muster hold approve {{plan}} --all, ou --user ; puis refaites un plan.",
  "cli.guard-held_many":
    "Garde : {{count}} de décisions retenues. Si elles sont voulues : muster hold approve {{plan}} --all, ou --user pour chacune ; puis refaites un plan.",
  "cli.guard-held_other":
    "Garde : {{count}} décisions retenues. Si elles sont voulues : muster hold approve {{plan}} --all, ou --user pour chacune ; puis refaites un plan.",
  "cli.cycle-no-reason": "Aucune raison n’a été enregistrée : le journal du serveur en dit plus.",
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
  "cli.cycle-interrupted": "Cycle {{cycle}} ({{kind}}) interrompu après {{seconds}} s",
  "cli.cycle-failed": "Cycle {{cycle}} ({{kind}}) en échec après {{seconds}} s",
  "cli.balanced": "Le compte est bon : {{sum}}",
  "cli.not-balanced": "Le compte n’est PAS bon, ou n’a pas été clos : {{sum}}",
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
    "{{count}} décision retenue approuvée, une fois. Refaites un plan : le prochain l’exécute.",
  "cli.approved_many":
    "{{count}} de décisions retenues approuvées, une fois. Refaites un plan : le prochain les exécute.",
  "cli.approved_other":
    "{{count}} décisions retenues approuvées, une fois. Refaites un plan : le prochain les exécute.",
  "cli.rejected_one": "{{count}} décision retenue rejetée ; rien ne change.",
  "cli.rejected_many": "{{count}} de décisions retenues rejetées ; rien ne change.",
  "cli.rejected_other": "{{count}} décisions retenues rejetées ; rien ne change.",

  "cli.imported": "Importé de « {{source}} » : personnes {{people}}, groupes {{groups}}",
  "cli.import-held_one": "{{count}} départ retenu ; personne n’est parti.",
  "cli.import-held_many": "{{count}} de départs retenus ; personne n’est parti.",
  "cli.import-held_other": "{{count}} départs retenus ; personne n’est parti.",
  "cli.import-failed":
    "L’import {{import}} a échoué pendant la fusion, et n’a rien modifié. Le journal du serveur dit pourquoi ; corrigez-le, puis relancez.",

  "cli.log-empty": "Rien d’enregistré qui corresponde.",
  "cli.no-answer": "sans réponse",
  "cli.status-server": "Muster {{version}} à {{url}}, données : {{store}}",
  "cli.why-title": "{{type}} {{name}} ({{state}}) et « {{app}} »",
  "cli.why-scope": "Périmètre",
  "cli.why-in": "dans le périmètre",
  "cli.why-out": "hors périmètre",
  "cli.why-link": "Compte",
  "cli.why-linked":
    "lié à {{account}} ({{status}}), {{how}} le {{since}}, dernière modification le {{modified}}",
  "cli.why-no-link": "lié à aucun compte",
  "cli.why-last": "Dernière action",
  "cli.why-no-last": "rien n’a jamais été fait ici",
  "cli.why-next": "Prochain essai",
  "cli.why-no-next": "aucun prévu : rien à faire, ou en attente d’une personne ou d’une modification",
  "cli.why-blockers": "Bloqué par",
  "cli.why-no-blockers": "rien",

  "cli.tracking-id": "identifiant de suivi : {{id}}",
  "cli.token-missing":
    "MUSTER_TOKEN n’est pas défini : le serveur ne sait pas qui demande. Donnez-lui le jeton affiché par muster init, ou un jeton de muster token create --admin.",
  "cli.bad-url":
    "« {{url}} » n’est pas une adresse de serveur. Donnez à MUSTER_URL une adresse telle que http://127.0.0.1:8080.",
  "cli.unreachable":
    "Aucun serveur Muster ne répond à {{url}} ({{reason}}) : il ne tourne pas, ou ailleurs. Démarrez-le avec muster serve --data DOSSIER, ou donnez son adresse à MUSTER_URL.",
  "cli.not-muster":
    "Ce qui répond à {{url}} ne parle pas l’API de Muster (code {{status}}, {{type}}) : un autre programme, ou un proxy ou une page de connexion entre les deux. Vérifiez MUSTER_URL et ce qui se trouve entre ici et le serveur.",
  "cli.unexpected-answer":
    "La réponse de {{url}} n’a pas la forme attendue ({{path}}) : les deux sont de versions différentes. Utilisez la commande muster livrée avec le serveur.",
  "cli.app-not-found":
    "Ce jeton ne voit aucune application « {{find}} ». muster app list montre celles qui existent.",
  "cli.app-ambiguous":
    "Plusieurs applications s’appellent « {{find}} » : {{list}}. Donnez l’id de celle qui est voulue, ou son organisation avec --org.",
  "cli.env-missing":
    "La variable {{variable}}, nommée par --token-env, n’est pas définie ou est vide. Mettez-y le jeton de la cible : {{variable}}=… muster app …",
  "cli.file-unreadable":
    "Le fichier {{file}} ne peut être lu ({{reason}}). Rien n’a été importé. Vérifiez son nom et ses droits.",
  "cli.bug":
    "Quelque chose a échoué dans la ligne de commande même : c’est un défaut, vous n’y êtes pour rien : {{reason}}. Merci de le signaler avec les lignes ci-dessous.",

  "usage.unknown-command": "« {{what}} » n’est pas une commande. muster --help les liste.",
  "usage.unknown-option":
    "L’option {{what}} est inconnue. --help après la commande liste celles qui existent.",
  "usage.missing-argument": "L’argument <{{what}}> manque. --help après la commande montre des exemples.",
  "usage.option-needs-value":
    "L’option {{what}} veut une valeur après elle. --help après la commande montre des exemples.",
  "usage.missing-option": "L’option {{what}} est obligatoire. --help après la commande montre des exemples.",
  "usage.too-many-arguments":
    "Il y a plus d’arguments que la commande n’en prend. Mettez entre guillemets les noms qui ont des espaces ; --help après la commande montre des exemples.",
  "usage.wrong":
    "La ligne de commande n’a pas été comprise : {{detail}}. --help après la commande montre des exemples.",
  "usage.did-you-mean": "Vouliez-vous dire {{near}} ?",
  "usage.choose-one":
    "Donnez exactement une option parmi {{options}}. --help après la commande montre des exemples.",
  "usage.choose-some":
    "Donnez au moins une option parmi {{options}}. --help après la commande montre des exemples.",
  "usage.yes-missing":
    "Rien n’a été supprimé. Ceci supprimerait ici « {{name}} » ({{app}}), avec ses affectations ({{assignments}}), ses liens vers des utilisateurs ({{users}}) et des groupes ({{groups}}), ce qui est en attente ({{pending}}), ses identifiants et son horaire. Les comptes de la cible resteraient tels quels, et plans, cycles, journaux et piste d’audit seraient conservés. Si c’est voulu, répétez avec --yes.",
  "usage.purge-yes-missing":
    "Rien n’a été effacé. Ceci effacerait {{name}} ({{user}}) pour de bon, avec ce qui est retenu de ses appartenances ; personne ne pourrait le rétablir. Si c’est bien voulu, recommencez avec --yes.",
  "usage.not-an-id":
    "{{option}} prend un id, et « {{value}} » n’en est pas un. muster status montre ceux qui existent.",
  "usage.not-an-interval":
    "{{option}} prend un intervalle de 10s à 24h, tel que 30s, 5m ou 2h, et « {{value}} » n’en est pas un.",
  "usage.not-a-number":
    "{{option}} prend un nombre entier de {{min}} à {{max}}, et « {{value}} » n’en est pas un.",
  "usage.not-one-of": "{{option}} prend une valeur parmi {{allowed}}, et « {{value}} » n’en est pas une.",

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
  "kind.initial": "initial",
  "kind.incremental": "incrémental",
  "kind.reconcile": "réconciliation",
  "kind.on-demand": "à la demande",
  "kind.instance-admin": "celui d’un administrateur de l’instance",
  "kind.organization-admin": "celui d’un administrateur d’organisation",
  "kind.scim": "un jeton pour SCIM seul",
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
  "log-status.success": "fait",
  "log-status.failure": "échec",
  "log-status.skipped": "ignoré",
  "log-status.held": "retenu",
  "log-status.pending": "en attente",
  "schedule.waiting": "attend la première application (puis toutes les {{every}})",
  "schedule.on": "toutes les {{every}}",
  "schedule.off": "arrêté (toutes les {{every}} en marche)",
  "schedule.quarantine": "cible au repos (toutes les {{every}} une fois guérie)",
  "cycle-state.planning": "en préparation",
  "cycle-state.running": "en cours",
  "cycle-state.closed": "clos",
  "cycle-state.interrupted": "interrompu",
  "cycle-state.failed": "en échec",
  "refused-by.target": "Refusé par la cible elle-même.",
  "refused-by.middlebox": "Refusé par quelque chose devant la cible, pas par la cible elle-même.",
  "refused-by.muster": "Refusé par Muster, avant tout envoi.",
  "refused-by.network": "Personne n’a refusé : la cible n’a pas pu être jointe.",
  "refused-by.unknown": "Non fait ; la réponse ne montre pas qui a refusé.",
  "provenance.created": "créé par nous",
  "provenance.adopted": "adopté",
  "provenance.recovered": "récupéré après une réponse perdue",
  "column.id": "id",
  "column.name": "nom",
  "column.kind": "genre",
  "column.profile": "profil",
  "column.issued-to": "délivré à",
  "column.expires": "expire",
  "column.deleted": "supprimé",
  "column.purged": "effacé le",
  "column.revoked": "révoqué",
  "column.users": "utilisateurs",
  "column.groups": "groupes",
  "column.organization": "organisation",
  "column.connector": "connecteur",
  "column.secret": "identifiants",
  "column.schedule": "horaire",
  "column.next-run": "prochain cycle",
  "column.assignments": "affectations",
  "column.accounts": "comptes",
  "column.pending": "en attente",
  "column.last-cycle": "dernier cycle",
} as const satisfies Translation<typeof english>;
