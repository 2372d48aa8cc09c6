import { z } from "zod";
import type { Messages } from "../messages/messages.ts";
import { readYaml, type YamlDocument, type YamlError } from "../yaml/read-yaml.ts";
import { CliError, EXIT } from "./exit.ts";
import type { PlacedError } from "./placed-error.ts";
import { readTextFile } from "./read-text-file.ts";
import type { World } from "./world.ts";

const jsonDocument = z.record(z.string(), z.json());
type JsonDocument = z.output<typeof jsonDocument>;

/** A document of a configuration file, with the places of its values. */
export interface SourceDocument {
  readonly file: string;
  readonly yaml: YamlDocument;
  readonly value: JsonDocument;
}

/** The length of a file that is read, in characters; the server takes no longer body. */
const LENGTH_MAX = 1_000_000;

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
    const read = readYaml(await readShortFile(world, file));
    if (read.ok) {
      for (const yaml of read.documents) {
        const value = readObject(yaml.value);
        if (value === undefined) errors.push(notAnObject(messages, file, yaml));
        else documents.push({ file, yaml, value });
      }
    } else errors.push(...read.errors.map((error) => syntaxError(messages, file, error)));
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
  if (text.length <= LENGTH_MAX) return text;
  throw new CliError(EXIT.usage, "usage.configuration-too-long", { file, limit: LENGTH_MAX });
}

/** A value of YAML as JSON; undefined for one that is not an object, or that JSON cannot hold. */
export function readObject(value: unknown): JsonDocument | undefined {
  const parsed = jsonDocument.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

function syntaxError(messages: Messages, file: string, error: YamlError): PlacedError {
  const { line, column, problem, detail } = error;
  const code = `configuration.yaml-${problem}`;
  const params = problem === "syntax" ? { detail } : {};
  return { pointer: "", code, params, detail: messages.text(code, params), file, line, column };
}

function notAnObject(messages: Messages, file: string, yaml: YamlDocument): PlacedError {
  const code = "configuration.not-an-object";
  return { pointer: "", code, params: {}, detail: messages.text(code), file, ...yaml.placeOf([]) };
}
