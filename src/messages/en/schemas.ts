/** Schemas and resource types of an organization: refusals, what is wrong with a definition, and the commands. */
export const schemas = {
  "schema.invalid": "Nothing was changed, because the definition is wrong here: {{place}}: {{problem}}.",
  "schema.not-found":
    "This organization has no schema {{schema}} of its own, or none at all. muster schema list shows those that there are.",
  "schema.needed":
    "The schema {{schema}} was not deleted, because resource types use it: {{names}}. Take it from them first.",
  "schema.in-use_one":
    "The definitions were not changed: {{count}} {{name}} has a value of {{path}}, which the change would take away or read differently. Remove the value first, or leave the attribute as it is.",
  "schema.in-use_other":
    "The definitions were not changed: {{count}} {{name}} resources have a value of {{path}}, which the change would take away or read differently. Remove the values first, or leave the attribute as it is.",
  "schema.not-unique":
    "The definitions were not changed: {{path}} cannot become unique, because a value of it is there twice. Correct it in {{ids}}, then try again.",
  "schema.value-too-long":
    "The definitions were not changed: {{path}} has a value of more than {{limit}} characters, which cannot be found by an index. Shorten it in {{ids}}, then try again.",
  "schema.too-many-objects":
    "The definitions were not changed: there are {{count}} {{name}} resources, and a change that concerns stored values looks at {{limit}} at most. Define another attribute instead.",
  "schema.changed-meanwhile":
    "Somebody else changed the definitions or the resources at the same time, so this change was not made. Look at them again, then repeat what is still needed.",
  "schema.busy":
    "Another change of the definitions is under way. Wait until it has ended, then try again; one that was broken off gives way after half a minute.",
  "resource-type.not-found":
    "This organization has not defined {{name}}. muster resource-type list shows the resource types that there are.",
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
  "problem.too-long": "it is longer than is allowed",
  "problem.too-many": "it has more entries than are allowed",
  "problem.unknown-member": "no such member is known; these are",
  "problem.not-one-of": "it has to be one of these",
  "problem.repeated": "it is there already",
  "problem.bad-urn": "it is not a URN of letters, digits and . _ : ~ + -",
  "problem.reserved-urn": "this URN belongs to the standard or to Muster",
  "problem.bad-name": "it is not a name: a letter, then letters, digits, - and _",
  "problem.reserved-name": "this name means something else already",
  "problem.bad-spelling": "a name that means something has to be spelled like this",
  "problem.bad-endpoint": "it is not an endpoint such as /Devices",
  "problem.reserved-endpoint": "this endpoint means something else already",
  "problem.endpoint-taken": "another resource type has this endpoint",
  "problem.wrong-sub-type": "a sub-attribute of this name has one value, of one of these types",
  "problem.complex-in-complex": "a complex attribute has no complex parts",
  "problem.subs-missing": "a complex attribute needs sub-attributes",
  "problem.subs-on-simple": "only a complex attribute has sub-attributes",
  "problem.not-on-complex": "this belongs on a sub-attribute, not on the complex attribute",
  "problem.not-text-valued": "canonical values are for text and references, not for this type",
  "problem.not-a-reference": "reference types are for references, not for this type",
  "problem.nothing-to-restrict": "there are no canonical values to restrict to",
  "problem.never-set": "nobody could set what is read-only and required",
  "problem.never-stored": "write-only values are not kept, so they are neither returned nor found",
  "problem.unknown-schema": "the organization has no such schema",
  "problem.standard-schema": "a standard extension cannot be made required",
  "problem.standard-type": "of a standard resource type only extensions are yours to define; this is fixed",
  "problem.attribute-is-schema": "the path of an attribute is also the URN of a schema",
  "problem.id-is-name": "the id of a resource type is its name",

  "cli.definition-create": "+ {{what}} {{id}}",
  "cli.definition-replace": "~ {{what}} {{id}}",
  "cli.definition-unchanged": "= {{what}} {{id}}",
  "cli.definition-delete": "- {{what}} {{id}}",
  "cli.definitions-applied": "Applied; clients see it at once.",
  "cli.definitions-same": "Nothing to change.",
  "cli.definitions-dry": "Nothing was changed (--dry-run).",
  "cli.definition-deleted": "{{what}} {{id}} deleted.",
  "cli.file-not-definitions":
    "{{file}} is not a file of definitions: {{reason}}. It holds one schema, or an object with schemas and resourceTypes.",
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

  "help.schema": "schemas of an organization",
  "help.schema.apply": "create or replace what the files define, all or nothing; what they do not name stays",
  "help.schema.list": "list schemas, standard ones first",
  "help.schema.show": "show a schema, as JSON that can be applied again",
  "help.schema.delete": "delete a schema that no resource type uses",
  "help.resource-type": "resource types of an organization",
  "help.resource-type.list": "list resource types, users and groups first",
  "help.resource-type.show": "show a resource type, as JSON that can be applied again",
  "help.resource-type.delete":
    "delete a resource type without resources; of User and Group, the extensions that they were given",
  "help.option.dry-run": "show what would change, and change nothing",
} as const;
