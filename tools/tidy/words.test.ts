import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { en } from "../../src/messages/en.ts";
import { differences } from "./exceptions.ts";
import { eachNode, readSource, shipped, treeOf } from "./sources.ts";
import { IDIOMS } from "./words.ts";

/** The comments of a file, each as one line of text; neighbouring line comments are one comment. */
function commentsOf(file: string): string[] {
  const text = readSource(file);
  const ranges = new Map<number, ts.CommentRange>();
  eachNode(treeOf(file), (node) => {
    const around = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ];
    for (const range of around) ranges.set(range.pos, range);
  });
  const comments: string[] = [];
  let before: ts.CommentRange | undefined;
  for (const range of [...ranges.values()].sort((left, right) => left.pos - right.pos)) {
    const goesOn = before !== undefined && /^\s*$/.test(text.slice(before.end, range.pos));
    const words = text.slice(range.pos, range.end).replaceAll(/^\/\*\*?|\*\/$|^\s*\* ?|^\/\/ ?/gm, "");
    if (goesOn && range.kind === ts.SyntaxKind.SingleLineCommentTrivia) {
      comments.push(`${comments.pop() ?? ""} ${words}`);
    } else comments.push(words);
    before = range;
  }
  return comments.map(joinLines);
}

const joinLines = (text: string) => text.replaceAll(/\s+/g, " ").trim();

/** Sentences of a text; what is quoted as code or as another's words is left out. */
function sentencesOf(text: string): string[] {
  const plain = text
    .replaceAll(/`[^`]*`/g, "it")
    .replaceAll(/"[^"]*"/g, "it")
    .replaceAll(/\{\{[^}]*\}\}/g, "it");
  return plain.split(/(?<=[.!?;])\s+(?=[A-Z])/).map((sentence) => sentence.trim());
}

function idiomsIn(text: string): string[] {
  return sentencesOf(text).flatMap((sentence) =>
    IDIOMS.filter(({ pattern }) => pattern.test(sentence)).map(
      ({ name, instead }) => `${name} (${instead}): ${sentence.slice(0, 120)}`,
    ),
  );
}

/** Entries of the exception list are files alone, so that a rewritten sentence needs no change to it. */
function check(rule: string, texts: ReadonlyMap<string, readonly string[]>): void {
  const found = [...texts].flatMap(([place, list]) =>
    list.flatMap((text) => idiomsIn(text).map((idiom) => ({ place, idiom }))),
  );
  const wrong = differences(
    rule,
    found.map(({ place }) => place),
  );
  const places = new Set(wrong.map((line) => line.split(": ")[0]));
  const shown = found
    .filter(({ place }) => places.has(place))
    .map(({ place, idiom }) => `${place}: ${idiom}`);
  expect([...wrong, ...shown]).toEqual([]);
}

test("the idioms are found where they are, and plain sentences pass", () => {
  const bad = [
    "Who asks for more gets less.",
    "What is no user may not.",
    "The token is none of this installation.",
    "The last of the first so many objects.",
    "Nobody was restored.",
    "Rows are told apart by id.",
  ];
  expect(bad.filter((text) => idiomsIn(text).length === 0)).toEqual([]);
  const good = [
    "The user who owns the group is no longer active.",
    "Returns the rows that changed since.",
    "What is stored?",
  ];
  expect(good.flatMap(idiomsIn)).toEqual([]);
});

test("comments are in plain English", { timeout: 60_000 }, () => {
  const comments = new Map(shipped.map((file) => [file, commentsOf(file)]));
  expect([...comments.values()].flat().length).toBeGreaterThan(2_000);
  check("idioms-in-comments", comments);
});

test("messages are in plain English", () => {
  const entries = Object.entries(en);
  expect(entries.length).toBeGreaterThan(500);
  check("idioms-in-messages", new Map(entries.map(([code, text]) => [code, [text]])));
});

test("descriptions of the admin API are in plain English", () => {
  const contract = shipped.filter((file) => file.startsWith("src/contract/"));
  const described = contract.map((file) => {
    const found: string[] = [];
    eachNode(treeOf(file), (node) => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
      const [text] = node.arguments;
      if (node.expression.name.text !== "describe" || text === undefined) return;
      if (ts.isStringLiteralLike(text)) found.push(text.text);
    });
    return [file, found] as const;
  });
  expect(described.flatMap(([, found]) => found).length).toBeGreaterThan(300);
  check("idioms-in-descriptions", new Map(described));
});

test("documents are in plain English", () => {
  const below = readdirSync("docs", { recursive: true, encoding: "utf8" }).map(
    (file) => `docs/${file.replaceAll("\\", "/")}`,
  );
  const files = [...readdirSync("."), ...below].filter(
    (file) => file.endsWith(".md") && !file.startsWith("docs/fr/"),
  );
  expect(files.length).toBeGreaterThan(20);
  const paragraphs = files.map((file) => {
    const prose = readFileSync(file, "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");
    const parts = prose.split(/\n\s*\n|\n(?=[-|*#])/).map(joinLines);
    // STYLE.md quotes the idioms that it forbids.
    return [file, parts.filter((part) => file !== "STYLE.md" || !part.startsWith("|"))] as const;
  });
  check("idioms-in-documents", new Map(paragraphs));
});
