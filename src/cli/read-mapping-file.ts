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
  const [unknown] = unknownMembersOf(json);
  if (unknown !== undefined) {
    throw new CliError(EXIT.usage, "cli.mapping-file-unknown", { file: path, name: unknown.slice(0, 100) });
  }
  throw new CliError(EXIT.usage, "cli.file-not-mapping", { file: path });
}

/** The members that a mapping file cannot have; none for an answer of `muster mapping show`, and for no object. */
function unknownMembersOf(json: unknown): readonly string[] {
  const members = z.record(z.string(), z.unknown()).safeParse(json);
  if (!members.success || Object.hasOwn(members.data, "mappings")) return [];
  return Object.keys(members.data).filter((name) => name !== "user" && name !== "group");
}
