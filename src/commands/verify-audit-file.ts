import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { z } from "zod";
import type { CommandInput } from "../cli/define.ts";
import { CliError, EXIT } from "../cli/exit.ts";
import { findReason } from "../cli/find-reason.ts";
import type { LocalCommand, VerifyFileOptions } from "../cli/local-commands.ts";
import { renderBreak } from "../cli/render-verification.ts";
import { type ExportedRecord, LineComparison } from "../core/audit/compare-lines.ts";
import { parseJson } from "../core/json.ts";
import { formatTime } from "../http/admin/convert.ts";
import { createEnv } from "../platform/env.ts";

/** The members of a line that a comparison needs. Its other members are covered by nothing. */
const lineShape = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  service: z.string(),
  category: z.string(),
  activity: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.json()),
  record: z.number().int().nullable(),
  previousHash: z.string().nullable(),
  hash: z.string().nullable(),
});

/** `muster audit verify --file`: compares an exported audit trail with the hashes in it. */
export const verifyAuditFile: LocalCommand<VerifyFileOptions> = async (input) => {
  const { options, output } = input;
  const { messages, paint } = output;
  const comparison = new LineComparison(createEnv().hash);
  const unsealed = await addLines(input, comparison);
  const found = comparison.findBreak(options.partial, options.expect);
  const { range, count } = comparison;
  const shown = found && { ...found, at: found.at === null ? null : formatTime(found.at) };
  const result = { intact: found === undefined, records: count, unsealed, break: shown ?? null };
  output.result({ ...result, head: range ? { record: range.last, hash: range.hash } : null }, () => {
    const lines =
      shown === undefined
        ? [paint.green(messages.word("cli.audit-file-intact", { count }))]
        : [paint.red(messages.word("cli.audit-broken", { text: placeBreak(shown, input) }))];
    if (range !== undefined && shown === undefined) {
      const head = messages.word("cli.audit-file-head", { record: String(range.last), hash: range.hash });
      lines.push(...head.split("\n"));
    }
    if (unsealed > 0) lines.push(messages.word("cli.audit-file-unsealed", { count: unsealed }));
    return lines;
  });
  return found === undefined ? EXIT.done : EXIT.failed;
};

function placeBreak(
  found: Parameters<typeof renderBreak>[0] & { readonly line: number | null },
  { output: { messages } }: Pick<CommandInput<unknown>, "output">,
): string {
  const text = renderBreak(found, messages);
  return found.line === null ? text : messages.word("cli.audit-line", { line: found.line, text });
}

/** Hands over the sealed records of the file, a line at a time. Returns the number of records that are not sealed. */
async function addLines(
  { options: { file }, world }: CommandInput<VerifyFileOptions>,
  comparison: LineComparison,
): Promise<number> {
  let [line, unsealed] = [0, 0];
  const lines = createInterface({ input: Readable.from(await openBytes(world, file)), crlfDelay: Infinity });
  for await (const text of lines) {
    line += 1;
    if (text.trim() === "") continue;
    const entry = readLine(text, line);
    if (entry === undefined) throw new CliError(EXIT.usage, "cli.audit-not-an-entry", { file, line });
    if (entry === "unsealed") unsealed += 1;
    else comparison.add(entry);
  }
  return unsealed;
}

async function openBytes(
  world: CommandInput<unknown>["world"],
  file: string,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    return (await world.openFile(file)).bytes;
  } catch (cause) {
    throw new CliError(EXIT.usage, "cli.file-unreadable", { file, reason: findReason(cause) }, { cause });
  }
}

function readLine(text: string, line: number): ExportedRecord | "unsealed" | undefined {
  const parsed = lineShape.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { record, previousHash: previous, hash, at, ...content } = parsed.data;
  if (record === null || previous === null || hash === null) return "unsealed";
  return { line, record, previous, hash, content: { ...content, at: Date.parse(at) } };
}
