/** Words for scoping filters: errors in them, and what their commands print. */
export const scoping = {
  "app.scope-invalid_one":
    "The scoping filters were not changed, because {{errors}} place in them is wrong. Correct it and repeat the command.",
  "app.scope-invalid_other":
    "The scoping filters were not changed, because {{errors}} places in them are wrong. Correct them and repeat the command.",
  "scoping.invalid":
    "A scope is an object with user or group, each with a list of filters; a filter has clauses, or is a text.",
  "scoping.member-unknown": "{{name}} is not known here. Remove it, or correct its name.",
  "scoping.filters-too-many": "There are more than {{max}} filters. Join some of them.",
  "scoping.clauses-missing":
    "The filter has no clauses. Give at least one, or remove the filter: without filters, assignments alone decide.",
  "scoping.clauses-too-many": "The filter has more than {{max}} clauses. Remove some, or use REGEX MATCH.",
  "scoping.name-invalid": "The name of a filter has 1 to {{max}} characters.",
  "scoping.attribute-invalid":
    '"{{attribute}}" is not the name of an attribute. Use a name such as department, a SCIM path, memberOf or manager.title.',
  "scoping.attribute-unknown":
    'The directory has no attribute "{{attribute}}" for this type of object. Correct the name, or define it in a schema.',
  "scoping.attribute-roles":
    "A clause cannot read roles, because it is evaluated before them. Choose by assignments who gets an account, or by memberOf.",
  "scoping.operator-unknown": '"{{operator}}" is not an operator. Write one after the attribute.',
  "scoping.value-missing":
    "{{operator}} needs a value in double quotes. For an attribute without a value, use IS NULL.",
  "scoping.value-unneeded": "{{operator}} takes no value. Remove it.",
  "scoping.value-invalid": '{{operator}} cannot use the value "{{value}}".',
  "scoping.bracket-unterminated": "The bracket that begins here has no closing bracket.",
  "scoping.text-unterminated": "The text that begins here has no closing quote.",
  "scoping.text-unexpected":
    '"{{found}}" cannot stand here. Clauses are joined by AND; for OR, give another filter.',
  "cli.scope-no-filters": "(no filters: assignments alone decide)",
  "cli.scope-set":
    "Saved. The next cycle of {{app}} looks at everyone again; muster plan shows what it would do.",
  "help.scope.preview": "count whom other filters bring into scope and take out; changes nothing",
  "cli.scope-preview":
    "In scope now: {{before}}; with these filters: {{after}} ({{entering}} come in, {{leaving}} leave).",
  "cli.scope-losing_one": "{{count}} of those who leave has an account and loses access.",
  "cli.scope-losing_other": "{{count}} of those who leave have an account and lose access.",
  "cli.scope-filter-holds": 'scoping filter "{{filter}}" holds',
  "cli.scope-next-change": "a clause about a date next changes its result at {{at}}",
  "cli.file-not-json": "The file {{file}} is not JSON. Nothing was sent. Correct the file.",
  "cli.file-not-scope":
    "The file {{file}} does not hold a scope. Nothing was sent. Write an object with user or group, as muster scope show --json prints it.",
} as const;
