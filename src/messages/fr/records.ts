import type { records as english } from "../en/records.ts";
import type { Translation } from "../translation.ts";

/** Le journal, les échanges enregistrés, les réponses aux retenues et l’effet d’une correspondance, en ligne de commande. */
export const records = {
  "help.exchange": "montrer une requête enregistrée avec sa réponse, sans secrets",
  "help.option.log-cycle": "n’afficher que les entrées du cycle qui a cet identifiant",
  "help.option.log-object": "n’afficher que les entrées de l’utilisateur ou du groupe qui a cet identifiant",
  "help.option.log-search":
    "n’afficher que les entrées qui ont ce texte dans le nom, le compte, un changement ou l’erreur",
  "help.option.log-since":
    "n’afficher que les entrées à partir de cette date, comme 2026-02-03 ou 2026-02-03T04:05:06Z",
  "help.option.log-until": "n’afficher que les entrées jusqu’à cette date",
  "help.option.log-export":
    "imprimer comme fichier les entrées que les filtres choisissent : csv, json ou jsonl ; toutes, ou autant que le dit --limit",
  "help.option.audit-export":
    "écrire comme fichier toutes les entrées que les filtres choisissent : csv ou jsonl",
  "cli.answer-broke-off":
    "La réponse de {{url}} s’est interrompue avant sa fin ({{reason}}) : ce qui a été écrit n’est pas le fichier entier. Exécutez de nouveau la commande.",
  "help.mapping.preview":
    "compter les comptes où la correspondance d’un fichier donne d’autres valeurs, sans rien changer",
  "cli.mapping-preview": "{{path}} : {{changed}} sur {{accounts}} changent",
  "cli.mapping-preview-none": "Aucun attribut des {{accounts}} comptes ne change.",
  "cli.mapping-preview-problems_one":
    "{{count}} objet serait retenu, parce qu’un attribut n’a pas de valeur utilisable.",
  "cli.mapping-preview-problems_many":
    "{{count}} d’objets seraient retenus, parce qu’un attribut n’a pas de valeur utilisable.",
  "cli.mapping-preview-problems_other":
    "{{count}} objets seraient retenus, parce qu’un attribut n’a pas de valeur utilisable.",
  "cli.hold-approved": "approuvé par {{by}} jusqu’au {{until}} ; le prochain plan l’exécute",
  "cli.hold-rejected": "rejeté par {{by}} jusqu’au {{until}} ; le compte reste comme il est",
  "cli.hold-approved-for-good": "approuvé par {{by}} ; le prochain plan l’exécute",
  "cli.hold-rejected-for-good":
    "rejeté par {{by}} jusqu’à ce que la décision change ; le compte reste tel quel",
  "cli.exchange-carrier": "dans la requête groupée {{id}}",
  "cli.exchange-joined_one": "requête groupée avec {{count}} modification",
  "cli.exchange-joined_many": "requête groupée avec {{count}} de modifications",
  "cli.exchange-joined_other": "requête groupée avec {{count}} modifications",
  "cli.exchange-step": "étape {{operation}} de {{name}} dans le cycle {{cycle}}",
  "cli.exchange-request": "Requête",
  "cli.exchange-response": "Réponse",
} as const satisfies Translation<typeof english>;
