import type { Command } from "commander";
import { z } from "zod";
import { type ReplayResult, rejectedRequestRoutes } from "../../contract/rejected-requests.ts";
import { tokenProfile } from "../../contract/tokens.ts";
import type { FiledRequest } from "../../files/read-replay.ts";
import { collectValues, parseInteger, parseOneOf, parseUuid } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { defineList, showList } from "../list.ts";
import { ORG_OPTION } from "../org-option.ts";
import { renderRejected, renderRejectedWhole, renderReplay } from "../render-scim.ts";
import { readReplayFile } from "../replay-file.ts";

/** `muster scim rejected`, `muster scim delete-rejected`, `muster scim replay`. */
export function addScimCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "scim", "help.scim");
  addRejected(shell, group);
  addDeleteRejected(shell, group);
  addReplay(shell, group);
}

function addRejected(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "rejected [request]",
    help: "help.scim.rejected",
    options: [
      ORG_OPTION,
      { flags: "--token <id>", help: "help.option.rejected-token", parse: parseUuid("--token") },
      {
        flags: "--status <number>",
        help: "help.option.rejected-status",
        parse: parseInteger("--status", 400, 499),
      },
    ],
    examples: [
      "muster scim rejected --org 0190a1b2-0000-7000-8000-000000000001 --status 400",
      "muster scim rejected 0190a1b2-0000-7000-8000-00000000000c --org 0190a1b2-0000-7000-8000-000000000001 --json",
    ],
    shape: z.object({
      org: z.string(),
      token: z.string().optional(),
      status: z.number().optional(),
    }),
    async list({ args: [given], options: { org, token, status, ...page }, client, output }) {
      const { messages, paint } = output;
      const api = client();
      if (given !== undefined) {
        const request = parseUuid("<request>")(given);
        const item = await api.call(rejectedRequestRoutes.getRejectedRequest, { params: { org, request } });
        output.result(item, () => renderRejectedWhole(item, messages, paint));
        return EXIT.done;
      }
      await showList(output, page, {
        read: (query) =>
          api.call(rejectedRequestRoutes.listRejectedRequests, {
            params: { org },
            query: { ...query, token, status },
          }),
        render: (requests) => renderRejected(requests, messages, paint),
        empty: "cli.rejected-none",
      });
      return undefined;
    },
  });
}

function addDeleteRejected(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "delete-rejected <request>",
    help: "help.scim.delete-rejected",
    options: [ORG_OPTION],
    examples: [
      "muster scim delete-rejected 0190a1b2-0000-7000-8000-00000000000c --org 0190a1b2-0000-7000-8000-000000000001",
    ],
    shape: z.object({ org: z.string() }),
    async run({ args: [given = ""], options: { org }, client, output }) {
      const request = parseUuid("<request>")(given);
      await client().call(rejectedRequestRoutes.deleteRejectedRequest, { params: { org, request } });
      output.result({ requestId: request, deleted: true }, () => [
        output.messages.word("cli.rejected-deleted", { request }),
      ]);
      return EXIT.done;
    },
  });
}

const replayOptions = z.object({
  org: z.string(),
  profile: tokenProfile.optional(),
  allProfiles: z.boolean().default(false),
  send: z.boolean().default(false),
  file: z.string().optional(),
  token: z.string().optional(),
  name: z.array(z.string()).default([]),
});
type ReplayOptions = z.output<typeof replayOptions>;

function addReplay(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "replay [request]",
    help: "help.scim.replay",
    options: [
      ORG_OPTION,
      {
        flags: "--profile <profile>",
        help: "help.option.replay-profile",
        parse: parseOneOf("--profile", tokenProfile.options),
      },
      { flags: "--all-profiles", help: "help.option.all-profiles" },
      { flags: "--send", help: "help.option.send" },
      { flags: "--file <file>", help: "help.option.replay-file" },
      { flags: "--token <id>", help: "help.option.replay-token", parse: parseUuid("--token") },
      { flags: "--name <name=id>", help: "help.option.replay-name", parse: collectValues },
    ],
    examples: [
      "muster scim replay 0190a1b2-0000-7000-8000-00000000000c --org 0190a1b2-0000-7000-8000-000000000001",
      "muster scim replay 0190a1b2-0000-7000-8000-00000000000c --org 0190a1b2-0000-7000-8000-000000000001 --send",
      "muster scim replay --file request.json --org 0190a1b2-0000-7000-8000-000000000001 --profile entra",
    ],
    shape: replayOptions,
    async run({ args: [given], options, client, output, world }) {
      if ((given === undefined) === (options.file === undefined)) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "<request>, --file" });
      }
      const { profile, allProfiles, send } = options;
      if ([profile !== undefined, allProfiles, send].filter(Boolean).length > 1) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--profile, --all-profiles, --send" });
      }
      const api = client();
      const results =
        options.file === undefined
          ? [await replayRecorded(api, parseUuid("<request>")(given ?? ""), options)]
          : await replayFile(api, await readReplayFile(world, options.file, namesOf(options.name)), options);
      output.result(results.length === 1 && results[0] ? results[0] : { items: results }, () =>
        results.flatMap((result) => renderReplay(result, output.messages, output.paint)),
      );
      return exitOf(results);
    },
  });
}

function wishOf({ profile, send }: ReplayOptions) {
  return { send, ...(profile === undefined ? {} : { profiles: [profile] }) };
}

function replayRecorded(api: Client, request: string, options: ReplayOptions): Promise<ReplayResult> {
  const params = { org: options.org, request };
  return api.call(rejectedRequestRoutes.replayRejectedRequest, { params, body: wishOf(options) });
}

async function replayFile(
  api: Client,
  requests: readonly FiledRequest[],
  options: ReplayOptions,
): Promise<readonly ReplayResult[]> {
  const { org, token, send } = options;
  const missing = requests.flatMap(({ redacted }) => redacted);
  if (send && missing.length > 0) {
    throw new CliError(EXIT.refused, "replay.redacted", { names: missing.join(", ") });
  }
  const results: ReplayResult[] = [];
  for (const { request, redacted } of requests) {
    const body = { ...wishOf(options), request, ...(token === undefined ? {} : { token }) };
    const result = await api.call(rejectedRequestRoutes.replayRequest, { params: { org }, body });
    results.push({ ...result, redacted: [...redacted] });
  }
  return results;
}

/** `--name ada=0190…`: the ids of the names in a file. */
function namesOf(given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    given.map((each) => {
      const mark = each.indexOf("=");
      return [each.slice(0, Math.max(0, mark)), parseUuid("--name")(each.slice(mark + 1))];
    }),
  );
}

/** Exit code 0 if every profile accepts, 3 if some do, 4 if all reject. */
function exitOf(results: readonly ReplayResult[]): ExitCode {
  const verdicts = results.flatMap(({ items }) => items);
  if (verdicts.every(({ accepted }) => accepted)) return EXIT.done;
  return verdicts.some(({ accepted }) => accepted) ? EXIT.partial : EXIT.refused;
}
