import { z } from "zod";
import { CliError, EXIT } from "./exit.ts";
import { readJsonFile } from "./read-text-file.ts";
import type { World } from "./world.ts";

const definition = z.record(z.string(), z.json());
const both = z.strictObject({ user: definition.optional(), group: definition.optional() });
/** The answer of `muster mapping show --json`, which can be edited and sent back. */
const shown = z.object({ mappings: both });

/** The mappings of a file; a type that the file does not have is left out. */
export type MappingFile = z.output<typeof both>;

/** Reads a file with `user`, `group` or both, or the output of `muster mapping show --json`. */
export async function readMappingFile(world: World, path: string): Promise<MappingFile> {
  const json = await readJsonFile(world, path);
  const answer = shown.safeParse(json);
  if (answer.success) return answer.data.mappings;
  const read = both.safeParse(json);
  if (read.success && (read.data.user ?? read.data.group) !== undefined) return read.data;
  throw new CliError(EXIT.usage, "cli.file-not-mapping", { file: path });
}
