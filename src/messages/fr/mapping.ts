import type { mapping as english } from "../en/mapping.ts";
import type { Translation } from "../translation.ts";

/** Les erreurs des correspondances et des expressions de leur langage. */
export const mapping = {
  "mapping.mapping-not-an-object":
    "Une correspondance est un objet avec attributes, la liste de ses attributs.",
  "mapping.mapping-type-invalid":
    "Le type d’une correspondance est user ou group. Prenez celui auquel elle est destinée.",
  "mapping.mapping-attributes-invalid":
    "Une correspondance a besoin de attributes, la liste de ses attributs.",
  "mapping.mapping-attributes-too-many": "Une correspondance a au plus {{max}} attributs. Enlevez-en.",
  "mapping.actions-invalid":
    "Le membre actions est un objet avec create, update, disable ou delete, chacun true ou false.",
  "mapping.attribute-not-an-object":
    "Chaque attribut d’une correspondance est un objet avec target, kind et apply. Corrigez celui-ci.",
  "mapping.apply-invalid": "apply est always ou on-create. Prenez l’un des deux.",
  "mapping.matching-invalid":
    "matching est un nombre entier à partir de 1, ou est omis. Donnez le rang de la recherche.",
  "mapping.matching-missing":
    "Aucun attribut ne retrouve les comptes existants. Donnez matching 1 à un attribut qui identifie un compte, comme userName.",
  "mapping.matching-on-none":
    "Cet attribut n’a pas de valeur ; on ne peut pas rechercher de comptes par lui. Enlevez matching, ou donnez une source à l’attribut.",
  "mapping.matching-on-reference":
    "On ne peut pas rechercher de comptes par une référence. Enlevez matching ou reference.",
  "mapping.unique-value-always":
    "SelectUniqueValue choisit une valeur pour un nouveau compte, et un compte existant garde la sienne. Faites agir l’attribut seulement à la création d’un compte.",
  "mapping.unique-value-matching":
    "Aucun compte ne peut être recherché par un attribut avec SelectUniqueValue : sa valeur n’est choisie qu’après la recherche. Retirez matching, ou prenez une autre expression.",
  "mapping.unique-value-reference":
    "SelectUniqueValue choisit un texte, et une référence est un utilisateur. Retirez reference, ou prenez une autre expression.",
  "mapping.first-of-choices_one": "la seule valeur ; un plan vérifie qu’aucun compte ne l’a",
  "mapping.first-of-choices_many":
    "la première de {{count}} de valeurs ; un plan prend la première qu’aucun compte n’a",
  "mapping.first-of-choices_other":
    "la première de {{count}} valeurs ; un plan prend la première qu’aucun compte n’a",
  "mapping.source-unknown":
    "{{target}} : les objets de ce type n’ont pas d’attribut « {{source}} », qui ne donne donc jamais de valeur.",
  "mapping.name-unknown":
    "Les utilisateurs n’ont pas d’attribut « {{source}} », qui ne donne donc jamais de valeur.",
  "mapping.write-only-invalid": "writeOnly est true ou false, ou omis.",
  "mapping.write-only-kind":
    "Une valeur en écriture seule est produite par une expression au moment de l’envoi : une constante se lirait dans la correspondance, et un attribut dans l’annuaire. Prenez kind expression, comme RandomString(16, 2, 1, 2, 2).",
  "mapping.write-only-always":
    "Une valeur en écriture seule n’est gardée nulle part : elle ne peut pas être comparée et serait envoyée à chaque cycle. Faites agir l’attribut seulement à la création d’un compte.",
  "mapping.write-only-matching":
    "Aucun compte ne peut être recherché par un attribut en écriture seule, dont rien ne connaît la valeur. Retirez matching ou writeOnly.",
  "mapping.write-only-reference":
    "Une référence est l’id d’un compte et n’est pas un secret. Retirez reference ou writeOnly.",
  "mapping.write-only-default":
    "Une valeur par défaut se lit dans la correspondance. Retirez defaultIfNull, ou mettez Coalesce dans l’expression.",
  "mapping.write-only-required":
    "Un mot de passe est un secret : il est envoyé et n’est gardé nulle part. Mettez l’attribut en écriture seule, avec une expression qui agit seulement à la création d’un compte.",
  "mapping.write-only-unique":
    "SelectUniqueValue cherche ses valeurs dans la cible : elles ne sont pas secrètes. Prenez une autre expression, ou retirez writeOnly.",
  "mapping.made-when-sent": "produite à la création du compte, et gardée nulle part",
  "mapping.redact-matching":
    "Aucun compte ne peut être recherché par un attribut avec Redact : la recherche et ses raisons montreraient la valeur. Retirez matching, ou prenez une autre expression.",
  "mapping.redact-unique":
    "SelectUniqueValue cherche ses valeurs dans la cible, et Redact ne peut donc pas les cacher. Retirez l’une des deux fonctions.",
  "mapping.default-domain-unknown":
    "DefaultDomain est un réglage d’une application, et il est donc absent ici ; muster mapping test montre la valeur",
  "mapping.reference-invalid": "reference est user, ou est omis.",
  "mapping.default-invalid":
    "La valeur par défaut est un texte, un nombre, true, false ou une liste de textes, et une référence n’en a pas. Corrigez-la ou enlevez-la.",
  "mapping.constant-invalid":
    "Une constante est un texte, un nombre, true, false ou une liste de textes. Prenez l’un de ceux-ci.",
  "mapping.kind-invalid":
    "La sorte de source « {{kind}} » n’existe pas. Donnez à kind la valeur direct, constant, expression ou none.",
  "mapping.target-invalid":
    '{{path}} n’est pas le chemin d’un attribut. Écrivez title, name.givenName, emails[type eq "work"].value ou urn:example:User:costCenter.',
  "mapping.target-not-writable":
    "{{path}} ne peut pas avoir de correspondance, car la cible ou les appartenances le déterminent. Enlevez-le.",
  "mapping.target-needs-sub-attribute":
    "{{path}} a des parties et pas de valeur propre. Nommez la partie, comme name.givenName.",
  "mapping.target-needs-filter":
    '{{path}} a plusieurs éléments. Nommez-en un, comme emails[type eq "work"].value.',
  "mapping.target-fixed-by-filter":
    "Le filtre de {{path}} fixe déjà cet attribut, ou aucun élément ne peut le satisfaire. Prenez un autre attribut, ou corrigez le filtre.",
  "mapping.target-overlaps":
    "Deux correspondances mènent au même attribut : {{other}} se trouve plus haut. Enlevez l’une des deux.",
  "mapping.member-unknown": "Une correspondance n’a pas de membre {{name}}. Corrigez le nom ou enlevez-le.",
  "mapping.expression-empty":
    "L’expression est vide. Écrivez un attribut entre crochets, un texte entre guillemets ou une fonction.",
  "mapping.expression-too-long":
    "L’expression a plus de {{max}} caractères. Répartissez-la sur plusieurs attributs.",
  "mapping.expression-too-deep":
    "Plus de {{max}} fonctions sont imbriquées les unes dans les autres. Simplifiez l’expression.",
  "mapping.character-unexpected":
    "Le caractère {{character}} n’a pas de sens ici. Mettez les textes entre guillemets doubles.",
  "mapping.text-unterminated": "Le texte qui commence ici n’a pas de guillemet fermant.",
  "mapping.source-unterminated": "L’attribut qui commence ici n’a pas de crochet fermant.",
  "mapping.source-invalid":
    "[{{source}}] n’est pas le nom d’un attribut. Utilisez un nom comme mail, ou un chemin SCIM.",
  "mapping.token-unexpected": "{{token}} ne peut pas se trouver ici.",
  "mapping.expression-incomplete": "L’expression se termine trop tôt.",
  "mapping.function-unknown":
    "Le langage n’a pas de fonction {{name}}. Les majuscules et les minuscules comptent dans les noms de fonctions ; docs/functions.md donne la liste de toutes.",
  "mapping.function-nested":
    "{{name}} doit être l’expression entière ; elle ne peut pas se trouver dans une autre fonction.",
  "mapping.argument-count-wrong": "{{name}} attend un autre nombre d’arguments ; l’appel en a {{count}}.",
  "mapping.argument-missing": "L’argument {{argument}} de {{name}} ne peut pas être omis.",
  "mapping.argument-invalid":
    "L’argument {{argument}} de {{name}} a une valeur que la fonction n’accepte pas.",
  "mapping.pattern-invalid":
    "Le motif {{pattern}} ne peut pas être lu. Les motifs suivent RE2 : sans assertion avant ni référence arrière, 1 000 caractères au plus, et 2 500 pas au plus avec les répétitions que des nombres comme {200} représentent.",
  "mapping.group-unknown": "Le motif {{pattern}} n’a pas de groupe {{group}}.",
  "mapping.no-result":
    "L’expression n’a pas de résultat avec ces valeurs : il aurait plus de {{max}} caractères ou serait trop long à calculer, ou un motif qu’elle lit n’est pas valable. Utilisez des valeurs plus courtes, ou corrigez le motif.",
  "mapping.patterns-too-large":
    "Les motifs de ces entrées sont trop grands ensemble. Utilisez moins de motifs, des motifs plus courts, ou des nombres plus petits dans {200}.",
  "mapping.too-much-work":
    "L’évaluation prendrait trop de temps avec ces valeurs : elle n’a pas été faite. Utilisez des valeurs plus courtes, des motifs plus simples ou moins de fonctions.",
  "mapping.source-name-invalid":
    "{{name}} n’est pas le nom d’un attribut. Utilisez un nom comme mail, ou un chemin SCIM, sans les crochets.",
  "usage.not-a-pair":
    "{{option}} demande un nom et une valeur, par exemple {{option}} mail=mira@contoso.example, et non {{value}}.",
  "usage.not-mapped": "La correspondance n’a pas d’attribut {{target}} ; il n’y a rien à enlever.",
  "usage.mapping-source":
    "La correspondance n’a pas encore d’attribut {{target}}. Donnez sa source : --source, --constant, --expression ou --none.",
  "usage.mapping-target-or-file":
    "Donnez soit l’attribut à changer avec ses options, soit --action, soit --file avec une correspondance entière.",
  "cli.mapping-file-unknown":
    "{{file}} : « {{name}} » est inconnu en tête d’un fichier de correspondance, qui a user, group ou les deux. Corrigez le nom ou retirez-le. Rien n’a été modifié.",
  "cli.file-not-mapping":
    "{{file}} ne contient pas la correspondance. Écrivez du JSON avec user, group ou les deux, chacun avec ses attributes ; muster mapping show APP --json montre la forme.",
  "cli.mapping-matching": "recherche n° {{matching}}",
  "cli.mapping-matching-with": "recherche n° {{matching}}, avec {{others}}",
  "cli.mapping-search-and": "{{search}} et {{path}} = {{value}}",
  "cli.mapping-at-creation": "à la création seulement",
  "cli.mapping-default": "par défaut {{value}}",
  "cli.mapping-write-only": "écriture seule",
  "cli.mapping-made-when-sent": "[produite à l’envoi]",
  "help.option.mapping-write-only":
    "produire la valeur à l’envoi et ne la garder nulle part, pour un mot de passe initial : on, off",
  "cli.mapping-reference": "le compte de cet utilisateur",
  "mapping.reference-awaited": "attend le compte de {{user}}",
  "mapping.reference-none": "{{user}} ne reçoit pas de compte : rien n’est envoyé",
  "mapping.reference-unknown": "l’annuaire n’a pas un tel utilisateur : rien n’est envoyé",
  "cli.mapping-same": "La correspondance est la même qu’avant. Rien n’a été changé.",
  "usage.mapping-match":
    "--match prend la place de l’attribut parmi ceux par lesquels on cherche les comptes, de 1 à 100, ou off, pas « {{value}} ».",
  "usage.mapping-action":
    "{{value}} n’est pas une action avec on ou off. Écrivez --action create=off ; les actions sont create, update, disable et delete.",
  "cli.mapping-off": "désactivé : {{actions}}",
  "cli.mapping-set":
    "La correspondance est enregistrée. Le cycle suivant transforme de nouveau tous les utilisateurs et groupes : muster plan {{app}}",
  "cli.mapping-searched": "Un compte existant est recherché par",
  "cli.mapping-update-count_one": "Un compte existant est maintenu à {{count}} de ces valeurs.",
  "cli.mapping-update-count_many": "Un compte existant est maintenu à {{count}} de ces valeurs.",
  "cli.mapping-update-count_other": "Un compte existant est maintenu à {{count}} de ces valeurs.",
  "help.mapping.show":
    "montrer les correspondances d’une application, chaque attribut avec sa source et ses options",
  "help.mapping.set":
    "ajouter, changer ou enlever un attribut d’une correspondance, ou la remplacer entière par un fichier",
  "help.mapping.reset": "adopter la correspondance par défaut du modèle, ou la plus récente du connecteur",
  "help.mapping.test":
    "montrer ce qu’une correspondance fait d’un utilisateur ou d’un groupe ; ne change rien",
  "help.option.mapping-type":
    "correspondance des utilisateurs ou des groupes : user, group (pour set, user par défaut)",
  "help.option.mapping-source": "attribut de l’annuaire d’où vient la valeur",
  "help.option.mapping-constant":
    "la même valeur pour tous ; un nombre, true, false ou une liste en JSON n’est pas un texte",
  "help.option.mapping-expression": "expression qui donne la valeur",
  "help.option.mapping-none": "laisser l’attribut tel qu’il est dans la cible",
  "help.option.mapping-default":
    'valeur d’un nouveau compte quand la source est vide ; "" enlève la valeur par défaut',
  "help.option.mapping-when": "quand la valeur est envoyée : always, creation",
  "help.option.mapping-match":
    "rang parmi les recherches d’un compte existant, 1 d’abord, rangs égaux ensemble ; off l’enlève des recherches",
  "help.option.mapping-reference":
    "user envoie le compte de l’utilisateur que la source nomme, comme le manager ; off envoie la valeur elle-même",
  "help.option.mapping-remove": "enlever l’attribut de la correspondance",
  "help.option.mapping-action":
    "activer ou désactiver create, update, disable ou delete, par exemple update=off ; peut être répétée",
  "help.option.mapping-file":
    "fichier JSON avec la correspondance entière des utilisateurs, des groupes ou des deux ; l’autre reste",
  "help.option.mapping-test-user": "un utilisateur, par userName ou id",
  "help.option.mapping-test-group": "un groupe, par displayName ou id",
  "help.option.mapping-test-file":
    "fichier JSON avec une correspondance à essayer à la place de celle qui est enregistrée",
  "cli.value-absent": "(aucune valeur : l’attribut serait absent)",
  "cli.expression-wrong_one": "L’expression comporte une erreur.",
  "cli.expression-wrong_many": "L’expression comporte {{count}} d’erreurs.",
  "cli.expression-wrong_other": "L’expression comporte {{count}} erreurs.",
  "cli.value-changes-at": "(la valeur peut changer le {{at}})",
  "cli.value-restless":
    "(la valeur change toutes les minutes ou plus souvent : aucun utilisateur n’est planifié à cause d’elle)",
  "cli.more-errors_one": "… et {{count}} autre, indiquée quand celles-ci seront corrigées",
  "cli.more-errors_many": "… et {{count}} d’autres, indiquées quand celles-ci seront corrigées",
  "cli.more-errors_other": "… et {{count}} autres, indiquées quand celles-ci seront corrigées",
  "cli.error-at": "{{place}}, à la position {{position}}",
  "cli.expected": "Possible ici : {{expected}}",
} as const satisfies Translation<typeof english>;
