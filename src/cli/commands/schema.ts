import type { Command } from "commander";
import { z } from "zod";
import {
  type DefinitionEffects,
  definitionRoutes,
  type ResourceTypeShape,
  type SchemaShape,
} from "../../contract/definitions.ts";
import type { Messages } from "../../messages/messages.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { ORG_OPTION } from "../org-option.ts";
import { readDefinitionFiles } from "../read-definition-files.ts";
import { renderTable } from "../table.ts";

const SOME_ORG = "0190a1b2-0000-7000-8000-000000000001";
const SOME_URN = "urn:scim:schemas:extension:cisco:webexidentity:2.0:User";
const inOrg = z.object({ org: z.string() });

/** `muster schema apply`, `list`, `show`, `delete`. */
export function addSchemaCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "schema", "help.schema");
  addApply(shell, group);
  define(shell, group, {
    usage: "list",
    help: "help.schema.list",
    options: [ORG_OPTION],
    examples: [`muster schema list --org ${SOME_ORG}`],
    shape: inOrg,
    async run({ options: { org }, client, output }) {
      const list = await client().call(definitionRoutes.listSchemas, { params: { org } });
      output.result(list, () => schemaTable(list.items, output.messages));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "show <urn>",
    help: "help.schema.show",
    options: [ORG_OPTION],
    examples: [`muster schema show ${SOME_URN} --org ${SOME_ORG}`],
    shape: inOrg,
    async run({ args: [schema = ""], options: { org }, client, output }) {
      const shown = await client().call(definitionRoutes.getSchema, { params: { org, schema } });
      const { origin: _origin, usedBy: _usedBy, ...definition } = shown;
      output.result(shown, () => JSON.stringify(definition, undefined, 2).split("\n"));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "delete <urn>",
    help: "help.schema.delete",
    options: [ORG_OPTION],
    examples: [`muster schema delete ${SOME_URN} --org ${SOME_ORG}`],
    shape: inOrg,
    async run({ args: [schema = ""], options: { org }, client, output }) {
      await client().call(definitionRoutes.deleteSchema, { params: { org, schema } });
      output.result({ schema, deleted: true }, () => [deletedLine(output.messages, "schema", schema)]);
      return EXIT.done;
    },
  });
}

function addApply(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "apply <files...>",
    help: "help.schema.apply",
    options: [ORG_OPTION, { flags: "--dry-run", help: "help.option.dry-run" }],
    examples: [
      `muster schema apply --org ${SOME_ORG} examples/schemas/cisco-webex-identity-user.json --dry-run`,
      `muster schema apply --org ${SOME_ORG} examples/schemas/devices.json`,
    ],
    shape: inOrg.extend({ dryRun: z.boolean().default(false) }),
    async run({ args, options: { org, dryRun }, client, output, world }) {
      const definitions = await readDefinitionFiles(world, args);
      const body = { ...definitions, dryRun };
      const effects = await client().call(definitionRoutes.applyDefinitions, { params: { org }, body });
      output.result(effects, () => effectLines(effects, output.messages));
      return EXIT.done;
    },
  });
}

/** `muster resource-type list`, `show`, `delete`. */
export function addResourceTypeCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "resource-type", "help.resource-type");
  define(shell, group, {
    usage: "list",
    help: "help.resource-type.list",
    options: [ORG_OPTION],
    examples: [`muster resource-type list --org ${SOME_ORG}`],
    shape: inOrg,
    async run({ options: { org }, client, output }) {
      const list = await client().call(definitionRoutes.listResourceTypes, { params: { org } });
      output.result(list, () => typeTable(list.items, output.messages));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "show <name>",
    help: "help.resource-type.show",
    options: [ORG_OPTION],
    examples: [`muster resource-type show User --org ${SOME_ORG}`],
    shape: inOrg,
    async run({ args: [name = ""], options: { org }, client, output }) {
      const shown = await client().call(definitionRoutes.getResourceType, { params: { org, name } });
      const { origin: _origin, objects: _objects, ...definition } = shown;
      const file = { resourceTypes: [definition] };
      output.result(shown, () => JSON.stringify(file, undefined, 2).split("\n"));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "delete <name>",
    help: "help.resource-type.delete",
    options: [ORG_OPTION],
    examples: [`muster resource-type delete Device --org ${SOME_ORG}`],
    shape: inOrg,
    async run({ args: [name = ""], options: { org }, client, output }) {
      await client().call(definitionRoutes.deleteResourceType, { params: { org, name } });
      output.result({ name, deleted: true }, () => [deletedLine(output.messages, "resource-type", name)]);
      return EXIT.done;
    },
  });
}

function deletedLine(messages: Messages, what: "schema" | "resource-type", id: string): string {
  return messages.word("cli.definition-deleted", { what: messages.word(`cli.definition-${what}`), id });
}

function effectLines({ changes, dryRun }: DefinitionEffects, messages: Messages): readonly string[] {
  const lines = changes.map(({ what, id, action }) =>
    messages.word(`cli.definition-${action}`, { what: messages.word(`cli.definition-${what}`), id }),
  );
  const isSame = changes.every(({ action }) => action === "unchanged");
  const end = dryRun ? "cli.definitions-dry" : isSame ? "cli.definitions-same" : "cli.definitions-applied";
  return [...lines, messages.word(end)];
}

function schemaTable(items: readonly SchemaShape[], messages: Messages): readonly string[] {
  const head = (["urn", "name", "origin", "attributes", "used-by"] as const).map((name) =>
    messages.word(`column.${name}`),
  );
  const rows = items.map(({ id, name, origin, attributes, usedBy }) => [
    ...[id, name, origin, messages.number(attributes.length)],
    usedBy.join(", ") || "-",
  ]);
  return renderTable([head, ...rows]);
}

function typeTable(items: readonly ResourceTypeShape[], messages: Messages): readonly string[] {
  const head = (["name", "endpoint", "origin", "resources", "schema", "extensions"] as const).map((name) =>
    messages.word(`column.${name}`),
  );
  const mark = messages.word("cli.extension-required");
  const rows = items.map(({ name, endpoint, origin, objects, schema, schemaExtensions }) => [
    ...[name, endpoint, origin, messages.number(objects), schema],
    schemaExtensions.map((each) => (each.required ? `${each.schema} (${mark})` : each.schema)).join(", ") ||
      "-",
  ]);
  return renderTable([head, ...rows]);
}
