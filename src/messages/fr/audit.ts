/** La chaîne du journal d’audit : ce qu’une vérification a trouvé. */
export const audit = {
  "help.option.audit-id": "seulement l’entrée qui a cet id",
  "help.option.audit-service":
    "seulement les activités de ce service : Core Directory, Account Provisioning ou admin",
  "help.audit.verify":
    "comparer le journal d’audit à ses sceaux : montre le premier changement, le premier manque ou le premier ajout",
  "help.audit.errors":
    "montrer les réponses d’erreur du serveur, de la plus récente à la plus ancienne, ou celle qui a un id de suivi",
  "help.option.errors-instance":
    "celles qui n’appartiennent à aucune organisation, comme les connexions refusées ; avec --id, de toute organisation",
  "help.option.errors-id": "seulement la réponse qui a cet id de suivi",
  "help.option.errors-status": "seulement les réponses qui ont ce statut HTTP",
  "help.option.errors-code": "seulement les réponses qui ont ce code, par exemple plan.not-found",
  "help.option.errors-actor": "seulement les réponses à cet acteur : person:ID, token:ID ou anonymous",
  "help.option.errors-since": "seulement les réponses à partir de ce jour ou de cet instant",
  "help.option.errors-until": "seulement les réponses jusqu’à ce jour ou à cet instant",
  "column.answer": "réponse",
  "column.request": "requête",
  "column.tracking-id": "id de suivi",
  "help.option.verify-data":
    "vérifier dans ce dossier de données, ou dans la base de MUSTER_DATABASE_URL, sans serveur : toutes les organisations, à moins d’en nommer une",
  "help.option.verify-file": "vérifier un fichier que muster audit a exporté avec --format jsonl",
  "help.option.verify-partial":
    "le fichier n’a qu’une partie des entrées, parce que des filtres les ont choisies",
  "help.option.verify-org": "une organisation, par son nom ou son id",
  "help.option.verify-instance": "le journal d’audit de l’instance",
  "help.option.verify-expect": "un hachage de la chaîne, noté auparavant : il doit faire partie de la chaîne",
  "invalid.hash": "doit avoir 64 chiffres hexadécimaux en minuscules",
  "audit.verification-busy":
    "Plusieurs vérifications de ce journal d’audit sont déjà en cours ou en attente. Attendez qu’elles soient terminées, puis réessayez.",
  "usage.verify-place":
    "Donnez soit --data, pour vérifier sur place, soit --file, pour vérifier un fichier exporté.",
  "usage.verify-partial": "--partial va avec --file.",
  "usage.verify-expect":
    "Un hachage appartient à un seul journal d’audit : nommez-le avec --org ou --instance, à côté de --expect et --data.",
  "cli.audit-trail": "Journal d’audit de {{name}}",
  "cli.audit-trail-instance": "Journal d’audit de l’instance",
  "cli.audit-intact": "Intact : les entrées {{first}} à {{last}} correspondent à leurs sceaux.",
  "cli.audit-none": "Intact : aucune entrée n’est encore scellée.",
  "cli.audit-file-intact":
    "Intact : les entrées scellées du fichier ({{count}}) correspondent à leurs hachages.",
  "cli.audit-broken": "PAS intact : {{text}}",
  "cli.audit-head":
    "Dernier sceau : {{seal}}, apposé le {{at}}, jusqu’à l’entrée {{record}}.\nHachage de la chaîne : {{hash}}",
  "cli.audit-file-head": "Dernière entrée scellée : {{record}}.\nHachage de la chaîne : {{hash}}",
  "cli.audit-removed":
    "Les entrées plus anciennes, jusqu’à {{record}}, ont été supprimées à cause de leur âge.",
  "cli.audit-unsealed_one": "{{count}} entrée plus récente n’est pas encore scellée.",
  "cli.audit-unsealed_many": "{{count}} d’entrées plus récentes ne sont pas encore scellées.",
  "cli.audit-unsealed_other": "{{count}} entrées plus récentes ne sont pas encore scellées.",
  "cli.audit-file-unsealed_one": "{{count}} entrée du fichier n’était pas scellée lors de l’export.",
  "cli.audit-file-unsealed_many": "{{count}} d’entrées du fichier n’étaient pas scellées lors de l’export.",
  "cli.audit-file-unsealed_other": "{{count}} entrées du fichier n’étaient pas scellées lors de l’export.",
  "cli.audit-uncertified_one":
    "La signature de {{count}} sceau n’a pas pu être contrôlée : une autre clé maîtresse l’a faite.",
  "cli.audit-uncertified_many":
    "Les signatures de {{count}} de sceaux n’ont pas pu être contrôlées : une autre clé maîtresse les a faites.",
  "cli.audit-uncertified_other":
    "Les signatures de {{count}} sceaux n’ont pas pu être contrôlées : une autre clé maîtresse les a faites.",
  "cli.audit-no-key":
    "Les signatures des sceaux n’ont pas été contrôlées, car aucune clé maîtresse n’est présente ici.",
  "audit-break.changed": "l’entrée {{record}} ({{id}}, {{at}}) a été changée après avoir été scellée.",
  "audit-break.missing": "l’entrée {{record}} a été supprimée après avoir été scellée.",
  "audit-break.added":
    "une entrée ({{id}}, {{at}}) a été ajoutée parmi celles qui sont scellées ; elle précède l’entrée {{record}}.",
  "audit-break.seal-changed": "le sceau {{seal}} a été changé, ou ne suit pas celui qui le précède.",
  "audit-break.seal-missing": "le sceau {{seal}} manque, ou bien la ligne qui dit quel sceau est le dernier.",
  "audit-break.hash-missing":
    "le hachage que vous avez noté n’est nulle part dans la chaîne. La chaîne a été raccourcie ou recalculée, elle vient d’une sauvegarde plus ancienne, ou le hachage appartient à un autre journal d’audit ou à des entrées supprimées depuis.",
  "cli.audit-line": "Ligne {{line}} du fichier : {{text}}",
  "cli.audit-not-an-entry":
    "La ligne {{line}} de {{file}} n’est pas une entrée d’un journal d’audit. Exportez de nouveau le journal avec muster audit --format jsonl, et laissez le fichier tel quel.",
  "audit-break.twice": "l’entrée {{record}} apparaît deux fois.",
} as const;
