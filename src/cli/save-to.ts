import { CliError, EXIT } from "./exit.ts";
import { findReason } from "./find-reason.ts";
import type { World } from "./world.ts";

/** Writes an answer into the file that an option names. A file that cannot be written is wrong usage. */
export async function saveTo(
  { saveFile }: World,
  file: string,
  pieces: AsyncIterable<string>,
): Promise<void> {
  try {
    if (saveFile === undefined) throw new Error("no disk");
    await saveFile(file, pieces);
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(EXIT.usage, "cli.file-unwritable", { file, reason: findReason(cause) }, { cause });
  }
}
