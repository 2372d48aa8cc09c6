import { dirname, isAbsolute, join } from "node:path";
import { listSecretMembers } from "./find-references.ts";
import type { SourceDocument } from "./read-configuration.ts";
import { readTextFile } from "./read-text-file.ts";
import type { World } from "./world.ts";

/**
 * The values of the references to credentials, by reference. `$env:NAME` is a variable of the environment, `$file:PATH` a
 * file, whose path is relative to the configuration file. One that cannot be resolved is left out: the server knows
 * whether it is needed.
 */
export async function resolveReferences(
  world: World,
  documents: readonly SourceDocument[],
): Promise<Readonly<Record<string, string>>> {
  const secrets: Record<string, string> = {};
  for (const { file, value } of documents) {
    for (const { value: reference } of listSecretMembers(value)) {
      if (typeof reference !== "string") continue;
      const text = (await resolve(world, file, reference))?.trim();
      if (text !== undefined && text !== "") secrets[reference] = text;
    }
  }
  return secrets;
}

async function resolve(world: World, from: string, reference: string): Promise<string | undefined> {
  const [, kind, name = ""] = /^\$(env|file):(.+)$/.exec(reference) ?? [];
  if (kind === "env") return world.env[name];
  if (kind !== "file") return undefined;
  try {
    return await readTextFile(world, isAbsolute(name) ? name : join(dirname(from), name));
  } catch {
    return undefined;
  }
}
