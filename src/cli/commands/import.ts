import type { Command } from "commander";
import { z } from "zod";
import { type ImportResult, importRoutes } from "../../contract/imports.ts";
import { collectValues, parseInteger } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { runInterruptibly } from "../interruption.ts";
import { ORG_OPTION } from "../org-option.ts";
import type { Output } from "../output.ts";
import { poll, type Waiting } from "../poll.ts";
import type { Progress } from "../progress.ts";
import { renderImport } from "../render-import.ts";
import { countBytes, openSnapshotFile, type SnapshotFile } from "../snapshot-file.ts";
import type { World } from "../world.ts";

const LEAVERS_MAX = 1_000_000;

/** `muster import` uploads the files of a snapshot, then merges the snapshot as a whole. */
export function addImportCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "import <people>",
    help: "help.import",
    options: [
      ORG_OPTION,
      { flags: "--source <name>", help: "help.option.source", required: true },
      { flags: "--groups <file>", help: "help.option.groups" },
      { flags: "--column <column=name>", help: "help.option.column", parse: parseColumn },
      { flags: "--ignore-column <name>", help: "help.option.ignore-column", parse: collectValues },
      {
        flags: "--accept-leavers <number>",
        help: "help.option.accept-leavers",
        parse: parseInteger("--accept-leavers", 0, LEAVERS_MAX),
      },
      { flags: "--dry-run", help: "help.option.dry-run" },
    ],
    examples: [
      "muster import --org 0190a1b2-0000-7000-8000-000000000001 --source hr people.csv --groups groups.csv",
      "muster import --org 0190a1b2-0000-7000-8000-000000000001 --source hr people.csv --dry-run",
      "muster import --org 0190a1b2-0000-7000-8000-000000000001 --source hr people.csv --accept-leavers 40",
      'muster import --org 0190a1b2-0000-7000-8000-000000000001 --source hr staff.csv --column userPrincipalName="E-Mail"',
      'muster import --org 0190a1b2-0000-7000-8000-000000000001 --source hr staff.csv --ignore-column "Shoe size"',
    ],
    shape: z.object({
      org: z.string(),
      source: z.string(),
      groups: z.string().optional(),
      column: z.record(z.string(), z.string()).default({}),
      ignoreColumn: z.array(z.string()).default([]),
      acceptLeavers: z.number().default(0),
      dryRun: z.boolean().default(false),
    }),
    async run({ args: [people = ""], options, client, output, world }) {
      const { org, source, groups, column: columns, ignoreColumn: ignoredColumns } = options;
      const { acceptLeavers, dryRun } = options;
      const api = client();
      // Both files are opened first, so that a mistyped name does not start an import.
      const uploads = [await openSnapshotFile(world, "people", people)];
      if (groups !== undefined) uploads.push(await openSnapshotFile(world, "groups", groups));
      const body = { source, columns, ignoredColumns, files: offer(uploads) };
      const begin = () => api.call(importRoutes.beginImport, { params: { org }, body });
      const result = await runImport({ api, output, world }, { org, uploads, acceptLeavers, dryRun, begin });
      if (result.state === "failed")
        throw new CliError(EXIT.failed, "cli.import-failed", { import: result.importId });
      output.result(result, () => renderImport(result, output.messages, output.paint));
      return result.held === null ? EXIT.done : EXIT.partial;
    },
  });
}

/** The digests of the files; undefined unless every file has one. */
function offer(uploads: readonly SnapshotFile[]): z.input<typeof importRoutes.beginImport.body>["files"] {
  const known = uploads.flatMap(({ name, sha256 }) => (sha256 === undefined ? [] : [{ name, sha256 }]));
  const [people, groups] = known;
  return people === undefined || known.length < uploads.length ? undefined : { people, groups };
}

/** Reads `column=name of it in the file`, once for each column. */
function parseColumn(
  value: string,
  before: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const [, column, name] = /^([A-Za-z]+)=(.*\S.*)$/u.exec(value) ?? [];
  if (column === undefined || name === undefined) {
    throw new CliError(EXIT.usage, "usage.not-a-column", { option: "--column", value });
  }
  if (before?.[column] !== undefined) {
    throw new CliError(EXIT.usage, "usage.column-twice", { option: "--column", column });
  }
  return { ...before, [column]: name };
}

interface At {
  readonly org: string;
  readonly import: string;
}

interface ImportRun {
  readonly org: string;
  readonly uploads: readonly SnapshotFile[];
  readonly acceptLeavers: number;
  /** True to count what would change, and to release the import afterwards. */
  readonly dryRun: boolean;
  begin(): Promise<{ readonly importId: string; readonly needsFiles: boolean }>;
}

/** Begins an import, sends its files and merges them. Ctrl-C releases an import whose merge has not begun. */
async function runImport(
  { api, output, world }: { readonly api: Client; readonly output: Output; readonly world: World },
  { org, uploads, acceptLeavers, dryRun, begin }: ImportRun,
): Promise<ImportResult> {
  let at: At | undefined;
  const progress = output.progress();
  return runInterruptibly(
    world,
    async (signal) => {
      // Not cut off by Ctrl-C: only the answer says which import is to be released.
      const { importId, needsFiles } = await begin();
      const place = { org, import: importId };
      at = place;
      signal?.throwIfAborted();
      const sendAll = () => send({ api, progress, signal }, place, uploads);
      const finish = () => {
        progress.end();
        progress.show(dryRun ? "cli.import-checking" : "cli.merging", 0, 0);
        if (dryRun) return preview(api, place, acceptLeavers);
        return merge({ world, signal }, api, place, acceptLeavers);
      };
      if (needsFiles) await sendAll();
      try {
        return await finish();
      } catch (error) {
        // The directory changed in between.
        if (!(error instanceof CliError && error.code === "import.files-needed")) throw error;
        await sendAll();
        return await finish();
      }
    },
    (exit, error) => {
      progress.end();
      return at === undefined ? error : release(api, at, exit);
    },
  ).finally(() => progress.end());
}

/** Counts what the merge would do, and keeps nothing of the import. */
async function preview(api: Client, params: At, acceptLeavers: number): Promise<ImportResult> {
  const result = await api.call(importRoutes.previewImport, { params, body: { acceptLeavers } });
  await api.call(importRoutes.releaseImport, { params });
  return result;
}

/** Releases the import of a command that was interrupted; the error says what became of it. */
async function release(api: Client, params: At, exit: ExitCode): Promise<CliError> {
  const told = { import: params.import };
  try {
    await api.call(importRoutes.releaseImport, { params });
    return new CliError(exit, "cli.import-released", told);
  } catch (error) {
    const isMerging = error instanceof CliError && error.code === "import.not-staging";
    if (isMerging) return new CliError(exit, "cli.left-import", told);
    return new CliError(exit, "cli.import-not-released", told);
  }
}

interface Sending {
  readonly api: Client;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
}

async function send(
  { api, progress, signal }: Sending,
  at: At,
  uploads: readonly SnapshotFile[],
): Promise<void> {
  const totalBytes = uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let sentBytes = 0;
  const counted = (count: number) => {
    sentBytes += count;
    progress.show("cli.uploading", sentBytes, totalBytes);
  };
  for (const { part, path, name, open } of uploads) {
    const upload = countBytes(await open(), path, counted);
    await api.call(importRoutes.uploadImportFile, {
      params: { ...at, part },
      query: { file: name },
      upload,
      signal,
    });
  }
}

async function merge(
  { world, signal }: Waiting,
  client: Client,
  params: At,
  acceptLeavers: number,
): Promise<ImportResult> {
  const begun = await client.call(importRoutes.finishImport, { params, body: { acceptLeavers }, signal });
  return poll(
    { world, signal },
    begun,
    () => client.call(importRoutes.getImport, { params, signal }),
    ({ state }) => state === "merged" || state === "failed",
  );
}
