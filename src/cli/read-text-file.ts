import { CliError, EXIT } from "./exit.ts";
import { findReason } from "./find-reason.ts";
import type { World } from "./world.ts";

/** Reads a JSON file. A file that cannot be read, and one that is not JSON, are wrong usage. */
export async function readJsonFile(world: World, file: string): Promise<unknown> {
  const text = await readTextFile(world, file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(EXIT.usage, "cli.file-not-json", { file }, { cause });
  }
}

/** Reads a file of UTF-8 text. A file that cannot be read is wrong usage. */
export async function readTextFile(world: World, file: string): Promise<string> {
  try {
    const { bytes } = await world.openFile(file);
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let text = "";
    for await (const chunk of bytes) text += decoder.decode(chunk, { stream: true });
    return text + decoder.decode();
  } catch (cause) {
    throw new CliError(EXIT.usage, "cli.file-unreadable", { file, reason: findReason(cause) }, { cause });
  }
}
