import { z } from "zod";
import type { Messages } from "../messages/catalogue-messages.ts";
import { readYaml, type YamlDocument, type YamlError } from "../yaml/read-yaml.ts";
import type { PlacedError } from "./placed-error.ts";

const jsonDocument = z.record(z.string(), z.json());
type JsonDocument = z.output<typeof jsonDocument>;

/** A document of a configuration file, with the places of its values. */
export interface SourceDocument {
  readonly file: string;
  readonly yaml: YamlDocument;
  readonly value: JsonDocument;
}

/** The length of a file that is read, in characters; the server takes no longer body. */
export const FILE_LENGTH_MAX = 1_000_000;

/** The documents of a file, and what makes it unusable: broken YAML, and documents that are not objects. */
export interface ParsedDocuments {
  readonly documents: readonly SourceDocument[];
  readonly errors: readonly PlacedError[];
}

/** Reads the documents in the text of a configuration file, with all errors at once. */
export function parseDocuments(messages: Messages, file: string, text: string): ParsedDocuments {
  const read = readYaml(text);
  if (!read.ok)
    return { documents: [], errors: read.errors.map((error) => syntaxError(messages, file, error)) };
  const documents: SourceDocument[] = [];
  const errors: PlacedError[] = [];
  for (const yaml of read.documents) {
    const value = readObject(yaml.value);
    if (value === undefined) errors.push(notAnObject(messages, file, yaml));
    else documents.push({ file, yaml, value });
  }
  return { documents, errors };
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
