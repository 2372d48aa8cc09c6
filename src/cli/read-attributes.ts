import { z } from "zod";
import { collectValues } from "./arguments.ts";
import type { OptionSpec } from "./define.ts";
import { CliError, EXIT } from "./exit.ts";
import { readPairs } from "./read-pairs.ts";
import { readJsonFile } from "./read-text-file.ts";
import type { World } from "./world.ts";

type Attributes = Record<string, z.core.util.JSONType>;

const document = z.record(z.string(), z.json());

/** The options that give attributes of a user or group. */
export const ATTRIBUTE_OPTIONS: readonly OptionSpec[] = [
  { flags: "--set <name=value>", help: "help.option.attribute-set", parse: collectValues },
  { flags: "--file <file>", help: "help.option.attribute-file" },
];

/** The parsed form of these options. */
export const attributeOptions = z.object({
  org: z.string(),
  set: z.array(z.string()).default([]),
  file: z.string().min(1).optional(),
});

/** Reads attributes from a file and from `--set`, which wins; a name in `removed` gets null. */
export async function readAttributes(
  world: World,
  { set, file }: Pick<z.output<typeof attributeOptions>, "set" | "file">,
  removed: readonly string[] = [],
): Promise<Attributes> {
  const attributes: Attributes = file === undefined ? {} : await readDocument(world, file);
  for (const [path, text] of Object.entries(readPairs("--set", set))) put(attributes, path, readValue(text));
  for (const path of removed) put(attributes, path, null);
  return attributes;
}

async function readDocument(world: World, file: string): Promise<Attributes> {
  const parsed = document.safeParse(await readJsonFile(world, file));
  if (!parsed.success) throw new CliError(EXIT.usage, "cli.file-not-attributes", { file });
  return { ...parsed.data };
}

/** Puts a value at a path: `title`, `name.familyName`, `urn:…:User:department`. */
function put(attributes: Attributes, path: string, value: z.core.util.JSONType): void {
  const [first = path, ...rest] = stepsOf(path);
  const [second, third] = rest;
  if (second === undefined) {
    attributes[first] = value;
    return;
  }
  const held = attributes[first];
  const inner: Attributes = isDocument(held) ? { ...held } : {};
  if (third === undefined) inner[second] = value;
  else {
    const before = inner[second];
    inner[second] = { ...(isDocument(before) ? before : {}), [third]: value };
  }
  attributes[first] = inner;
}

function isDocument(value: z.core.util.JSONType | undefined): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The URN of an extension contains dots, and the attribute follows its last colon. */
function stepsOf(path: string): readonly string[] {
  const colon = path.toLowerCase().startsWith("urn:") ? path.lastIndexOf(":") : -1;
  const names = path.slice(colon + 1).split(".");
  return colon === -1 ? names : [path.slice(0, colon), ...names];
}

/** Lists and objects are written as JSON, and so are true and false; everything else is text. */
function readValue(text: string): z.core.util.JSONType {
  if (text === "true" || text === "false") return text === "true";
  if (!/^\s*[[{]/.test(text)) return text;
  const parsed = parseJson(text);
  return parsed.success ? parsed.data : text;
}

function parseJson(text: string) {
  try {
    return z.json().safeParse(JSON.parse(text));
  } catch {
    return { success: false } as const;
  }
}
