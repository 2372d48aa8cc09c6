import { FILE_LENGTH_MAX, parseDocuments, type SourceDocument } from "../files/parse-documents.ts";
import type { PlacedError } from "../files/placed-error.ts";
import type { Messages } from "../messages/messages.ts";
import { CliError, EXIT } from "./exit.ts";
import { readTextFile } from "./read-text-file.ts";
import type { World } from "./world.ts";

/**
 * Reads the documents of a file, or of every `.yaml` and `.yml` file of a folder in the order of their names. Refuses
 * YAML that is broken, with all errors of all files at once.
 */
export async function readConfiguration(
  world: World,
  messages: Messages,
  path: string,
): Promise<readonly SourceDocument[]> {
  const documents: SourceDocument[] = [];
  const errors: PlacedError[] = [];
  for (const file of await listFiles(world, path)) {
    const read = parseDocuments(messages, file, await readShortFile(world, file));
    documents.push(...read.documents);
    errors.push(...read.errors);
  }
  if (errors.length > 0) throw refuseErrors(errors);
  if (documents.length === 0) throw new CliError(EXIT.usage, "usage.configuration-empty", { file: path });
  return documents;
}

/** The refusal of configuration files, with all of their errors, and beside them the number of those that are not listed. */
export function refuseErrors(errors: readonly PlacedError[], unlisted = 0): CliError {
  return new CliError(EXIT.usage, "configuration.invalid", { errors: errors.length + unlisted }, { errors });
}

async function listFiles(world: World, path: string): Promise<readonly string[]> {
  const names = await world.listFolder?.(path);
  if (names === undefined) return [path];
  return names
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => `${path.replace(/[/\\]+$/, "")}/${name}`);
}

async function readShortFile(world: World, file: string): Promise<string> {
  const text = await readTextFile(world, file);
  if (text.length <= FILE_LENGTH_MAX) return text;
  throw new CliError(EXIT.usage, "usage.configuration-too-long", { file, limit: FILE_LENGTH_MAX });
}
