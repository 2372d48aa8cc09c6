import type { mapping as english } from "../en/mapping.ts";
import type { Translation } from "../translation.ts";

/** Les erreurs des correspondances et des expressions de leur langage. */
export const mapping = {
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
    "Le langage n’a pas de fonction {{name}}. Les majuscules et les minuscules comptent dans les noms de fonctions.",
  "mapping.function-nested":
    "{{name}} doit être l’expression entière ; elle ne peut pas se trouver dans une autre fonction.",
  "mapping.argument-count-wrong": "{{name}} n’accepte pas {{count}} arguments.",
  "mapping.argument-missing": "L’argument {{argument}} de {{name}} ne peut pas être omis.",
  "mapping.argument-invalid":
    "L’argument {{argument}} de {{name}} a une valeur que la fonction n’accepte pas.",
  "mapping.pattern-invalid":
    "Le motif {{pattern}} ne peut pas être lu. Les motifs suivent RE2 : sans assertion avant ni référence arrière, 1 000 caractères au plus.",
  "mapping.group-unknown": "Le motif {{pattern}} n’a pas de groupe {{group}}.",
  "mapping.source-name-invalid":
    "{{name}} n’est pas le nom d’un attribut. Utilisez un nom comme mail, ou un chemin SCIM, sans les crochets.",
  "usage.not-a-pair":
    "{{option}} demande un nom et une valeur, par exemple {{option}} mail=mira@contoso.example, et non {{value}}.",
  "cli.value-absent": "(aucune valeur : l’attribut serait absent)",
  "cli.expression-wrong_one": "L’expression comporte une erreur.",
  "cli.expression-wrong_many": "L’expression comporte {{count}} d’erreurs.",
  "cli.expression-wrong_other": "L’expression comporte {{count}} erreurs.",
  "cli.error-at": "{{place}}, à la position {{position}}",
  "cli.expected": "Possible ici : {{expected}}",
} as const satisfies Translation<typeof english>;
