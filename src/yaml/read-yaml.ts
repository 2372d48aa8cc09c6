import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  type Range,
  visit,
} from "yaml";

/** A place in a text; both numbers count from 1. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
}

/** An error that makes a text unusable. `detail` is the parser's own text, which is English. */
export interface YamlError extends YamlPlace {
  /**
   * `depth`: nested deeper than `DEPTH_MAX` levels; `number`: infinite or not a number, which JSON cannot hold; `name`: a
   * member `__proto__`, which would be lost.
   */
  readonly problem: "alias" | "duplicate-key" | "tab" | "depth" | "number" | "name" | "syntax";
  readonly detail: string;
}

/** The members and indices that lead to a value. */
export type YamlPath = readonly (string | number)[];

/** One document of a text, and the places of its values. */
export interface YamlDocument {
  readonly value: unknown;
  /** Where the value at the path begins; for a value that is missing, the nearest one around it. */
  placeOf(path: YamlPath): YamlPlace;
  /** Where the name of the member at the path begins; the place of its value where it has no name. */
  placeOfName(path: YamlPath): YamlPlace;
  /** The place of a character of the text at the path; undefined if the text is written in another form than it is read. */
  placeWithin(path: YamlPath, position: number): YamlPlace | undefined;
}

export type ReadYaml =
  | { readonly ok: true; readonly documents: readonly YamlDocument[] }
  | { readonly ok: false; readonly errors: readonly YamlError[] };

/**
 * Reads the documents of a text. Aliases are refused, because a few lines of them can stand for a document of any size.
 * So are repeated members, tabs as indentation, and tags that the core schema does not have.
 */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const placeAt = (offset: number): YamlPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const deep = findDepth(text);
  if (deep !== undefined) return { ok: false, errors: [{ ...deep, problem: "depth", detail: "" }] };
  // Without the level, the parser writes a warning about a list as a name to the log of the process.
  const options = { lineCounter: lines, uniqueKeys: true, strict: true, logLevel: "error" } as const;
  const parsed = parseAllDocuments(text, options);
  const documents = Array.isArray(parsed) ? parsed : [];
  const errors = documents.flatMap((document) => errorsOf(document, placeAt));
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, documents: documents.map((document) => toDocument(document, text, placeAt)) };
}

/** No configuration is nested deeper, and the parser calls itself for every level, until the process ends. */
const DEPTH_MAX = 100;
/** The beginning of a line that opens levels: indentation, and the signs of lists and members. */
const INDENT = /^(?:[ \t]|[-?:](?=\s))*/;

/** The first place where more levels are open than a document can have, judged by brackets and indentation. */
function findDepth(text: string): YamlPlace | undefined {
  let open = 0;
  for (const [at, line] of text.split("\n").entries()) {
    const indent = INDENT.exec(line)?.[0].length ?? 0;
    if (indent > 2 * DEPTH_MAX) return { line: at + 1, column: 2 * DEPTH_MAX + 1 };
    for (let index = indent; index < line.length; index += 1) {
      const character = line[index];
      if (character === "[" || character === "{") open += 1;
      else if ((character === "]" || character === "}") && open > 0) open -= 1;
      if (open > DEPTH_MAX) return { line: at + 1, column: index + 1 };
    }
  }
  return undefined;
}

const PROBLEMS: Readonly<Record<string, YamlError["problem"]>> = {
  BAD_ALIAS: "alias",
  DUPLICATE_KEY: "duplicate-key",
  TAB_AS_INDENT: "tab",
};

function errorsOf(document: Document.Parsed, placeAt: (offset: number) => YamlPlace): YamlError[] {
  const broken = [...document.errors, ...document.warnings].map(({ pos, code, message }) => ({
    ...placeAt(pos[0]),
    problem: PROBLEMS[code] ?? ("syntax" as const),
    detail: message.split("\n", 1)[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? message,
  }));
  if (broken.length > 0) return broken;
  const refused: YamlError[] = [];
  const refuse = (problem: YamlError["problem"], range: Range | null | undefined) =>
    void refused.push({ ...placeAt(range?.[0] ?? 0), problem, detail: "" });
  visit(document, {
    Alias: (_, { range }) => refuse("alias", range),
    Scalar(place, { value, range }) {
      if (place === "key" && value === "__proto__") refuse("name", range);
      if (place !== "key" && typeof value === "number" && !Number.isFinite(value)) refuse("number", range);
    },
  });
  return refused;
}

function toDocument(
  document: Document.Parsed,
  text: string,
  placeAt: (offset: number) => YamlPlace,
): YamlDocument {
  const placeOf = (path: YamlPath): YamlPlace => placeAt(startOf(nearestNode(document, path)));
  return {
    value: document.toJS({ maxAliasCount: 0 }),
    placeOf,
    placeOfName(path) {
      const holder = nodeAt(document, path.slice(0, -1));
      const name = String(path.at(-1));
      const pair = isMap(holder) ? holder.items.find(({ key }) => textOf(key) === name) : undefined;
      return isNode(pair?.key) && pair.key.range ? placeAt(pair.key.range[0]) : placeOf(path);
    },
    placeWithin(path, position) {
      const node = nodeAt(document, path);
      if (!isScalar(node) || typeof node.value !== "string" || !node.range) return undefined;
      const [start, end] = node.range;
      const written = text.slice(start, end);
      const before = written === node.value ? 0 : written.slice(1, -1) === node.value ? 1 : undefined;
      return before === undefined ? undefined : placeAt(start + before + position);
    },
  };
}

function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function nodeAt(document: Document.Parsed, path: YamlPath): unknown {
  let node: unknown = document.contents;
  for (const step of path) {
    if (isMap(node)) node = node.items.find(({ key }) => textOf(key) === String(step))?.value;
    else if (isSeq(node)) node = node.items[Number(step)];
    else return undefined;
  }
  return node;
}

function nearestNode(document: Document.Parsed, path: YamlPath): ParsedNode | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(document, path.slice(0, length));
    if (isNode(node) && !isAlias(node) && node.range) return node as ParsedNode;
  }
  return undefined;
}

function startOf(node: ParsedNode | undefined): number {
  return node?.range[0] ?? 0;
}
