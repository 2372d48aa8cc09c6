import ts from "typescript";
import { expect, test } from "vitest";
import { eachNode, shipped, treeOf } from "./sources.ts";

/** The calls of `commit` in a file, with their lines, and those whose result nothing looks at. */
function findCommits(file: string): { readonly all: number; readonly dropped: readonly string[] } {
  let all = 0;
  const dropped: string[] = [];
  const tree = treeOf(file);
  eachNode(tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    if (node.expression.name.text !== "commit") return;
    all += 1;
    const awaited = ts.isAwaitExpression(node.parent) ? node.parent : node;
    if (!ts.isExpressionStatement(awaited.parent) && !ts.isVoidExpression(awaited.parent)) return;
    dropped.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
  });
  return { all, dropped };
}

test("the result of a commit is never dropped: a conflict is decided on or thrown", () => {
  const commits = shipped.map(findCommits);
  expect(commits.reduce((sum, { all }) => sum + all, 0)).toBeGreaterThan(30);
  expect(commits.flatMap(({ dropped }) => dropped)).toEqual([]);
});
