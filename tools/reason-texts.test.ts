import ts from "typescript";
import { expect, test } from "vitest";
import { en } from "../src/messages/en.ts";
import { fr } from "../src/messages/fr.ts";
import { eachNode, shipped, treeOf } from "./tidy/sources.ts";

/** The functions that make codes with parameters, and the position of the code among their arguments. */
const CREATORS: Readonly<Record<string, number>> = { createReason: 0, createFault: 1 };
/** Parameters that the renderer derives from others. */
const DERIVED = /^(?:types|kinds)$|Plain$/;

interface Created {
  readonly place: string;
  readonly code: string;
  readonly names: readonly string[];
}

/** The codes that a file creates with parameters that stand at the same place. */
function findCreated(file: string): readonly Created[] {
  const found: Created[] = [];
  const tree = treeOf(file);
  eachNode(tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
    const position = CREATORS[node.expression.text];
    if (position === undefined) return;
    const code = node.arguments[position];
    const params = node.arguments[position + 1];
    if (code === undefined || !ts.isStringLiteralLike(code)) return;
    if (params !== undefined && !ts.isObjectLiteralExpression(params)) return;
    const properties = params?.properties ?? [];
    if (properties.some(ts.isSpreadAssignment)) return;
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const names = properties.map(({ name }) => name?.getText() ?? "");
    found.push({ place: `${file}:${line}`, code: code.text, names });
  });
  return found;
}

function neededBy(code: string): ReadonlySet<string> {
  const texts = [en, fr].flatMap((catalogue: Readonly<Record<string, string>>) =>
    ["", "_one", "_many", "_other"].map((form) => catalogue[code + form] ?? ""),
  );
  const named = texts.flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name));
  return new Set(named.filter((name) => !DERIVED.test(name)));
}

test("whoever creates a code gives every parameter that its texts ask for", () => {
  const created = shipped.flatMap(findCreated);
  expect(created.length).toBeGreaterThan(50);
  const lacking = created.flatMap(({ place, code, names }) =>
    [...neededBy(code)].filter((name) => !names.includes(name)).map((name) => `${place} ${code} {{${name}}}`),
  );
  expect(lacking).toEqual([]);
});
