import { z } from "zod";
import { definition } from "../contract/definitions.ts";
import { CliError, EXIT } from "./exit.ts";
import { readTextFile } from "./read-text-file.ts";
import type { World } from "./world.ts";

/** A schema as it is published. Its member `schemas` is a list of texts. */
const oneSchema = definition.refine((object) => object["attributes"] !== undefined);
const several = z.strictObject({
  schemas: z.array(definition).default([]),
  resourceTypes: z.array(definition).default([]),
});

type Definitions = z.output<typeof several>;

/** Reads files that each hold a schema, or an object with `schemas` and `resourceTypes`, and joins their definitions. */
export async function readDefinitionFiles(world: World, paths: readonly string[]): Promise<Definitions> {
  const files = await Promise.all(paths.map((path) => readFile(world, path)));
  return {
    schemas: files.flatMap(({ schemas }) => schemas),
    resourceTypes: files.flatMap(({ resourceTypes }) => resourceTypes),
  };
}

async function readFile(world: World, path: string): Promise<Definitions> {
  const json = parse(path, await readTextFile(world, path));
  const one = oneSchema.safeParse(json);
  if (one.success) return { schemas: [one.data], resourceTypes: [] };
  const read = several.safeParse(json);
  if (read.success) return read.data;
  throw unusable(path, "not-definitions", read.error.issues[0]?.path.join("."));
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusable(path, "not-json");
  }
}

function unusable(file: string, reason: string, place = ""): CliError {
  return new CliError(EXIT.usage, "cli.file-not-definitions", {
    file,
    reason,
    ...(place ? { detail: place } : {}),
  });
}
