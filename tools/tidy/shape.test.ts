import ts from "typescript";
import { expect, test } from "vitest";
import { differences } from "./exceptions.ts";
import {
  consoleSources,
  eachNode,
  filesBelow,
  isTest,
  readSource,
  shipped,
  sources,
  treeOf,
} from "./sources.ts";
import { VERBS } from "./words.ts";

const LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
const PARAMETERS_MAX = 4;

test("files stay under 400 lines, and hold no unfinished marks or commented-out code", () => {
  const files = [...sources, ...["web", "test", "tools", "bench"].flatMap(filesBelow)];
  expect(files.length).toBeGreaterThan(20);
  const unfinished = /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/;
  const commentedOut = /^\s*\/\/\s*(const|let|return|if \(|import|export|await)\b.*[;{]\s*$/m;
  const wrong = files.filter((file) => {
    const text = readSource(file);
    return text.split("\n").length > LINES_MAX || unfinished.test(text) || commentedOut.test(text);
  });
  expect(wrong).toEqual([]);
});

type Function = ts.SignatureDeclaration & { readonly body: ts.Node };

function isFunction(node: ts.Node): node is Function {
  return ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
}

/** What a reader calls the function: its own name, or that of what it is assigned to. */
function nameOf(node: Function): string {
  const { name, parent } = node;
  if (name !== undefined) return name.getText();
  if (ts.isConstructorDeclaration(node)) return "constructor";
  const isNamed = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isNamed ? parent.name.getText() : "(callback)";
}

const browserCode = consoleSources.filter((file) => !isTest(file));

/** Every function that is shipped, found once for all checks. */
const functions = [...shipped, ...browserCode].flatMap((file) => {
  const found: { readonly file: string; readonly node: Function }[] = [];
  eachNode(treeOf(file), (node) => {
    if (isFunction(node)) found.push({ file, node });
  });
  return found;
});

const placeOf = ({ file, node }: (typeof functions)[number]) => `${file} ${nameOf(node)}`;

/** Lines with code; blank ones and those of comments alone do not count. */
function codeLines(node: ts.Node): number {
  const text = node.getText().replaceAll(/\/\*[\s\S]*?\*\//g, "");
  return text.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;
}

test("functions stay under 70 lines, the functions inside of them counted in", () => {
  expect(functions.length).toBeGreaterThan(1_000);
  const long = functions.filter(({ node }) => codeLines(node) > FUNCTION_LINES_MAX);
  expect(differences("long-functions", long.map(placeOf))).toEqual([]);
});

test("functions take four positional parameters at most", () => {
  const wide = functions.filter(({ node }) => node.parameters.length > PARAMETERS_MAX);
  expect(differences("many-parameters", wide.map(placeOf))).toEqual([]);
});

function isExported(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** Names of exported types, each with the files that export it. */
function exportedTypes(): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const file of shipped) {
    for (const node of treeOf(file).statements) {
      const isType =
        ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
      if (!isType || !isExported(node) || node.name === undefined) continue;
      names.set(node.name.text, [...(names.get(node.name.text) ?? []), file]);
    }
  }
  return names;
}

test("one name stands for one exported type", () => {
  const names = exportedTypes();
  expect(names.size).toBeGreaterThan(200);
  const shared = [...names].filter(([, files]) => files.length > 1).map(([name]) => name);
  expect(differences("shared-type-names", shared)).toEqual([]);
});

/**
 * First words that an exported function may have although they are no verbs: conversions (`toRow`), questions
 * (`isParked`, `holdsValue`), readings of one thing from another (`nameOf`), and events of a listener (`onClose`).
 */
const NOT_VERBS =
  /^(?:is|has|holds|matches|may|can|does|names|needs|stops|to|from|with|without|on|no|as|new)[A-Z0-9]|Of$|In$|At$|By$|For$|^matches$|^holds$/;

test("exported functions begin with a verb, or are questions, conversions and readings", () => {
  const names: string[] = [];
  for (const file of shipped) {
    for (const node of treeOf(file).statements) {
      if (ts.isFunctionDeclaration(node) && isExported(node) && node.name !== undefined) {
        names.push(`${file} ${node.name.text}`);
      }
    }
  }
  expect(names.length).toBeGreaterThan(400);
  const wrong = names.filter((entry) => {
    const name = entry.split(" ")[1] ?? "";
    const first = /^[a-z]+/.exec(name)?.[0] ?? "";
    return !VERBS.has(first) && !NOT_VERBS.test(name);
  });
  expect(differences("functions-without-verb", wrong)).toEqual([]);
});
