import type { configuration as english } from "../en/configuration.ts";
import type { Translation } from "../translation.ts";

/** Fichiers de configuration : leurs erreurs, les lignes de la ligne de commande et les commentaires d’un export. */
export const configuration = {
  "configuration.invalid_one": "Rien n’a été changé, car la configuration comporte une erreur.",
  "configuration.invalid_many": "Rien n’a été changé, car la configuration comporte {{errors}} d’erreurs.",
  "configuration.invalid_other": "Rien n’a été changé, car la configuration comporte {{errors}} erreurs.",
  "configuration.member-unknown":
    "La configuration n’a pas de membre {{name}} à cet endroit. Corrigez le nom ou enlevez-le.",
  "configuration.value-invalid": "La valeur de {{member}} {{problem}}. Corrigez-la.",
  "configuration.repeated":
    "Deux documents décrivent « {{name}} ». Réunissez-les en un seul, ou renommez l’un des deux.",
  "configuration.listed-twice": "« {{name}} » est deux fois dans la liste. Enlevez l’une des entrées.",
  "configuration.origin-differs":
    "L’application « {{name}} » a été créée avec un autre {{member}} ({{stored}}), qui ne peut pas être changé. Corrigez le fichier, ou donnez-lui un autre nom pour créer une seconde application.",
  "configuration.reference-unresolved":
    "La référence {{reference}} ne mène à aucun secret sur la machine qui exécute la commande. Définissez la variable ou créez le fichier, ou écrivez keep si l’application a déjà un secret.",
  "configuration.credential-needed":
    "Le secret enregistré de « {{name}} » serait envoyé à {{server}}, qui ne l’a pas reçu jusqu’ici. Nommez le secret avec $env:NOM ou $file:CHEMIN ; keep ne suffit pas ici.",
  "configuration.credential-none":
    "L’application n’a pas de secret enregistré à conserver. Nommez-en un avec $env:NOM ou $file:CHEMIN.",
  "configuration.too-many-deletions_one":
    "Rien n’a été changé, car la configuration supprimerait {{deletions}} entrée, qui concerne des comptes liés ({{accounts}} au plus), et la limite est {{limit}}. Vérifiez avec muster config diff --prune. Si la suppression est voulue, répétez la commande avec un --accept-deletions plus élevé.",
  "configuration.too-many-deletions_many":
    "Rien n’a été changé, car la configuration supprimerait {{deletions}} d’entrées, qui concernent des comptes liés ({{accounts}} au plus), et la limite est {{limit}}. Vérifiez avec muster config diff --prune. Si les suppressions sont voulues, répétez la commande avec un --accept-deletions plus élevé.",
  "configuration.too-many-deletions_other":
    "Rien n’a été changé, car la configuration supprimerait {{deletions}} entrées, qui concernent des comptes liés ({{accounts}} au plus), et la limite est {{limit}}. Vérifiez avec muster config diff --prune. Si les suppressions sont voulues, répétez la commande avec un --accept-deletions plus élevé.",
  "configuration.kind-unknown":
    "Un document a besoin d’un membre kind avec l’une de ces valeurs : {{known}}. Corrigez-le.",
  "configuration.organization-differs":
    "Le document porte sur l’organisation « {{name}} », et la commande travaille dans « {{organization}} ». Nommez l’autre avec --org, ou utilisez --all-organizations.",
  "configuration.organization-missing":
    "Le document ne nomme pas son organisation. Ajoutez le membre organization, car des documents de plusieurs organisations sont appliqués ensemble.",
  "configuration.organization-unknown":
    "Il n’y a pas d’organisation « {{name}} ». Corrigez le nom, ou ajoutez un document du genre organization, qui la crée.",
  "configuration.organization-elsewhere":
    "Cette adresse n’accepte que des documents d’applications. Envoyez ceux d’organisations à configuration/whole.",
  "configuration.application-missing":
    "L’organisation n’a pas d’application « {{name}} », et aucun document ne la décrit. Ajoutez un document, ou enlevez le nom de la liste.",
  "configuration.webhook-url-missing":
    "Le webhook « {{name}} » n’existe pas encore, et le document ne donne pas d’url. Ajoutez son adresse.",
  "configuration.signing-secret":
    "La référence {{reference}} mène à un texte qui ne peut pas signer de messages. Un secret de signature commence par whsec_, suivi d’au moins 24 octets en base64.",
  "configuration.credential-form":
    "La référence {{reference}} mène à un texte qui ne peut pas être un secret : un jeton ou un secret de client tient en une ligne, une clé privée est au format PEM, et aucun n’a plus de 16 384 caractères. Vérifiez la variable ou le fichier.",
  "configuration.partly-applied":
    "Changements faits : {{done}} sur {{of}}. Le suivant a été refusé. Corrigez la cause et relancez la commande, qui fait les autres.",
  "configuration.yaml-alias":
    "Un alias n’est pas permis ici, car des alias peuvent rendre un court fichier sans fin. Écrivez la valeur en entier.",
  "configuration.yaml-duplicate-key": "Ce membre figure déjà plus haut. Enlevez l’un des deux.",
  "configuration.yaml-tab": "Une tabulation ne peut pas servir de retrait en YAML. Utilisez des espaces.",
  "configuration.yaml-depth":
    "Le document est imbriqué trop profondément. Vérifiez les crochets et les retraits.",
  "configuration.yaml-number":
    "La valeur n’est pas un nombre fini. Écrivez-en une autre, ou mettez un texte entre guillemets.",
  "configuration.yaml-name": "La configuration n’a pas de membre __proto__. Enlevez-le.",
  "configuration.yaml-syntax": "Le texte n’est pas du YAML valide. Corrigez-le ici ou juste avant.",
  "configuration.not-an-object":
    "Un document doit être un objet avec des membres tels que muster, kind et name. Corrigez-le.",
  "configuration.secret-in-clear":
    "Un secret ne doit pas figurer dans un fichier. Placez-le dans une variable ou dans un fichier à part, et écrivez $env:NOM ou $file:CHEMIN comme credential. Si le fichier a été partagé, remplacez le secret.",
  "usage.configuration-empty":
    "{{file}} ne contient aucune configuration. Donnez un fichier YAML, ou un dossier avec des fichiers YAML.",
  "usage.configuration-too-long":
    "{{file}} dépasse {{limit}} caractères. Divisez-le en plusieurs fichiers et appliquez-les un par un.",
  "usage.config-yes-missing_one":
    "Rien n’a été changé. Pour faire {{changes}} changement, répétez la commande avec --yes.",
  "usage.config-yes-missing_many":
    "Rien n’a été changé. Pour faire {{changes}} de changements, répétez la commande avec --yes.",
  "usage.config-yes-missing_other":
    "Rien n’a été changé. Pour faire les {{changes}} changements, répétez la commande avec --yes.",
  "invalid.assignment-subject": "demande exactement un membre parmi everyone, user et group",
  "invalid.seed": "doit avoir 64 chiffres hexadécimaux en minuscules, ou être un UUID",
  "invalid.credential-reference":
    "doit être $env:NOM, $file:CHEMIN ou keep, ou avoir l’un des deux premiers comme from à côté de ifMissing: keep",
  "cli.config-same": "Aucun changement : tout est tel que le dit la configuration.",
  "cli.config-application": "application « {{name}} »",
  "cli.config-organization": "organisation « {{name}} »",
  "cli.config-accounts_one": "{{count}} compte lié",
  "cli.config-accounts_many": "{{count}} de comptes liés",
  "cli.config-accounts_other": "{{count}} comptes liés",
  "cli.config-question_one": "Faire ce changement ? (oui/non)",
  "cli.config-question_many": "Faire ces {{count}} de changements ? (oui/non)",
  "cli.config-question_other": "Faire ces {{count}} changements ? (oui/non)",
  "cli.config-not-applied": "Rien n’a été changé.",
  "cli.config-applied_one": "{{count}} changement a été fait. muster plan montre son effet sur les comptes.",
  "cli.config-applied_many":
    "{{count}} de changements ont été faits. muster plan montre leur effet sur les comptes.",
  "cli.config-applied_other":
    "{{count}} changements ont été faits. muster plan montre leur effet sur les comptes.",
  "cli.config-omitted":
    "Le fichier laisse de côté pour « {{name}} », car il y a trop d’entrées : {{sections}}",
  "cli.config-comment-document":
    "Configuration de Muster. Comparez-la avec muster config diff FICHIER, et appliquez-la avec muster config apply FICHIER.\nUne section absente reste telle quelle. Chaque membre est décrit dans docs/fr/configuration-files.md.",
  "cli.config-comment-softDeleteDays":
    "Le nombre de jours pendant lesquels les utilisateurs que SCIM supprime sont gardés ; 0 les enlève tout de suite.",
  "cli.config-comment-definitions":
    "Schémas et types de ressources de l’organisation (docs/fr/schemas.md). --prune enlève les autres.",
  "cli.config-comment-webhooks":
    "Adresses auxquelles les événements sont envoyés (docs/fr/events.md). --prune enlève les autres.\nUn nouveau webhook sans secret reçoit le sien ; types: null envoie tous les événements.",
  "cli.config-comment-applications":
    "Toutes les applications, chacune avec son propre document. --prune enlève les autres ; leurs comptes restent dans la cible.",
  "cli.config-comment-template":
    "Le modèle de la galerie (docs/fr/gallery.md). Il ne peut pas être changé ensuite.",
  "cli.config-comment-connector": "Le connecteur qui parle à la cible. Il ne peut pas être changé ensuite.",
  "cli.config-comment-config": "Réglages du connecteur, comme l’adresse ; null en enlève un.",
  "cli.config-comment-seed":
    "Les valeurs de Guid et de RandomString découlent de ce germe : une application créée d’après ce fichier donne les mêmes.\nIl n’ouvre rien, et les mots de passe initiaux (writeOnly) n’en découlent pas ; mais un lecteur du fichier peut calculer ces valeurs.",
  "cli.config-comment-credential":
    "Le secret, jamais en clair : $env:NOM ou $file:CHEMIN sur la machine qui exécute muster config apply.\nifMissing: keep garde le secret enregistré tant que la référence ne mène à aucun.",
  "cli.config-comment-settings":
    "Réglages qui diffèrent de leur valeur par défaut (docs/fr/settings.md) ; null en rétablit un.",
  "cli.config-comment-schedule":
    "Si les cycles s’exécutent d’eux-mêmes : on ou off. Leur intervalle est le réglage everySeconds.",
  "cli.config-comment-roles": "Rôles que les affectations peuvent donner ; value est ce que reçoit la cible.",
  "cli.config-comment-mappings":
    "Attributs des comptes et leurs sources (docs/fr/mappings.md) ; default est celle du modèle ou du connecteur.",
  "cli.config-comment-scopes":
    "Filtres de périmètre (docs/fr/provisioning.md) : un objet affecté est concerné si l’un d’eux est satisfait. [] : aucun filtre.",
  "cli.config-comment-assignments":
    "Utilisateurs affectés par userName et groupes par displayName. --prune enlève les autres.",
  "cli.config-comment-selectedGroups":
    "Groupes envoyés à la cible quand le réglage groups est selected, par displayName. --prune enlève les autres.",
  "help.config": "écrire la configuration dans des fichiers, la comparer et l’appliquer",
  "help.config.export":
    "écrire une application, une organisation ou toutes, en YAML, avec des commentaires et sans secrets",
  "help.config.diff": "montrer les changements que feraient des fichiers de configuration ; ne change rien",
  "help.config.apply":
    "faire les changements de fichiers de configuration ; une seconde exécution ne change rien",
  "help.config.schema":
    "afficher le schéma JSON des fichiers de configuration, pour les éditeurs ; n’appelle aucun serveur",
  "help.option.all-organizations":
    "toutes les organisations au lieu d’une ; demande un administrateur de l’instance",
  "help.option.config-prune": "supprimer les entrées qu’une liste des fichiers laisse de côté",
  "help.option.config-accept-deletions":
    "le plus grand nombre de suppressions, de 0 à 100000 (par défaut : 10)",
  "help.option.config-yes": "faire les changements sans poser de question",
} as const satisfies Translation<typeof english>;
