import type { Command } from "commander";
import { z } from "zod";
import type { ApplicationShape } from "../../contract/applications.ts";
import { scopeRoutes } from "../../contract/scopes.ts";
import { collectValues } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { readJsonFile } from "../read-text-file.ts";
import { renderScope, renderScopePreview, renderScopeTest } from "../render-scope.ts";

const FILTER: OptionSpec = {
  flags: "--filter <text>",
  help: "help.option.scope-filter",
  parse: collectValues,
};

/** `muster scope show`, `set`, `preview` and `test`. */
export function addScopeCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "scope", "help.scope");
  addShow(shell, group);
  addSet(shell, group);
  addPreview(shell, group);
  addTest(shell, group);
}

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <app>",
    help: "help.scope.show",
    options: [ORG_TO_NARROW],
    examples: ['muster scope show "Target"', 'muster scope show "Target" --json > scope.json'],
    shape: z.object({ org: z.string().optional() }),
    async run({ args: [find = ""], options, client, output }) {
      const api = client();
      const params = paramsOf(await findApplication(api, find, options.org));
      const shown = await api.call(scopeRoutes.getScope, { params });
      output.result(shown, () => renderScope(shown, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

const setShape = z.object({
  org: z.string().optional(),
  type: z.enum(["user", "group"]).optional(),
  filter: z.array(z.string()).default([]),
  file: z.string().optional(),
  clear: z.boolean().default(false),
});

function addSet(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "set <app>",
    help: "help.scope.set",
    options: [
      ORG_TO_NARROW,
      { flags: "--type <type>", help: "help.option.scope-type" },
      FILTER,
      { flags: "--file <file>", help: "help.option.scope-file" },
      { flags: "--clear", help: "help.option.scope-clear" },
    ],
    examples: [
      'muster scope set "Target" --filter \'department EQUALS "Sales" AND country NOT EQUALS "FR"\'',
      'muster scope set "Target" --filter \'manager.title EQUALS "VP"\' --filter \'memberOf EQUALS "Staff"\'',
      'muster scope set "Target" --file scope.json',
      'muster scope set "Target" --type group --clear',
    ],
    shape: setShape,
    async run({ args: [find = ""], options, client, output, world }) {
      const { type, filter, file, clear } = options;
      const given = [filter.length > 0, file !== undefined, clear].filter(Boolean);
      if (given.length !== 1) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--filter, --file, --clear" });
      }
      const body =
        file === undefined
          ? bodyOf(type, clear ? null : { filters: filter })
          : pickType(type, file, await readJsonFile(world, file));
      const api = client();
      const app = await findApplication(api, find, options.org);
      const shown = await api.call(scopeRoutes.setScope, { params: paramsOf(app), body });
      output.result(shown, () => [
        ...renderScope(shown, output.messages, output.paint),
        output.messages.word("cli.scope-set", { app: app.name }),
      ]);
      return EXIT.done;
    },
  });
}

type Filters = { readonly filters: readonly string[] } | null;

/** `--filter` is about users, and `--clear` about both types, unless `--type` says otherwise. */
function bodyOf(type: "user" | "group" | undefined, filters: Filters) {
  const given = filters === null ? null : { filters: [...filters.filters] };
  if (type === undefined && given === null) return { user: null, group: null };
  return type === "group" ? { group: given } : { user: given };
}

const scopeFile = z.object({ user: z.json().optional(), group: z.json().optional() });

/** The scopes of a file, which may be the output of `muster scope show --json`. */
function pickType(type: "user" | "group" | undefined, file: string, json: unknown) {
  const read = scopeFile.safeParse(json);
  if (!read.success) throw new CliError(EXIT.usage, "cli.file-not-scope", { file });
  const { user, group } = read.data;
  return {
    ...(user === undefined || type === "group" ? {} : { user }),
    ...(group === undefined || type === "user" ? {} : { group }),
  };
}

function addPreview(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "preview <app>",
    help: "help.scope.preview",
    options: [
      ORG_TO_NARROW,
      { flags: "--type <type>", help: "help.option.scope-type" },
      { ...FILTER, help: "help.option.scope-try" },
    ],
    examples: ['muster scope preview "Target" --filter \'department EQUALS "Sales"\''],
    shape: z.object({
      org: z.string().optional(),
      type: z.enum(["user", "group"]).default("user"),
      filter: z.array(z.string()).default([]),
    }),
    async run({ args: [find = ""], options: { org, type, filter }, client, output }) {
      const api = client();
      const params = paramsOf(await findApplication(api, find, org));
      const preview = await api.call(scopeRoutes.previewScope, { params, body: { type, filters: filter } });
      output.result(preview, () => renderScopePreview(preview, output.messages));
      return EXIT.done;
    },
  });
}

function addTest(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "test <app>",
    help: "help.scope.test",
    options: [
      ORG_TO_NARROW,
      { flags: "--user <user>", help: "help.option.assign-user" },
      { flags: "--group <group>", help: "help.option.scope-group" },
      { ...FILTER, help: "help.option.scope-try" },
    ],
    examples: [
      'muster scope test "Target" --user mira.lund@contoso.example',
      'muster scope test "Target" --user mira.lund@contoso.example --filter \'city ENDS_WITH "hagen"\'',
    ],
    shape: z.object({
      org: z.string().optional(),
      user: z.string().optional(),
      group: z.string().optional(),
      filter: z.array(z.string()).optional(),
    }),
    async run({ args: [find = ""], options, client, output }) {
      const subject = subjectOf(options);
      const api: Client = client();
      const app = await findApplication(api, find, options.org);
      const { filter } = options;
      const body = { ...subject, ...(filter === undefined ? {} : { filters: filter }) };
      const tested = await api.call(scopeRoutes.testScope, { params: paramsOf(app), body });
      output.result(tested, () => renderScopeTest(tested, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

function subjectOf({
  user,
  group,
}: {
  readonly user?: string | undefined;
  readonly group?: string | undefined;
}) {
  if ((user === undefined) === (group === undefined)) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--user, --group" });
  }
  return user === undefined
    ? { type: "group" as const, find: group ?? "" }
    : { type: "user" as const, find: user };
}

function paramsOf({ orgId, appId }: ApplicationShape) {
  return { org: orgId, app: appId };
}
