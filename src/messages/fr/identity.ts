import type { identity as english } from "../en/identity.ts";
import type { Translation } from "../translation.ts";

/** La connexion par un fournisseur d’identité, et les commandes sur les fournisseurs. */
export const identity = {
  "auth.token-resting":
    "Le jeton personnel « {{name}} » est au repos, car sa personne se connecte par un fournisseur d’identité seul et ne l’a pas fait depuis {{days}} jours. Connectez-vous à la console : le jeton est ensuite accepté de nouveau.",
  "sign-in.not-begun":
    "Cette connexion n’a pas été commencée dans ce navigateur, ou l’a été il y a plus de 10 minutes : rien n’a été fait. Recommencez sur la page de connexion.",
  "sign-in.provider-unavailable":
    "{{provider}} n’a pas pu être joint, ou a répondu par une erreur de sa part. Réessayez plus tard, ou connectez-vous par mot de passe.",
  "sign-in.provider-refused":
    "{{provider}} a refusé la connexion ({{error}}). Recommencez sur la page de connexion ; si elle est encore refusée, l’administrateur du fournisseur peut dire pourquoi.",
  "sign-in.provider-invalid":
    "La réponse de {{provider}} n’a pas résisté aux contrôles ({{reason}}) : elle n’a pas été utilisée. Recommencez sur la page de connexion ; si cela se répète, un propriétaire compare les réglages d’ici avec ceux du fournisseur.",
  "sign-in.provider-remembered":
    "Vous deviez prouver de nouveau qui vous êtes, mais {{provider}} vous a connecté de mémoire : rien n’a été changé. Déconnectez-vous chez le fournisseur, puis connectez-vous de nouveau ; si cela se répète, son administrateur peut lui faire suivre prompt=login.",
  "sign-in.provider-undated":
    "Vous deviez prouver de nouveau qui vous êtes, mais {{provider}} ne dit pas quand vous l’avez fait : la revendication auth_time manque dans son jeton d’identité, et rien n’a été changé. L’administrateur du fournisseur peut ajouter cette revendication.",
  "sign-in.no-access":
    "{{provider}} vous a identifié, mais vous n’avez pas d’accès ici. Demandez une invitation à un propriétaire de l’organisation, ou le groupe qui donne un rôle.",
  "sign-in.provider-elsewhere":
    "{{provider}} appartient à une organisation, et vous avez aussi un rôle en dehors d’elle : il ne peut pas vous connecter. Prenez votre mot de passe, ou un fournisseur de l’instance.",
  "sign-in.provider-bound":
    "Ce compte chez {{provider}} est déjà celui d’une autre personne ici. Connectez-vous chez le fournisseur avec votre propre compte, puis rouvrez le lien.",
  "link.needs-password":
    "Ce lien est celui du premier propriétaire, et mène à un mot de passe. Un fournisseur d’identité peut s’ajouter ensuite.",
  "identity-provider.not-found":
    "Il n’y a pas ici de fournisseur d’identité {{provider}}, ou il est désactivé. Listez les fournisseurs par muster identity-provider list.",
  "identity-provider.name-taken":
    "Un fournisseur d’identité « {{name}} » existe déjà ici. Choisissez un autre nom, ou modifiez ce fournisseur.",
  "identity-provider.changed-meanwhile":
    "La modification n’a pas été faite, car une autre requête a modifié le fournisseur d’identité « {{name}} » au même moment. Regardez-le de nouveau, puis répétez la modification si elle est encore utile.",
  "identity-provider.too-many":
    "Il y a déjà {{limit}} fournisseurs d’identité ici, ce qui est la limite. Supprimez-en un dont vous n’avez pas besoin.",
  "identity-provider.issuer-invalid":
    "{{issuer}} ne peut pas être un émetteur. Donnez l’adresse https que le fournisseur nomme comme son émetteur, sans nom d’utilisateur, requête ni fragment.",
  "identity-provider.issuer-plain":
    "L’émetteur {{issuer}} n’est pas une adresse https : un autre ordinateur pourrait répondre à sa place. Seul un fournisseur sur cette machine peut prendre http.",
  "identity-provider.secret-missing":
    "La méthode {{method}} exige un secret de client ou une clé privée. Donnez-en un, ou choisissez la méthode none si le fournisseur connaît Muster comme client public.",
  "identity-provider.secret-unused":
    "Avec la méthode none, le secret ne servirait pas. Omettez le secret, ou choisissez une autre méthode.",
  "identity-provider.map-incomplete":
    "Les rôles par revendication exigent les deux : le nom de la revendication, et au moins une valeur avec son rôle. Rien n’a été changé.",
  "identity-provider.role-elsewhere":
    "Une revendication ne peut pas donner ici le rôle {{role}} : un fournisseur d’une organisation donne des rôles dans cette organisation, et un fournisseur de l’instance donne seulement instance-admin.",
  "identity-provider.last-owner":
    "Rien n’a été changé, car le dernier propriétaire de « {{organization}} » qui puisse se connecter n’a que le fournisseur d’identité « {{name}} ». Donnez d’abord un mot de passe à un propriétaire : muster person reset affiche un lien pour en choisir un.",
  "identity-provider.last-administrator":
    "Rien n’a été changé, car le dernier administrateur de l’instance qui puisse se connecter n’a que le fournisseur d’identité « {{name}} ». Donnez d’abord un mot de passe à un administrateur de l’instance : muster person reset affiche un lien pour en choisir un.",
  "identity-provider.secret-unreadable":
    "Le secret du fournisseur d’identité « {{name}} » ne s’ouvre pas : il a été scellé sous une autre clé maîtresse, ou il est abîmé. Restaurez la bonne master.key, ou redonnez son secret au fournisseur par muster identity-provider set.",
  "help.identity-provider": "gérer les fournisseurs OpenID par lesquels les personnes se connectent",
  "help.identity-provider.create": "créer un fournisseur ; ses métadonnées sont lues d’abord",
  "help.identity-provider.list": "lister les fournisseurs d’une organisation ou de l’instance",
  "help.identity-provider.show":
    "montrer un fournisseur, l’URI de redirection à enregistrer, et les rôles que donnent les revendications",
  "help.identity-provider.set": "modifier un fournisseur, l’activer ou le désactiver ; l’émetteur reste",
  "help.identity-provider.remove": "supprimer un fournisseur ; les sessions de ses personnes se terminent",
  "help.option.provider-instance": "un fournisseur de l’instance au lieu d’une organisation",
  "help.option.provider-name": "nom du fournisseur sur la page de connexion",
  "help.option.issuer": "émetteur, comme le fournisseur le nomme : une URL https",
  "help.option.provider-method":
    "client_secret_basic, client_secret_post, private_key_jwt ou none (par défaut : selon le secret)",
  "cli.provider-token-days_one":
    "les jetons personnels des personnes sans mot de passe valent {{count}} jour après une connexion",
  "cli.provider-token-days_many":
    "les jetons personnels des personnes sans mot de passe valent {{count}} de jours après une connexion",
  "cli.provider-token-days_other":
    "les jetons personnels des personnes sans mot de passe valent {{count}} jours après une connexion",
  "column.rests": "au repos dès",
  "help.option.token-days":
    "jours après une connexion pendant lesquels valent les jetons personnels des personnes sans mot de passe, de 1 à 365 (30 par défaut)",
  "help.option.provider-scope":
    "portées à demander, séparées par des espaces (par défaut : openid profile email)",
  "help.option.role-claim":
    "revendication du jeton d’identité dont les valeurs donnent des rôles, comme groups",
  "help.option.claim-role":
    "rôle des personnes dont la revendication a cette valeur, comme it-support=helpdesk ; peut se répéter",
  "help.option.clear-roles":
    "ne plus donner de rôles par revendication ; les personnes viennent seulement sur invitation",
  "help.option.provider-on": "laisser les personnes se connecter par lui",
  "help.option.provider-off": "empêcher les personnes de se connecter par lui ; les sessions continuent",
  "usage.not-a-claim-role":
    "{{option}} prend une valeur de la revendication et un rôle, comme it-support=helpdesk, et « {{value}} » est autre chose. Les rôles sont {{allowed}}.",
  "usage.provider-yes-missing":
    "Rien n’a été supprimé. Les personnes du fournisseur d’identité « {{name}} » seraient déconnectées et ne pourraient plus se connecter par lui. Pour le supprimer, répétez la commande avec --yes.",
  "cli.provider-removed": "Le fournisseur d’identité « {{name}} » a été supprimé.",
  "cli.provider-client": "client : {{client}} ({{method}})",
  "cli.provider-scope": "portées : {{scope}}",
  "cli.provider-redirect": "URI de redirection à enregistrer : {{url}}",
  "cli.provider-no-roles": "rôles : seulement sur invitation",
  "cli.provider-role": "{{claim}} = {{value}} : {{role}}",
  "provider-state.on": "activé",
  "provider-state.off": "désactivé",
  "column.issuer": "émetteur",
} as const satisfies Translation<typeof english>;
