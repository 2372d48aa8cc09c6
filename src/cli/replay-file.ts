import { type FiledRequest, readReplay } from "../files/read-replay.ts";
import { CliError, EXIT } from "./exit.ts";
import { findReason } from "./find-reason.ts";
import type { World } from "./world.ts";

const FILE_MAX_BYTES = 16 * 1024 * 1024;

/** Reads the requests in a file. A missing id of a name is a usage error, and so is what cannot be replayed. */
export async function readReplayFile(
  world: World,
  file: string,
  names: ReadonlyMap<string, string>,
): Promise<readonly FiledRequest[]> {
  const read = readReplay(await readText(world, file), names);
  if (read.kind === "requests") return read.requests;
  if (read.kind === "name-without-id") {
    throw new CliError(EXIT.usage, "usage.name-without-id", { name: read.name });
  }
  throw new CliError(EXIT.usage, "usage.not-replayable", { file, place: read.place });
}

async function readText(world: World, file: string): Promise<string> {
  try {
    const { sizeBytes, bytes } = await world.openFile(file);
    if (sizeBytes > FILE_MAX_BYTES) throw Object.assign(new Error("too large"), { code: "EFBIG" });
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    return new TextDecoder().decode(Buffer.concat(chunks));
  } catch (cause) {
    const reason = findReason(cause);
    throw new CliError(EXIT.usage, "usage.file-unreadable", { file, reason }, { cause });
  }
}
