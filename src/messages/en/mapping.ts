/** Words for errors in mappings and in the expressions of their language. */
export const mapping = {
  "mapping.mapping-not-an-object": "A mapping is an object with attributes, the list of its attributes.",
  "mapping.mapping-type-invalid":
    "The type of a mapping is user or group. Use the one that the mapping is for.",
  "mapping.mapping-attributes-invalid": "A mapping needs attributes, the list of its attributes.",
  "mapping.mapping-attributes-too-many": "A mapping has at most {{max}} attributes. Remove some.",
  "mapping.actions-invalid":
    "The member actions is an object with create, update, disable or delete, each true or false.",
  "mapping.attribute-not-an-object":
    "Each attribute of a mapping is an object with target, kind and apply. Correct this one.",
  "mapping.apply-invalid": "apply is always or on-create. Use one of these two.",
  "mapping.matching-invalid": "matching is a whole number from 1, or left out. Use the place of the search.",
  "mapping.matching-missing":
    "No attribute finds existing accounts. Give matching 1 to an attribute that identifies an account, such as userName.",
  "mapping.matching-on-none":
    "This attribute has no value, so accounts cannot be searched by it. Remove matching, or give the attribute a source.",
  "mapping.matching-on-reference":
    "Accounts cannot be searched by a reference. Remove matching or reference.",
  "mapping.unique-value-always":
    "SelectUniqueValue chooses a value for a new account, and an existing account keeps its own. Let the attribute apply only when an account is created.",
  "mapping.unique-value-matching":
    "Accounts cannot be searched by an attribute with SelectUniqueValue, because its value is chosen only after the search. Remove matching, or use another expression.",
  "mapping.unique-value-reference":
    "SelectUniqueValue chooses a text, and a reference is a user. Remove reference, or use another expression.",
  "mapping.first-of-choices_one": "the only value; a plan checks that no account has it",
  "mapping.first-of-choices_other":
    "the first of {{count}} values; a plan takes the first that no account has",
  "mapping.source-unknown":
    '{{target}}: objects of this type have no attribute "{{source}}", so it never gives a value.',
  "mapping.name-unknown": 'Users have no attribute "{{source}}", so it never gives a value.',
  "mapping.write-only-invalid": "writeOnly is true or false, or left out.",
  "mapping.write-only-kind":
    "A write-only value is made by an expression when it is sent: a constant would stand in the mapping, and an attribute in the directory. Use kind expression, such as RandomString(16, 2, 1, 2, 2).",
  "mapping.write-only-always":
    "A write-only value is kept nowhere, so it cannot be compared and would be sent with every cycle. Let the attribute apply only when an account is created.",
  "mapping.write-only-matching":
    "Accounts cannot be searched by a write-only attribute, because nothing knows its value. Remove matching or writeOnly.",
  "mapping.write-only-reference":
    "A reference is the id of an account and no secret. Remove reference or writeOnly.",
  "mapping.write-only-default":
    "A default stands in the mapping where it can be read. Remove defaultIfNull, or use Coalesce in the expression.",
  "mapping.write-only-required":
    "A password is a secret, so it is sent and kept nowhere. Make the attribute write-only, with an expression that applies only when an account is created.",
  "mapping.write-only-unique":
    "SelectUniqueValue searches the target for its values, so they are not secret. Use another expression, or remove writeOnly.",
  "mapping.made-when-sent": "made when the account is created, and kept nowhere",
  "mapping.redact-matching":
    "Accounts cannot be searched by an attribute with Redact, because the search and its reasons would show the value. Remove matching, or use another expression.",
  "mapping.redact-unique":
    "SelectUniqueValue searches the target for its values, so that Redact cannot hide them. Remove one of the two functions.",
  "mapping.default-domain-unknown":
    "DefaultDomain is a setting of an application, so it is absent here; muster mapping test shows the value",
  "mapping.reference-invalid": "reference is user, or left out.",
  "mapping.default-invalid":
    "The default is a text, a number, true, false or a list of texts, and a reference has none. Correct or remove it.",
  "mapping.constant-invalid":
    "A constant is a text, a number, true, false or a list of texts. Use one of these.",
  "mapping.kind-invalid":
    'The kind of source "{{kind}}" does not exist. Set kind to direct, constant, expression or none.',
  "mapping.target-invalid":
    '{{path}} is not the path of an attribute. Write it as title, name.givenName, emails[type eq "work"].value or urn:example:User:costCenter.',
  "mapping.target-not-writable":
    "{{path}} cannot be mapped, because the target or the memberships determine it. Remove it from the mapping.",
  "mapping.target-needs-sub-attribute":
    "{{path}} has parts and no value of its own. Name the part, such as name.givenName.",
  "mapping.target-needs-filter":
    '{{path}} has several elements. Name one of them, such as emails[type eq "work"].value.',
  "mapping.target-fixed-by-filter":
    "The filter of {{path}} fixes this attribute already, or no element can satisfy it. Map another attribute, or correct the filter.",
  "mapping.target-overlaps":
    "Two mappings lead to one attribute: {{other}} stands further up. Remove one of them.",
  "mapping.member-unknown": "A mapping has no member {{name}}. Correct the name or remove it.",
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
    "The language has no function {{name}}. Names of functions are read with upper and lower case; docs/functions.md lists all functions.",
  "mapping.function-nested":
    "{{name}} must be the whole expression; it cannot stand inside another function.",
  "mapping.argument-count-wrong": "{{name}} takes another number of arguments; the call has {{count}}.",
  "mapping.argument-missing": "Argument {{argument}} of {{name}} cannot be left out.",
  "mapping.argument-invalid":
    "Argument {{argument}} of {{name}} has a value that the function does not take.",
  "mapping.pattern-invalid":
    "The pattern {{pattern}} cannot be read. Patterns follow RE2: without look-ahead and back references, at most 1,000 characters, and at most 2,500 steps with the repetitions that counts such as {200} stand for.",
  "mapping.group-unknown": "The pattern {{pattern}} has no group {{group}}.",
  "mapping.no-result":
    "The expression has no result with these values: it would be longer than {{max}} characters or take too long, or a pattern that it reads is not valid. Use shorter values, or correct the pattern.",
  "mapping.patterns-too-large":
    "The patterns of these entries are too large together. Use fewer or shorter patterns, or smaller counts such as {200}.",
  "mapping.too-much-work":
    "The evaluation would take too long with these values, so it was not done. Use shorter values, simpler patterns or fewer functions.",
  "mapping.source-name-invalid":
    "{{name}} is not the name of an attribute. Use a name such as mail, or a SCIM path, without the brackets.",
  "usage.not-a-pair":
    "{{option}} needs a name and a value, such as {{option}} mail=mira@contoso.example, not {{value}}.",
  "usage.not-mapped": "The mapping has no attribute {{target}}, so there is nothing to remove.",
  "usage.mapping-source":
    "The mapping has no attribute {{target}} yet. Give its source: --source, --constant, --expression or --none.",
  "usage.mapping-target-or-file":
    "Give either the attribute to change with its options, --action, or --file with a whole mapping.",
  "cli.mapping-file-unknown":
    '{{file}}: "{{name}}" is not known at the top of a mapping file, which has user, group or both. Correct the name, or remove it. Nothing was changed.',
  "cli.file-not-mapping":
    "{{file}} does not hold the mapping. Write JSON with user, group or both, each with its attributes; muster mapping show APP --json shows the form.",
  "cli.mapping-matching": "matching {{matching}}",
  "cli.mapping-matching-with": "matching {{matching}}, together with {{others}}",
  "cli.mapping-search-and": "{{search}} and {{path}} = {{value}}",
  "cli.mapping-at-creation": "only at creation",
  "cli.mapping-default": "default {{value}}",
  "cli.mapping-write-only": "write-only",
  "cli.mapping-made-when-sent": "[made when sent]",
  "help.option.mapping-write-only":
    "make the value when it is sent and keep it nowhere, for an initial password: on, off",
  "cli.mapping-reference": "the account of this user",
  "mapping.reference-awaited": "waits for the account of {{user}}",
  "mapping.reference-none": "{{user}} gets no account: nothing is sent",
  "mapping.reference-unknown": "the directory has no such user: nothing is sent",
  "cli.mapping-same": "The mapping is the same as before. Nothing was changed.",
  "usage.mapping-match":
    '--match takes the place of the attribute among those that accounts are looked up by, from 1 to 100, or off, not "{{value}}".',
  "usage.mapping-action":
    "{{value}} is not an action with on or off. Write --action create=off; the actions are create, update, disable and delete.",
  "cli.mapping-off": "switched off: {{actions}}",
  "cli.mapping-set":
    "The mapping is stored. The next cycle maps every user and group again: muster plan {{app}}",
  "cli.mapping-searched": "An existing account is searched by",
  "cli.mapping-update-count_one": "An existing account is kept at {{count}} of these values.",
  "cli.mapping-update-count_other": "An existing account is kept at {{count}} of these values.",
  "help.mapping.show": "show the mappings of an application, each attribute with its source and options",
  "help.mapping.set": "add, change or remove one attribute of a mapping, or replace whole mappings by a file",
  "help.mapping.reset": "take the default mapping of the template, or the newest of the connector",
  "help.mapping.test": "show what a mapping makes of a user or group; changes nothing",
  "help.option.mapping-type": "mapping of users or of groups: user, group (default of set: user)",
  "help.option.mapping-source": "attribute of the directory that the value is taken from",
  "help.option.mapping-constant":
    "the same value for all; a number, true, false or a list in JSON is not a text",
  "help.option.mapping-expression": "expression that makes the value",
  "help.option.mapping-none": "leave the attribute as it is in the target",
  "help.option.mapping-default": 'value for a new account when the source is empty; "" removes the default',
  "help.option.mapping-when": "when the value is sent: always, creation",
  "help.option.mapping-match":
    "place among the searches for an existing account, 1 first, equal ones together; off takes it out of the searches",
  "help.option.mapping-reference":
    "user sends the account of the user that the source names, such as the manager; off sends the value itself",
  "help.option.mapping-remove": "remove the attribute from the mapping",
  "help.option.mapping-action":
    "switch create, update, disable or delete on or off, such as update=off; may be given several times",
  "help.option.mapping-file":
    "JSON file with the whole mapping of users, of groups or of both; the other stays",
  "help.option.mapping-test-user": "a user, by userName or id",
  "help.option.mapping-test-group": "a group, by displayName or id",
  "help.option.mapping-test-file": "JSON file with a mapping to try in place of the stored one",
  "cli.value-absent": "(no value: the attribute would be absent)",
  "cli.expression-wrong_one": "The expression has an error.",
  "cli.expression-wrong_other": "The expression has {{count}} errors.",
  "cli.value-changes-at": "(the value can change at {{at}})",
  "cli.value-restless": "(the value changes every minute or oftener: no user is planned because of it)",
  "cli.more-errors_one": "… and {{count}} more, which is listed when these are corrected",
  "cli.more-errors_other": "… and {{count}} more, which are listed when these are corrected",
  "cli.error-at": "{{place}}, position {{position}}",
  "cli.expected": "Possible here: {{expected}}",
} as const;
