import type { Command } from "commander";
import { z } from "zod";
import { type RetentionShape, retentionKind, retentionRoutes } from "../../contract/retention.ts";
import { parseInteger, parseOneOf } from "../arguments.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { renderColumns } from "../list.ts";
import { ORG_OF_OWNER } from "../org-option.ts";
import type { Output } from "../output.ts";
import { ownerOf } from "../owner-of.ts";

const OF_INSTANCE: OptionSpec = { flags: "--instance", help: "help.option.retention-instance" };
const owner = { org: z.string().optional(), instance: z.boolean().default(false) };
const limit = z.union([z.number(), z.literal("off")]).optional();

/** `muster retention list`, `set`, `reset`. */
export function addRetentionCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "retention", "help.retention");
  define(shell, group, {
    usage: "list",
    help: "help.retention.list",
    options: [ORG_OF_OWNER, OF_INSTANCE],
    examples: ["muster retention list", "muster retention list --instance --json"],
    shape: z.object(owner),
    async run({ options, client, output }) {
      const org = ownerOf(options);
      const found =
        org === "instance"
          ? await client().call(retentionRoutes.listInstanceRetention, {})
          : await client().call(retentionRoutes.listRetention, { params: { org } });
      output.result(found, () => renderRetention(output, found.items));
      return EXIT.done;
    },
  });
  addSet(shell, group);
  addReset(shell, group);
}

function addSet(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "set <kind>",
    help: "help.retention.set",
    options: [
      { flags: "--days <days>", help: "help.option.retention-days", parse: parseLimit("--days", 1, 3_650) },
      {
        flags: "--number <number>",
        help: "help.option.retention-number",
        parse: parseLimit("--number", 0, 100_000_000),
      },
      ORG_OF_OWNER,
      OF_INSTANCE,
    ],
    examples: [
      "muster retention set log --days 365",
      "muster retention set plans --days off --number 200",
      "muster retention set events --days 30 --instance",
    ],
    shape: z.object({ ...owner, days: limit, number: limit }),
    async run({ args: [given = ""], options, client, output }) {
      const { days, number } = options;
      if (days === undefined && number === undefined) {
        throw new CliError(EXIT.usage, "usage.choose-some", { options: "--days, --number" });
      }
      const body = { days: toLimit(days), number: toLimit(number) };
      const [org, kind] = [ownerOf(options), parseKind(given)];
      const found =
        org === "instance"
          ? await client().call(retentionRoutes.setInstanceRetention, { params: { kind }, body })
          : await client().call(retentionRoutes.setRetention, { params: { org, kind }, body });
      output.result(found, () => renderRetention(output, found.items));
      return EXIT.done;
    },
  });
}

function addReset(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "reset <kind>",
    help: "help.retention.reset",
    options: [ORG_OF_OWNER, OF_INSTANCE],
    examples: ["muster retention reset log", "muster retention reset events --instance"],
    shape: z.object(owner),
    async run({ args: [given = ""], options, client, output }) {
      const [org, kind] = [ownerOf(options), parseKind(given)];
      const found =
        org === "instance"
          ? await client().call(retentionRoutes.resetInstanceRetention, { params: { kind } })
          : await client().call(retentionRoutes.resetRetention, { params: { org, kind } });
      output.result(found, () => renderRetention(output, found.items));
      return EXIT.done;
    },
  });
}

const parseKind = parseOneOf("<kind>", retentionKind.options);

/** A whole number, or `off` for no limit. */
function parseLimit(option: string, least: number, most: number): (value: string) => number | "off" {
  const parse = parseInteger(option, least, most);
  return (value) => (value === "off" ? value : parse(value));
}

/** The limit as the API takes it. The parser of options has no null. */
function toLimit(given: number | "off" | undefined): number | null | undefined {
  return given === "off" ? null : given;
}

function renderRetention(output: Output, items: readonly RetentionShape[]): readonly string[] {
  const { messages } = output;
  const show = (value: number | null) => (value === null ? "–" : messages.number(value));
  return renderColumns(
    output,
    ["column.retention-kind", "column.retention-days", "column.retention-number", "column.retention-origin"],
    items,
    ({ kind, days, number, origin }) => [
      kind,
      show(days),
      show(number),
      messages.word(`retention-origin.${origin}`),
    ],
  );
}
