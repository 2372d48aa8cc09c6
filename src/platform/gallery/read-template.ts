import { type Document, isMap, isNode, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import type { Template } from "../../core/gallery/template.ts";
import { templateShape } from "./template-shape.ts";

/** A template that cannot be used, with the places of all its errors: `file:line:column: text`. */
export class TemplateError extends Error {
  readonly places: readonly string[];

  constructor(places: readonly string[]) {
    super(places.join("\n"));
    this.name = "TemplateError";
    this.places = places;
  }
}

/** Reads a template. Throws a `TemplateError` with every error and its line and column. */
export function readTemplate(file: string, text: string): Template {
  const lines = new LineCounter();
  // Without aliases: a few lines of them can stand for a document of any size.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    throw new TemplateError(broken.map(({ pos, message }) => `${placeAt(pos[0])}: ${firstLine(message)}`));
  }
  const aliases: number[] = [];
  visit(document, { Alias: (_, { range }) => void aliases.push(range?.[0] ?? 0) });
  if (aliases.length > 0) {
    throw new TemplateError(aliases.map((offset) => `${placeAt(offset)}: an alias is not allowed here`));
  }
  const parsed = templateShape.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return parsed.data;
  throw new TemplateError(
    parsed.error.issues.map(
      (issue) => `${placeAt(offsetOf(document, issue))}: ${issue.path.join(".")}: ${issue.message}`,
    ),
  );
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

/** Where the value of an issue begins; of a value that is missing, the nearest one around it. */
function offsetOf(document: Document, { path, code, ...issue }: z.core.$ZodIssue): number {
  if (code === "unrecognized_keys" && "keys" in issue && Array.isArray(issue.keys)) {
    const holder = path.length === 0 ? document.contents : document.getIn(path, true);
    const [first] = issue.keys;
    const pair = isMap(holder) ? holder.items.find(({ key }) => String(key) === first) : undefined;
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
