import type { Command } from "commander";
import { z } from "zod";
import { type ErrorAnswerShape, errorAnswerRoutes } from "../../contract/error-answers.ts";
import { parseInteger } from "../arguments.ts";
import type { Shell } from "../define.ts";
import { defineList, renderColumns, showList } from "../list.ts";
import type { Output } from "../output.ts";
import { ownerOf } from "../owner-of.ts";
import { parseInstant } from "../parse-instant.ts";
import { resolveOrg } from "../resolve-org.ts";
import { readSettings } from "../settings.ts";

const filter = z.string().min(1).optional();
const shape = z.object({
  org: filter,
  instance: z.boolean().default(false),
  id: filter,
  status: z.number().optional(),
  code: filter,
  actor: filter,
  since: filter,
  until: filter,
});

/** `muster audit errors` shows the answers with an error, or the one with a tracking id. */
export function addAuditErrors(shell: Shell, audit: Command): void {
  // `audit` has options of the same names: those that follow `errors` belong to it.
  defineList(shell, audit.enablePositionalOptions(), {
    usage: "errors",
    help: "help.audit.errors",
    options: [
      { flags: "--org <org>", help: "help.option.verify-org" },
      { flags: "--instance", help: "help.option.errors-instance" },
      { flags: "--id <id>", help: "help.option.errors-id" },
      {
        flags: "--status <status>",
        help: "help.option.errors-status",
        parse: parseInteger("--status", 300, 599),
      },
      { flags: "--code <code>", help: "help.option.errors-code" },
      { flags: "--actor <actor>", help: "help.option.errors-actor" },
      { flags: "--since <time>", help: "help.option.errors-since", parse: parseInstant("--since") },
      { flags: "--until <time>", help: "help.option.errors-until", parse: parseInstant("--until") },
    ],
    examples: [
      "muster audit errors",
      "muster audit errors --id 0190a1b2-0000-7000-8000-00000000000c",
      "muster audit errors --instance --code sign-in.refused --since 2026-11-01",
      "muster audit errors --status 409 --all --json",
    ],
    shape,
    async list({ options, client, output, world }) {
      const { org: given, instance, id, status, code, actor, since, until } = options;
      const setting = readSettings(world).organization;
      const org = await resolveOrg("owner", { given, setting, isNeedless: instance, client });
      const owner = ownerOf({ org, instance });
      const wanted = { id, status, code, actor, since, until };
      await showList(output, options, {
        read: (page) => {
          const query = { ...page, ...wanted };
          return owner === "instance"
            ? client().call(errorAnswerRoutes.listInstanceErrorAnswers, { query })
            : client().call(errorAnswerRoutes.listErrorAnswers, { params: { org: owner }, query });
        },
        render: (answers) => renderAnswers(answers, output),
      });
      return undefined;
    },
  });
}

function renderAnswers(answers: readonly ErrorAnswerShape[], output: Output): readonly string[] {
  return renderColumns(
    output,
    ["column.time", "column.actor", "column.answer", "column.request", "column.tracking-id"],
    answers,
    ({ at, actor, actorName, address, status, code, method, route, trackingId }) => [
      at,
      [actorName ?? actor, ...(address === null ? [] : [address])].join(" "),
      [status, ...(code === null ? [] : [code])].join(" "),
      `${method} ${route}`,
      trackingId,
    ],
  );
}
