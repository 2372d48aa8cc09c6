import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { z } from "zod";
import type { PlanningTask } from "../../app/provisioning/plan/planning-task.ts";
import type { RecordedLine } from "../../app/provisioning/recording/recorded-line.ts";
import { readTaskJson, type TaskJson } from "../../app/provisioning/recording/task-json.ts";
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  type BundleHeader,
  extendBundleHash,
  type ResultLine,
} from "../../app/provisioning/replay/bundle-line.ts";
import { CliError, EXIT } from "../../cli/exit.ts";
import { findReason } from "../../cli/find-reason.ts";
import type { World } from "../../cli/world.ts";
import { parseJson } from "../../core/json.ts";
import type { ComparedDecision } from "../../core/provisioning/replay/compare-plans.ts";

/** A bundle that was read whole and is as it was written. */
export interface Bundle {
  readonly header: BundleHeader;
  readonly task: PlanningTask;
  readonly recording: readonly RecordedLine[];
  readonly decisions: readonly ComparedDecision[];
  /** `group member sign`, in the order of the plan. */
  readonly memberships: readonly string[];
}

const header = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.number(),
  muster: z.string(),
  ...{ orgId: z.string(), appId: z.string(), app: z.string(), cycleId: z.string(), planId: z.string() },
  ...{ kind: z.string(), startedAt: z.string(), hash: z.string() },
});
const end = z.object({ kind: z.literal("end"), lines: z.number(), hash: z.string() });
/** The hash over all lines proves their members, so that the kind alone is looked at. */
const recorded = z.custom<RecordedLine>((line) => RECORDED.includes(kindOf(line)));
const result = z.custom<ResultLine>((line) => RESULTS.includes(kindOf(line)));

const RECORDED: readonly unknown[] = ["row", "answer", "answers"] satisfies readonly RecordedLine["kind"][];
const RESULTS: readonly unknown[] = ["decision", "member"] satisfies readonly ResultLine["kind"][];

function kindOf(line: unknown): unknown {
  return typeof line === "object" && line !== null && "kind" in line ? line.kind : undefined;
}

/** Reads a bundle. Another file, one of another version, and one that was cut off or altered are wrong usage. */
export async function readBundle(
  world: World,
  file: string,
  hash: (text: string) => string,
): Promise<Bundle> {
  const reading = new BundleReading(file, hash);
  for await (const text of openLines(world, file)) reading.add(text);
  return reading.finish();
}

/** The lines of a bundle as they come. */
class BundleReading {
  readonly #file: string;
  readonly #hash: (text: string) => string;
  readonly #recording: RecordedLine[] = [];
  readonly #results: ResultLine[] = [];
  #header: BundleHeader | undefined;
  #seen = { lines: 0, hash: "" };
  #isEnded = false;

  constructor(file: string, hash: (text: string) => string) {
    this.#file = file;
    this.#hash = hash;
  }

  add(text: string): void {
    const line = parseJson(text);
    if (this.#header === undefined) this.#header = readHeader(line, this.#file);
    else if (this.#takeEnd(line)) return;
    else this.#take(line);
    const { lines, hash } = this.#seen;
    this.#seen = { lines: lines + 1, hash: extendBundleHash(hash, text, this.#hash) };
  }

  finish(): Bundle {
    if (this.#header === undefined)
      throw new CliError(EXIT.usage, "cli.bundle-foreign", { file: this.#file });
    if (!this.#isEnded) throw new CliError(EXIT.usage, "cli.bundle-cut", { file: this.#file });
    return toBundle(this.#header, this.#recording, this.#results);
  }

  /** Takes the last line, which has to fit the lines before it. */
  #takeEnd(line: unknown): boolean {
    if (this.#isEnded) throw this.#refuseAltered();
    const last = end.safeParse(line);
    if (!last.success) return false;
    const { lines, hash } = last.data;
    if (lines !== this.#seen.lines || hash !== this.#seen.hash) throw this.#refuseAltered();
    this.#isEnded = true;
    return true;
  }

  #refuseAltered(): CliError {
    return new CliError(EXIT.usage, "cli.bundle-altered", { file: this.#file });
  }

  #take(line: unknown): void {
    const read = recorded.safeParse(line);
    if (read.success) {
      this.#recording.push(read.data);
      return;
    }
    const decided = result.safeParse(line);
    if (decided.success) this.#results.push(decided.data);
    // The last line of a file that was cut off is a part of one, which is no JSON.
    else if (line !== undefined) throw this.#refuseAltered();
  }
}

function readHeader(line: unknown, file: string): BundleHeader {
  const read = header.safeParse(line);
  if (!read.success) throw new CliError(EXIT.usage, "cli.bundle-foreign", { file });
  const { version, muster } = read.data;
  if (version !== BUNDLE_VERSION) {
    throw new CliError(EXIT.usage, "cli.bundle-version", { file, version, known: BUNDLE_VERSION, muster });
  }
  return read.data;
}

async function* openLines(world: World, file: string): AsyncGenerator<string> {
  try {
    const { bytes } = await world.openFile(file);
    yield* createInterface({ input: Readable.from(bytes), crlfDelay: Infinity });
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(EXIT.usage, "cli.file-unreadable", { file, reason: findReason(cause) }, { cause });
  }
}

function toBundle(
  header: BundleHeader,
  recording: readonly RecordedLine[],
  results: readonly ResultLine[],
): Bundle {
  const asked = recording.find((line) => line.kind === "answer" && line.to[0] === "task");
  const task = readTaskJson((asked?.kind === "answer" ? asked.answer : undefined) as TaskJson);
  return {
    header,
    task,
    recording,
    decisions: results.flatMap((line) => (line.kind === "decision" ? [line.row] : [])),
    memberships: results.flatMap((line) => (line.kind === "member" ? [formatMembership(line.row)] : [])),
  };
}

/** A membership of a plan as it is compared. */
export function formatMembership(row: {
  readonly group_id: string;
  readonly member_id: string;
  readonly sign: number;
}): string {
  return `${row.group_id} ${row.member_id} ${row.sign}`;
}
