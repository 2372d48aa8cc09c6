import type { pageTexts as english } from "../en/console.ts";
import type { Translation } from "../translation.ts";

export const pageTexts: Translation<typeof english> = {
  "console.overview.quarantine":
    "La cible refuse les identifiants, donc les cycles se reposent. Remplacez les identifiants, ou testez la connexion.",
  "console.overview.held_one": "{{count}} objet attend une personne ou des données.",
  "console.overview.held_many": "{{count}} d’objets attendent une personne ou des données.",
  "console.overview.held_other": "{{count}} objets attendent une personne ou des données.",
  "console.overview.cycle-failed": "Le dernier cycle a échoué. Sa page montre pourquoi.",
  "console.overview.parked_one":
    "{{count}} objet attend un changement, car la cible l’a refusé trop souvent.",
  "console.overview.parked_many":
    "{{count}} d’objets attendent un changement, car la cible les a refusés trop souvent.",
  "console.overview.parked_other":
    "{{count}} objets attendent un changement, car la cible les a refusés trop souvent.",
  "console.overview.not-started":
    "Aucun plan n’a encore été appliqué, donc la planification n’a pas commencé. Préparez un plan.",
  "console.overview.off":
    "La planification est arrêtée, donc les changements restent ici. Mettez-la en marche dans les réglages.",

  "console.import.source-empty":
    "L’instantané ne contient pas de {{types}}, alors que l’annuaire en a {{live}} de cette source. L’export est sans doute défectueux : tous ont été gardés.",
  "console.import.too-many-leavers":
    "{{leavers}} des {{live}} {{types}} de cette source manquent dans l’instantané, et {{limit}} au plus peuvent partir en un import. L’export est sans doute incomplet : tous ont été gardés.",
  "console.import.columns-ignored":
    "{{file}} : ces colonnes ont été laissées de côté : {{columns}}. S’il vous en faut une, importez à nouveau les fichiers et choisissez sa colonne dans Muster.",
  "console.import.unknown-column":
    "{{file}}, ligne {{line}} : ces colonnes sont inconnues : {{columns}}. Rien n’a été importé. Importez à nouveau les fichiers et choisissez pour chacune sa colonne dans Muster, ou laissez-la de côté. Colonnes connues : {{known}}.",
  "console.import.missing-column":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » manque. Le fichier a ces colonnes : {{columns}}. Rien n’a été importé. Importez à nouveau les fichiers et choisissez laquelle c’est, ou exportez le fichier avec la colonne manquante.",

  "console.hold.default-domain-missing":
    "retenu : {{path}} utilise DefaultDomain, et l’application n’a pas de domaine par défaut. Indiquez-le dans les réglages de l’application",

  "console.cycle.stopped-unauthenticated":
    "La cible a refusé les identifiants de connexion : plus rien n’a été envoyé. Remplacez les identifiants de l’application, puis testez sa connexion. Rien n’est perdu : le prochain cycle continue d’ici.",
  "console.cycle.cancelled":
    "Le cycle a été annulé sur demande. Ce qui a été envoyé jusque-là est enregistré ; le prochain cycle fait le reste.",
  "console.cycle.interrupted":
    "Le serveur s’est arrêté pendant le cycle. Rien n’est perdu : le prochain cycle vérifie d’abord l’issue des dernières requêtes, puis continue.",
  "console.cycle.not-balanced":
    "Les totaux du cycle ne concordent pas. C’est un défaut de Muster, pas une erreur de votre part : merci de le signaler avec l’id du cycle. Un autre cycle vérifie de nouveau chaque compte.",
  "console.cycle.planning-ended":
    "Le fil d’exécution qui calcule les plans s’est arrêté avant la fin, donc rien n’a été envoyé ; le journal du serveur dit pourquoi. Rien n’est perdu : le prochain cycle planifie de nouveau.",
  "console.cycle.failed":
    "Muster lui-même a échoué, et le cycle a pris fin plus tôt. C’est un défaut, pas une erreur de votre part ; le journal du serveur montre où. Rien n’est perdu : le prochain cycle continue d’ici.",

  "console.why.default-access":
    "affecté avec le seul rôle par défaut : affectez un autre rôle, ou laissez dans les réglages les affectations avec ce rôle donner un compte",
  "console.why.filtered-out":
    "aucun filtre de périmètre n’est satisfait : essayez l’utilisateur ou le groupe sur la page des filtres",
  "console.why.left-out": "un réglage écarte le groupe : voir les groupes concernés dans les réglages",
  "console.why.out-of-scope": "non affecté : affectez l’utilisateur, ou l’un de ses groupes",
  "console.why.schedule-waiting": "la planification commence après la première application d’un plan",
  "console.why.schedule-off":
    "la planification est arrêtée : mettez-la en marche dans les réglages, ou lancez un cycle",
  "console.why.schedule-quarantine_one":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} fois ; prochain test le {{next}}, ou aussitôt par un test de la connexion",
  "console.why.schedule-quarantine_many":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} de fois ; prochain test le {{next}}, ou aussitôt par un test de la connexion",
  "console.why.schedule-quarantine_other":
    "la cible est suspendue depuis {{since}}, car elle a refusé les identifiants de connexion {{attempts}} fois ; prochain test le {{next}}, ou aussitôt par un test de la connexion",
  "console.why.pending_one":
    "{{attempts}} échec, en attente du prochain essai ; le journal de provisionnement montre pourquoi",
  "console.why.pending_many":
    "{{attempts}} d’échecs, en attente du prochain essai ; le journal de provisionnement montre pourquoi",
  "console.why.pending_other":
    "{{attempts}} échecs, en attente du prochain essai ; le journal de provisionnement montre pourquoi",

  "console.target.unauthenticated":
    "La cible refuse les identifiants de connexion ({{status}}) : ils sont faux, expirés ou révoqués. Demandez un nouveau jeton à l’administrateur de la cible, remplacez les identifiants de l’application, et testez sa connexion.",
  "console.target.wrong-url":
    "La réponse {{status}} n’est pas du SCIM, et rien n’en a été conclu. Probablement l’adresse de l’application est fausse ou n’est plus valable, ou une passerelle a perdu la route. Vérifiez l’adresse sous Connexion ; elle finit d’ordinaire par /scim/v2.",
  "console.target.secret-short":
    "L’identifiant de connexion a moins de {{least}} caractères. Si la cible le répète dans une réponse positive, Muster ne peut pas le distinguer d’un mot ordinaire et l’y laisse. Faites délivrer un identifiant plus long par la cible, et remplacez les identifiants.",
  "console.target.token-refused":
    "Le point de terminaison des jetons a refusé le client ({{status}}, {{error}}). Rien n’a été envoyé à la cible. Vérifiez l’identifiant du client, le secret ou la clé et la portée sous Connexion.",
  "console.target.token-key":
    "Le secret enregistré n’est pas une clé privée capable de signer (RSA, P-256 ou Ed25519, en PEM). Remplacez les identifiants.",
};
