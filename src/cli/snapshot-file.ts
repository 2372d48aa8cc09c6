import { createHash } from "node:crypto";
import { CliError, EXIT, type ExitCode } from "./exit.ts";
import { findReason } from "./find-reason.ts";
import type { OpenFile, World } from "./world.ts";

/** A file of a snapshot, which is read when it is sent. */
export interface SnapshotFile {
  readonly part: "people" | "groups";
  readonly path: string;
  /** The name that messages have. */
  readonly name: string;
  readonly sizeBytes: number;
  /** The SHA-256 of its bytes in hex; undefined for a pipe, which can be read only once. */
  readonly sha256: string | undefined;
  /** Opens it for sending, once for each attempt; a pipe has a single one. */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Opens a file, so that a mistyped name is found early, and reads it to its end where it can be read again. */
export async function openSnapshotFile(
  world: World,
  part: SnapshotFile["part"],
  path: string,
): Promise<SnapshotFile> {
  const openOnce = () => world.openFile(path).catch((cause: unknown) => refuseFile(path, cause));
  const first = await openOnce();
  const { sizeBytes } = first;
  const named = { part, path, name: path.split(/[/\\]/).at(-1)?.slice(-255) ?? path, sizeBytes };
  if (first.isKept !== true) return { ...named, sha256: undefined, open: async () => first.bytes };
  const sha256 = await digestOf(path, first);
  return { ...named, sha256, open: async () => (await openOnce()).bytes };
}

async function digestOf(path: string, { bytes }: OpenFile): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of bytes) hash.update(chunk);
  } catch (cause) {
    refuseFile(path, cause);
  }
  return hash.digest("hex");
}

function refuseFile(path: string, cause: unknown, exit: ExitCode = EXIT.usage): never {
  throw new CliError(exit, "cli.file-unreadable", { file: path, reason: findReason(cause) }, { cause });
}

/** The bytes of an open file, with what went over so far. An error of the disk ends the command. */
export async function* countBytes(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  counted: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of bytes) {
      yield chunk;
      counted(chunk.byteLength);
    }
  } catch (cause) {
    refuseFile(path, cause, EXIT.failed);
  }
}
