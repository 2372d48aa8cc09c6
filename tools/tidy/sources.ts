import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/** The TypeScript files of the repository, as the checks of this folder read them. */

/** Every TypeScript file below the folder, with forward slashes. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => posix.join(folder, file.replaceAll("\\", "/")));
}

export const isTest = (file: string): boolean => file.endsWith(".test.ts");

/** The files under src/, tests among them. */
export const sources: readonly string[] = filesBelow("src");
/** The files of the console, tests among them. */
export const consoleSources: readonly string[] = filesBelow("web");
/** The files under src/ that are shipped. */
export const shipped: readonly string[] = sources.filter((file) => !isTest(file));

const texts = new Map<string, string>();

export function readSource(file: string): string {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, "utf8");
  texts.set(file, text);
  return text;
}

const trees = new Map<string, ts.SourceFile>();

/** The syntax tree of a file; parsed once for all checks of a run. */
export function treeOf(file: string): ts.SourceFile {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file, readSource(file), ts.ScriptTarget.ES2023, true);
  trees.set(file, tree);
  return tree;
}

/** Calls back for the node and everything below it. */
export function eachNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => eachNode(child, visit));
}

/** The module specifiers that a file imports or exports from, in order. */
export function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readSource(file), true, false);
  return importedFiles.map(({ fileName }) => fileName);
}
