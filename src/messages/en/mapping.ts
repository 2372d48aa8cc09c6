/** Words for errors in mappings and in the expressions of their language. */
export const mapping = {
  "mapping.expression-empty":
    "The expression is empty. Write an attribute in brackets, a text in quotes or a function.",
  "mapping.expression-too-long":
    "The expression has more than {{max}} characters. Split it over several attributes.",
  "mapping.expression-too-deep":
    "More than {{max}} functions stand inside each other. Simplify the expression.",
  "mapping.character-unexpected":
    "The character {{character}} has no meaning here. Put texts in double quotes.",
  "mapping.text-unterminated": "The text that begins here has no closing quote.",
  "mapping.source-unterminated": "The attribute that begins here has no closing bracket.",
  "mapping.source-invalid":
    "[{{source}}] is not the name of an attribute. Use a name such as mail, or a SCIM path.",
  "mapping.token-unexpected": "{{token}} cannot stand here.",
  "mapping.expression-incomplete": "The expression ends too early.",
  "mapping.function-unknown":
    "The language has no function {{name}}. Names of functions are read with upper and lower case.",
  "mapping.function-nested":
    "{{name}} must be the whole expression; it cannot stand inside another function.",
  "mapping.argument-count-wrong": "{{name}} does not take {{count}} arguments.",
  "mapping.argument-missing": "Argument {{argument}} of {{name}} cannot be left out.",
  "mapping.argument-invalid":
    "Argument {{argument}} of {{name}} has a value that the function does not take.",
  "mapping.pattern-invalid":
    "The pattern {{pattern}} cannot be read. Patterns follow RE2: without look-ahead and back references, at most 1,000 characters.",
  "mapping.group-unknown": "The pattern {{pattern}} has no group {{group}}.",
  "mapping.source-name-invalid":
    "{{name}} is not the name of an attribute. Use a name such as mail, or a SCIM path, without the brackets.",
  "usage.not-a-pair":
    "{{option}} needs a name and a value, such as {{option}} mail=mira@contoso.example, not {{value}}.",
  "cli.value-absent": "(no value: the attribute would be absent)",
  "cli.expression-wrong_one": "The expression has an error.",
  "cli.expression-wrong_other": "The expression has {{count}} errors.",
  "cli.error-at": "{{place}}, position {{position}}",
  "cli.expected": "Possible here: {{expected}}",
} as const;
