import type { Command } from "commander";
import { z } from "zod";
import { type AnythingShape, overviewRoutes } from "../../contract/overview.ts";
import type { Routes } from "../../contract/routes.ts";
import { makePrintable } from "../../messages/messages.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { formatLabelled } from "../format-labelled.ts";
import { renderColumns } from "../list.ts";
import { ORG_OPTION } from "../org-option.ts";
import type { Output } from "../output.ts";
import { renderTable } from "../table.ts";

type Overview = z.output<Routes["showOverview"]["response"]>;

const inOrg = z.object({ org: z.string() });
const COLUMNS = ["name", "overview-state", "in-step", "waiting", "failed", "held"] as const;

/** `muster overview` shows an organization at a glance. */
export function addOverviewCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "overview",
    help: "help.overview",
    options: [ORG_OPTION],
    examples: ["muster overview", "muster overview --org Contoso --json"],
    shape: inOrg,
    async run({ options: { org }, client, output }) {
      const overview = await client().call(overviewRoutes.showOverview, { params: { org } });
      output.result(overview, () => renderOverview(overview, output));
      return EXIT.done;
    },
  });
}

/** `muster find` finds objects and records by a text or an id. */
export function addFindCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "find <text>",
    help: "help.find",
    options: [ORG_OPTION],
    examples: ["muster find lund", "muster find 0190a1b2-0000-7000-8000-00000000000b"],
    shape: inOrg,
    async run({ args: [text = ""], options: { org }, client, output }) {
      const found = await client().call(overviewRoutes.findAnything, { params: { org }, query: { text } });
      output.result(found, () =>
        found.items.length === 0
          ? [output.messages.word("cli.list-empty")]
          : renderColumns(output, ["column.kind", "column.id", "column.name"], found.items, (each) =>
              cellsOf(each, output),
            ),
      );
      return EXIT.done;
    },
  });
}

function cellsOf({ kind, id, name }: AnythingShape, { messages }: Output): readonly string[] {
  return [messages.word(`found.${kind}`), id, name];
}

function renderOverview({ users, groups, applications, expiring }: Overview, output: Output): string[] {
  const { messages, paint } = output;
  const lines = [messages.word("cli.directory", { users, groups })];
  if (applications.length === 0) lines.push(messages.word("cli.no-apps"));
  else {
    const head = COLUMNS.map((column) => messages.word(`column.${column}`));
    const rows = applications.map((each) => [
      each.name,
      messages.word(`overview-state.${each.state}`),
      ...[each.inStep, each.waiting, each.failed, each.held].map((number) => messages.number(number)),
    ]);
    lines.push(...renderTable([head, ...rows], [2, 3, 4, 5]));
  }
  for (const { name, attention, deprovisioning } of applications) {
    for (const { code, params } of attention) {
      lines.push(paint.yellow(formatLabelled(messages, makePrintable(name), messages.text(code, params))));
    }
    if (deprovisioning !== null) {
      const { p50Ms, p99Ms, accounts: count } = deprovisioning;
      const facts = { p50: secondsOf(p50Ms), p99: secondsOf(p99Ms), count };
      lines.push(formatLabelled(messages, makePrintable(name), messages.word("cli.deprovisioned-in", facts)));
    }
  }
  for (const { name, expiresAt } of expiring) {
    lines.push(paint.yellow(messages.word("cli.token-expires", { name, at: expiresAt })));
  }
  return lines;
}

function secondsOf(ms: number): number {
  return Math.round(ms / 100) / 10;
}
