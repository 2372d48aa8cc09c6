/** Textes des filtres de périmètre : leurs erreurs, et ce que leurs commandes affichent. */
export const scoping = {
  "app.scope-invalid_one":
    "Les filtres de périmètre n’ont pas été modifiés, car {{errors}} endroit y est faux. Corrigez-le et relancez la commande.",
  "app.scope-invalid_many":
    "Les filtres de périmètre n’ont pas été modifiés, car {{errors}} d’endroits y sont faux. Corrigez-les et relancez la commande.",
  "app.scope-invalid_other":
    "Les filtres de périmètre n’ont pas été modifiés, car {{errors}} endroits y sont faux. Corrigez-les et relancez la commande.",
  "scoping.invalid":
    "Un périmètre est un objet avec user ou group, chacun avec une liste de filtres ; un filtre a des clauses, ou est un texte.",
  "scoping.member-unknown": "{{name}} n’est pas connu ici. Retirez-le, ou corrigez son nom.",
  "scoping.filters-too-many": "Il y a plus de {{max}} filtres. Réunissez-en quelques-uns.",
  "scoping.clauses-missing":
    "Le filtre n’a pas de clause. Donnez-en au moins une, ou retirez le filtre : sans filtres, les affectations décident seules.",
  "scoping.clauses-too-many": "Le filtre a plus de {{max}} clauses. Retirez-en, ou utilisez REGEX MATCH.",
  "scoping.name-invalid": "Le nom d’un filtre a de 1 à {{max}} caractères.",
  "scoping.attribute-invalid":
    "« {{attribute}} » n’est pas le nom d’un attribut. Utilisez un nom comme department, un chemin SCIM, memberOf ou manager.title.",
  "scoping.attribute-unknown":
    "L’annuaire n’a pas d’attribut « {{attribute}} » pour ce type d’objet. Corrigez le nom, ou définissez-le dans un schéma.",
  "scoping.attribute-roles":
    "Une clause ne peut pas lire les rôles, car elle est évaluée avant eux. Choisissez par les affectations, ou par memberOf, qui reçoit un compte.",
  "scoping.operator-unknown": "« {{operator}} » n’est pas un opérateur. Écrivez-en un après l’attribut.",
  "scoping.value-missing":
    "{{operator}} exige une valeur entre guillemets droits. Pour un attribut sans valeur, utilisez IS NULL.",
  "scoping.value-unneeded": "{{operator}} n’accepte pas de valeur. Retirez-la.",
  "scoping.value-invalid": "{{operator}} ne peut pas utiliser la valeur « {{value}} ».",
  "scoping.bracket-unterminated": "Le crochet qui commence ici n’a pas de crochet fermant.",
  "scoping.text-unterminated": "Le texte qui commence ici n’a pas de guillemet fermant.",
  "scoping.text-unexpected":
    "« {{found}} » ne peut pas se trouver ici. Les clauses sont jointes par AND ; pour un OU, donnez un autre filtre.",
  "cli.scope-no-filters": "(pas de filtre : les affectations décident seules)",
  "cli.scope-set":
    "Enregistré. Le prochain cycle de {{app}} examine à nouveau tout le monde ; muster plan montre ce qu’il ferait.",
  "help.scope.preview": "compter qui d’autres filtres font entrer et sortir, sans rien changer",
  "cli.scope-preview":
    "Dans le périmètre maintenant : {{before}} ; avec ces filtres : {{after}} ({{entering}} entrent, {{leaving}} sortent).",
  "cli.scope-losing_one": "{{count}} de ceux qui sortent a un compte et perd l’accès.",
  "cli.scope-losing_many": "{{count}} de ceux qui sortent ont un compte et perdent l’accès.",
  "cli.scope-losing_other": "{{count}} de ceux qui sortent ont un compte et perdent l’accès.",
  "cli.scope-filter-holds": "le filtre de périmètre « {{filter}} » est satisfait",
  "cli.scope-next-change": "une clause sur une date change de résultat le {{at}}",
  "cli.file-not-json": "Le fichier {{file}} n’est pas du JSON. Rien n’a été envoyé. Corrigez le fichier.",
  "cli.file-not-scope":
    "Le fichier {{file}} ne contient pas de périmètre. Rien n’a été envoyé. Écrivez un objet avec user ou group, comme l’affiche muster scope show --json.",
} as const;
