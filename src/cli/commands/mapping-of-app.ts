import type { Command } from "commander";
import { z } from "zod";
import { type ApplicationMappingShape, mappingRoutes } from "../../contract/mappings.ts";
import type { MessageCode } from "../../messages/messages.ts";
import { collectValues, parseOneOf } from "../arguments.ts";
import type { Client } from "../client.ts";
import { type CommandInput, define, type Shell } from "../define.ts";
import { type AttributeEdit, applyActions, applyEdit } from "../edit-mapping.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { readMappingFile } from "../read-mapping-file.ts";
import { renderMapping, renderMappingChanges, renderNotes, renderOffer } from "../render-mapping.ts";
import { addMappingPreview } from "./mapping-preview.ts";
import { addMappingTest } from "./mapping-test.ts";

const TYPE_OPTION = {
  flags: "--type <type>",
  help: "help.option.mapping-type",
  parse: parseOneOf("--type", ["user", "group"]),
} as const;
const type = z.enum(["user", "group"]).optional();

/** `muster mapping show`, `set`, `reset`, `preview` and `test`. */
export function addApplicationMappingCommands(shell: Shell, group: Command): void {
  addShow(shell, group);
  addSet(shell, group);
  addReset(shell, group);
  addMappingPreview(shell, group);
  addMappingTest(shell, group);
}

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <app>",
    help: "help.mapping.show",
    options: [ORG_TO_NARROW, TYPE_OPTION],
    examples: ['muster mapping show "Target"', 'muster mapping show "Target" --json > mapping.json'],
    shape: z.object({ org: z.string().optional(), type }),
    async run({ args: [find = ""], options, client, output }) {
      const api = client();
      const { params } = await whereOf(api, find, options.org);
      const shown = await api.call(mappingRoutes.getMapping, { params });
      const types = options.type === undefined ? undefined : [options.type];
      output.result(shown, () => [
        ...renderMapping(shown, output, types),
        ...renderOffer(shown, output),
        ...renderNotes(shown, output),
      ]);
      return EXIT.done;
    },
  });
}

const WHEN = ["always", "creation"] as const;
const STATES = ["on", "off"] as const;
const REFERENCE = ["user", "off"] as const;
/** Reads the place of a matching attribute: 1 to 100, or `off`. */
function parseMatch(value: string): number | "off" {
  if (value === "off") return value;
  const place = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (place < 1 || place > 100) throw new CliError(EXIT.usage, "usage.mapping-match", { value });
  return place;
}

const setShape = z.object({
  org: z.string().optional(),
  type,
  file: z.string().optional(),
  source: z.string().optional(),
  constant: z.string().optional(),
  expression: z.string().optional(),
  none: z.boolean().default(false),
  default: z.string().optional(),
  when: z.enum(WHEN).optional(),
  match: z.union([z.number(), z.literal("off")]).optional(),
  writeOnly: z.enum(STATES).optional(),
  reference: z.enum(REFERENCE).optional(),
  remove: z.boolean().default(false),
  action: z.array(z.string()).default([]),
});
type SetOptions = z.output<typeof setShape>;

function addSet(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "set <app> [target]",
    help: "help.mapping.set",
    options: [
      ORG_TO_NARROW,
      TYPE_OPTION,
      { flags: "--source <source>", help: "help.option.mapping-source" },
      { flags: "--constant <value>", help: "help.option.mapping-constant" },
      { flags: "--expression <expression>", help: "help.option.mapping-expression" },
      { flags: "--none", help: "help.option.mapping-none" },
      { flags: "--default <value>", help: "help.option.mapping-default" },
      { flags: "--when <when>", help: "help.option.mapping-when", parse: parseOneOf("--when", WHEN) },
      {
        flags: "--match <number>",
        help: "help.option.mapping-match",
        parse: parseMatch,
      },
      {
        flags: "--write-only <state>",
        help: "help.option.mapping-write-only",
        parse: parseOneOf("--write-only", STATES),
      },
      {
        flags: "--reference <type>",
        help: "help.option.mapping-reference",
        parse: parseOneOf("--reference", REFERENCE),
      },
      { flags: "--remove", help: "help.option.mapping-remove" },
      { flags: "--action <name=state>", help: "help.option.mapping-action", parse: collectValues },
      { flags: "--file <file>", help: "help.option.mapping-file" },
    ],
    examples: [
      "muster mapping set \"Target\" title --expression 'ToUpper([jobTitle])'",
      'muster mapping set "Target" userType --constant Employee --when creation',
      "muster mapping set \"Target\" password --expression 'RandomString(16, 2, 1, 2, 2)' --when creation --write-only on",
      'muster mapping set "Target" urn:example:User:approver --source manager --reference user',
      'muster mapping set "Target" --type group --action create=off --action delete=off',
      'muster mapping set "Target" --file mapping.json',
    ],
    shape: setShape,
    run: (input) => runSet(input),
  });
}

async function runSet(input: CommandInput<SetOptions>): Promise<ExitCode> {
  const { args, options, client, world } = input;
  const [find = "", target] = args;
  const { org, type: wanted, file, action, ...edit } = options;
  const hasEdit = Object.values(edit).some((value) => value !== undefined && value !== false);
  const chosen = [file !== undefined, target !== undefined, action.length > 0].filter(Boolean).length;
  if (chosen !== 1 || (target === undefined && hasEdit) || (file !== undefined && wanted)) {
    throw new CliError(EXIT.usage, "usage.mapping-target-or-file");
  }
  const read = file === undefined ? undefined : await readMappingFile(world, file);
  const api = client();
  const { params, app } = await whereOf(api, find, org);
  const before = await api.call(mappingRoutes.getMapping, { params });
  const type = wanted ?? "user";
  const mapping = before.mappings[type];
  const changed =
    target === undefined ? applyActions(mapping, action) : applyEdit(mapping, toEdit(target, edit));
  const body = read ?? { [type]: changed };
  const after = await api.call(mappingRoutes.setMapping, {
    params,
    body: { ...body, version: before.version },
  });
  showChange(input, { before, after, app, code: "cli.mapping-set" });
  return EXIT.done;
}

function toEdit(
  target: string,
  {
    source,
    constant,
    expression,
    none,
    default: fallback,
    when,
    match,
    reference,
    writeOnly,
    remove,
  }: Omit<SetOptions, "org" | "type" | "file" | "action">,
): AttributeEdit {
  const options = { default: fallback, when, match, reference, writeOnly };
  return { target, source, constant, expression, none, ...options, remove };
}

function addReset(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "reset <app>",
    help: "help.mapping.reset",
    options: [ORG_TO_NARROW, TYPE_OPTION],
    examples: ['muster mapping reset "Target"', 'muster mapping reset "Target" --type group'],
    shape: z.object({ org: z.string().optional(), type }),
    async run(input) {
      const { args, options, client } = input;
      const api = client();
      const { params, app } = await whereOf(api, args[0] ?? "", options.org);
      const before = await api.call(mappingRoutes.getMapping, { params });
      const body = {
        mapping: "default" as const,
        version: before.version,
        ...(options.type === undefined ? {} : { type: options.type }),
      };
      const after = await api.call(mappingRoutes.setMapping, { params, body });
      showChange(input, { before, after, app, code: "cli.mapping-set" });
      return EXIT.done;
    },
  });
}

interface Change {
  readonly before: ApplicationMappingShape;
  readonly after: ApplicationMappingShape;
  readonly app: string;
  readonly code: MessageCode;
}

/** Shows each attribute that changed, before and after. */
function showChange(
  { output }: Pick<CommandInput<unknown>, "output">,
  { before, after, app, code }: Change,
): void {
  output.result(after, () => [
    ...renderMappingChanges(before, after, output.messages),
    ...(before.version === after.version ? [] : [output.messages.word(code, { app })]),
    ...renderNotes(after, output),
  ]);
}

async function whereOf(api: Client, find: string, org: string | undefined) {
  const found = await findApplication(api, find, org);
  return { app: found.appId, params: { org: found.orgId, app: found.appId } };
}
