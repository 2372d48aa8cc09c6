import type { gallery as english } from "../en/gallery.ts";
import type { Translation } from "../translation.ts";

export const gallery: Translation<typeof english> = {
  "help.gallery": "modèles d’applications : adresses, limites, correspondances",
  "help.gallery.list": "lister les modèles de la galerie",
  "help.gallery.search": "trouver des modèles par des mots ; la casse et les accents ne comptent pas",
  "help.gallery.show":
    "montrer un modèle : valeurs à remplir, façon d’obtenir son jeton, limites avec leurs sources",
  "help.option.gallery-category":
    "seulement les modèles de ce domaine : business, communication, data, development, identity, general",
  "help.option.template": "modèle de la galerie, à la place de --connector et --url",
  "help.option.template-set": "valeur d’un paramètre du modèle ; peut être donnée plusieurs fois",
  "help.option.connector-config": "réglage du connecteur, en JSON ou en texte ; une valeur vide le retire",
  "help.option.oauth-token-url":
    "adresse du point de terminaison des jetons : identifiants client OAuth 2.0 à la place d’un jeton fixe",
  "help.option.client-id": "identifiant du client OAuth",
  "help.option.oauth-method": "client_secret_basic (par défaut), client_secret_post ou private_key_jwt",
  "help.option.oauth-scope": "portées pour lesquelles le jeton est demandé",
  "help.option.oauth-audience": "audience pour laquelle le jeton est demandé",
  "help.option.oauth-resource": "ressource pour laquelle le jeton est demandé (RFC 8707)",
  "help.option.key-id": "kid de la clé privée, dans l’en-tête des assertions signées",
  "help.option.oauth-account-id":
    "compte pour lequel le jeton est demandé, avec le type d’octroi account_credentials de Zoom",
  "help.option.client-secret-env": "variable d’environnement qui contient le secret du client OAuth",
  "help.option.private-key-file": "fichier de la clé privée du client OAuth, au format PEM",
  "invalid.private-key": "n’est pas une clé privée au format PEM",
  "invalid.one-credential":
    "nomme un secret ou une clé privée, et exactement l’un des deux là où il faut un identifiant de connexion",
  "cli.no-templates": "Aucun modèle ne contient {{search}}. muster gallery list les montre tous.",
  "cli.credential-is-client-secret":
    "L’application obtient ses jetons d’accès par OAuth : la valeur de --token-env lui sert de secret de client. Si c’en est un, il ne reste rien à faire. Un secret de client se donne d’ordinaire par --client-secret-env.",
  "cli.credential-is-token":
    "L’application n’a pas de point de délivrance des jetons : la valeur de --client-secret-env est envoyée à la cible comme jeton porteur. Si c’est un secret de client, réglez OAuth par muster app set, --oauth-token-url et --client-id. Si c’est un jeton porteur, il ne reste rien à faire.",
  "cli.template-parameters": "Valeurs à remplir",
  "cli.template-credentials": "Identifiants de connexion",
  "cli.template-lifetime_one": "Ils expirent {{count}} jour après leur délivrance.",
  "cli.template-lifetime_many": "Ils expirent {{count}} de jours après leur délivrance.",
  "cli.template-lifetime_other": "Ils expirent {{count}} jours après leur délivrance.",
  "cli.template-unconfirmed": "Non confirmé par une page de l’éditeur.",
  "cli.template-steps": "Étapes",
  "cli.template-limits": "Limites",
  "cli.template-quirks": "Écarts",
  "cli.template-mappings": "Correspondances d’une nouvelle application",
  "cli.template-mapping-default": "celle du connecteur",
  "cli.template-settings": "Réglages d’une nouvelle application",
  "cli.template-roles": "Rôles",
  "cli.template-sources": "Sources",
  "cli.limit-all": "Requêtes : {{count}} en {{seconds}} s.",
  "cli.limit-reads": "Lectures : {{count}} en {{seconds}} s.",
  "cli.limit-writes": "Écritures : {{count}} en {{seconds}} s.",
  "cli.limit-burst": "{{burst}} à la fois après une pause.",
  "cli.limit-members-per-call": "Membres dans un changement d’un groupe : {{count}}.",
  "cli.limit-page-size": "Comptes dans une page : {{count}}.",
  "cli.limit-bytes-per-call": "Octets dans une requête : {{count}}.",
  "column.template": "modèle",
  "column.category": "catégorie",
  "column.summary": "résumé",
  "usage.given-twice": "{{option}} donne deux fois {{name}}. Donnez chaque nom une seule fois.",
  "template.not-found":
    "La galerie de cette version n’a pas de modèle {{template}}. muster gallery list montre ses modèles.",
  "template.broken":
    "Le modèle {{template}} de cette installation ne peut pas être lu : {{places}}. Les autres modèles sont utilisables. Réinstallez Muster, ou corrigez le fichier et redémarrez le serveur.",
  "template.parameters-invalid_one":
    "{{errors}} valeur du modèle {{template}} est fausse. Rien n’a été créé. Corrigez-la.",
  "template.parameters-invalid_many":
    "{{errors}} de valeurs du modèle {{template}} sont fausses. Rien n’a été créé. Corrigez-les.",
  "template.parameters-invalid_other":
    "{{errors}} valeurs du modèle {{template}} sont fausses. Rien n’a été créé. Corrigez-les.",
  "template.parameter-missing":
    "Le paramètre {{name}} n’a pas de valeur. {{where}} Une valeur ressemble à {{example}}. Donnez-la avec --set {{name}}=VALEUR, ou comme {{name}} sous parameters dans un fichier.",
  "template.parameter-invalid":
    "La valeur de {{name}} ne correspond pas à {{pattern}}. {{where}} Une valeur ressemble à {{example}}.",
  "template.parameter-unknown":
    "Le modèle n’a pas de paramètre {{name}}. Ses paramètres : {{known}}. Corrigez le nom ou retirez-le.",
  "invalid.template-or-connector":
    "nomme soit un modèle avec ses paramètres, soit un connecteur ; jamais les deux, et pas de paramètres sans modèle",
  "config.rates":
    "Le réglage rates est une liste d’au plus {{most}} limites, chacune avec calls (all, reads ou writes), requests, perSeconds et éventuellement burst, en nombres entiers. Corrigez-le.",
  "target.token-refused":
    "Le point de terminaison des jetons a refusé le client ({{status}}, {{error}}). Rien n’a été envoyé à la cible. Vérifiez l’identifiant du client, le secret ou la clé (muster app secret) et la portée.",
  "target.token-unavailable":
    "Le point de terminaison des jetons n’a pas pu être joint ou a échoué. Rien n’a été envoyé à la cible. Le prochain cycle redemande ; vérifiez l’adresse dans le réglage oauth.",
  "target.token-not-understood":
    "Le point de terminaison des jetons a répondu {{status}} sans jeton au porteur utilisable. Vérifiez l’adresse dans le réglage oauth.",
  "target.token-key":
    "Le secret enregistré n’est pas une clé privée capable de signer (RSA, P-256 ou Ed25519, en PEM). Donnez-en une autre avec muster app secret --private-key-file FICHIER.",
  "config.oauth":
    "Le membre {{member}} du réglage oauth manque ou est faux. Il prend tokenUrl (une adresse sans requête), clientId, method ({{methods}}), et éventuellement scope, audience, resource, keyId et accountId, en textes. Corrigez-le.",
  "target.over-limit":
    "La requête a {{bytes}} octets, plus que les {{most}} du réglage bytesPerCall. Elle n’a pas été envoyée. Réduisez membersPerCall, ou augmentez bytesPerCall si la cible accepte davantage.",
};
