/** Schemas and resource types of an organization: errors, problems of definitions, and the commands. */
export const schemas = {
  "schema.invalid": "Nothing was changed, because a definition is wrong: {{place}}: {{problem}}.",
  "schema.not-found": "This organization has no schema {{schema}}. List its schemas with muster schema list.",
  "schema.needed":
    "The schema {{schema}} was not deleted, because resource types use it: {{names}}. Remove it from them first.",
  "schema.in-use_one":
    "The definitions were not changed: {{count}} {{name}} has a value of {{path}}, which the change would remove or read differently. Remove the value first, or leave the attribute as it is.",
  "schema.in-use_other":
    "The definitions were not changed: {{count}} {{name}} resources have a value of {{path}}, which the change would remove or read differently. Remove the values first, or leave the attribute as it is.",
  "schema.not-unique":
    "The definitions were not changed: {{path}} cannot become unique, because two resources have the same value. Correct it in {{ids}}, then try again.",
  "schema.value-too-long":
    "The definitions were not changed: {{path}} has a value of more than {{limit}} characters, which cannot be indexed. Shorten it in {{ids}}, then try again.",
  "schema.too-many-objects":
    "The definitions were not changed: there are {{count}} {{name}} resources, and a change that affects stored values is limited to {{limit}}. Define another attribute instead.",
  "schema.changed-meanwhile":
    "The change was not made, because another request changed the definitions or the resources at the same time. Look at them again, then repeat the change if it is still needed.",
  "schema.busy":
    "Another change of the definitions is in progress. Wait until it has ended, then try again. If it was interrupted, it is given up after five seconds.",
  "resource-type.not-found":
    "This organization has not defined the resource type {{name}}. List the resource types with muster resource-type list.",
  "resource-type.in-use_one":
    "The resource type {{name}} was not deleted: there is {{count}} resource of it. Delete it first.",
  "resource-type.in-use_other":
    "The resource type {{name}} was not deleted: there are {{count}} resources of it. Delete them first.",

  "problem.not-object": "it is not an object",
  "problem.not-list": "it is not a list",
  "problem.not-text": "it is not text",
  "problem.not-boolean": "it is neither true nor false",
  "problem.missing": "it is missing",
  "problem.empty": "it is empty",
  "problem.too-long": "it is too long",
  "problem.too-many": "it has too many entries",
  "problem.unknown-member": "there is no such member; the members are",
  "problem.not-one-of": "it must be one of these",
  "problem.repeated": "it appears twice",
  "problem.bad-id": "it is not an id",
  "problem.not-one-line": "it must be visible text on one line, of characters that can be stored",
  "problem.org-needed": "it is missing: an instance administrator names the organization",
  "problem.json-syntax": "its syntax is wrong, or it has a member named __proto__",
  "problem.body-length": "its length is not the one that Content-Length says",
  "problem.body-cut": "it broke off",
  "problem.bad-cursor": "it is not a cursor that a list gave as next",
  "problem.bad-urn": "it is not a URN of letters, digits and . _ : ~ + -",
  "problem.reserved-urn": "this URN belongs to the standard or to Muster",
  "problem.bad-name": "it is not a name: a letter, then letters, digits, - and _",
  "problem.reserved-name": "this name already has another meaning",
  "problem.bad-spelling": "this name must be spelled like this",
  "problem.bad-endpoint": "it is not an endpoint such as /Devices",
  "problem.reserved-endpoint": "this endpoint already has another meaning",
  "problem.endpoint-taken": "another resource type already has this endpoint",
  "problem.wrong-sub-type": "a sub-attribute of this name has a single value of one of these types",
  "problem.complex-in-complex": "a complex attribute cannot contain complex sub-attributes",
  "problem.subs-missing": "a complex attribute needs sub-attributes",
  "problem.subs-on-simple": "only a complex attribute has sub-attributes",
  "problem.not-on-complex": "this belongs on a sub-attribute, not on the complex attribute",
  "problem.not-text-valued": "canonical values are only for text and references",
  "problem.not-a-reference": "reference types are only for references",
  "problem.nothing-to-restrict": "there are no canonical values to restrict to",
  "problem.never-set": "an attribute that is read-only and required could never be set",
  "problem.never-stored": "write-only values are not stored, so they cannot be returned or searched",
  "problem.unknown-schema": "the organization has no such schema",
  "problem.standard-schema": "a standard extension cannot be made required",
  "problem.standard-type": "only the extensions of a standard resource type can be changed",
  "problem.attribute-is-schema": "the path of an attribute is also the URN of a schema",
  "problem.id-is-name": "the id of a resource type must be its name",

  "cli.definition-create": "+ {{what}} {{id}}",
  "cli.definition-replace": "~ {{what}} {{id}}",
  "cli.definition-unchanged": "= {{what}} {{id}}",
  "cli.definition-delete": "- {{what}} {{id}}",
  "cli.definitions-applied": "The definitions were applied. Clients see them at once.",
  "cli.definitions-same": "There is nothing to change.",
  "cli.definitions-dry": "Nothing was changed (--dry-run).",
  "cli.definition-deleted": "The {{what}} {{id}} was deleted.",
  "cli.file-not-definitions":
    "{{file}} contains no definitions: {{reason}}. It must contain one schema, or an object with schemas and resourceTypes.",
  "cli.definition-schema": "schema",
  "cli.definition-resource-type": "resource type",
  "cli.extension-required": "required",

  "column.urn": "urn",
  "column.origin": "origin",
  "column.used-by": "used by",
  "column.attributes": "attributes",
  "column.endpoint": "endpoint",
  "column.schema": "schema",
  "column.extensions": "extensions",
  "column.resources": "resources",

  "help.schema": "manage the schemas of an organization",
  "help.schema.apply":
    "create or replace the definitions in these files, all of them or nothing; others stay as they are",
  "help.schema.list": "list schemas, standard ones first",
  "help.schema.show": "show a schema, as JSON that can be applied again",
  "help.schema.delete": "delete a schema that no resource type uses",
  "help.resource-type": "manage the resource types of an organization",
  "help.resource-type.list": "list resource types, users and groups first",
  "help.resource-type.show": "show a resource type, as JSON that can be applied again",
  "help.resource-type.delete":
    "delete a resource type without resources; for User and Group, the extensions that were added",
  "help.option.dry-run": "show what would change, and change nothing",
} as const;
