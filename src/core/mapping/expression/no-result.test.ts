import { expect, test } from "vitest";
import { environment, regex } from "../../../../test/mapping.ts";
import { NO_RESULT, type Value } from "../value.ts";
import { evaluate } from "./evaluate.ts";
import { parseExpression } from "./parser.ts";

/** `[yes]` and `[no]` are booleans, `[given]` is a text. */
const SOURCES: Readonly<Record<string, Value>> = { yes: true, no: false, given: "Odile" };

function run(text: string): Value {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return evaluate(parsed.expression, {
    ...environment,
    regex,
    read: (reference) => ("paths" in reference ? SOURCES[reference.paths[0]?.text ?? ""] : null) ?? null,
  });
}

const grow = (inner: string) => `Replace(${inner}, "a", , , "${"a".repeat(400)}", , )`;
const TOO_LONG = grow(grow('"a"'));

test("a text that would grow without bound is not a result", () => {
  expect(run(grow('"a"'))).toHaveLength(400);
  const wide = `Replace(Replace("${"a".repeat(2000)}", , "a", , "${"b".repeat(40)}", , ), , "b", , "${"c".repeat(200)}", , )`;
  const list = `Split("${"a,".repeat(4000)}", ",")`;
  const long = [
    TOO_LONG,
    grow(TOO_LONG),
    wide,
    `Append(${list}, "${"b".repeat(1000)}")`,
    `Join("${"b".repeat(1000)}", ${list})`,
  ];
  for (const text of long) expect(run(text)).toBe(NO_RESULT);
});

test("an argument without a result matters unless it is one of several that are not chosen", () => {
  const lacking = [
    `ToUpper(${TOO_LONG})`,
    `IsNullOrEmpty(${TOO_LONG})`,
    `IIF(${TOO_LONG} = "a", "yes", "no")`,
    `IIF([yes], ${TOO_LONG}, "no")`,
    `Coalesce(${TOO_LONG}, "other")`,
    `Switch(${TOO_LONG}, "other", "a", "b")`,
    `Switch([given], ${TOO_LONG}, "a", "b")`,
    `Switch([given], "other", ${TOO_LONG}, "b")`,
    'Replace("a", , [given], "none", "x", , )',
    'Replace("a", , Append([given], "("), , "x", , )',
  ];
  for (const text of lacking) expect([text, run(text)]).toEqual([text, NO_RESULT]);
  for (const text of lacking) expect(run(`IIF([no], ${text}, "kept")`)).toBe("kept");
  expect(run(`Coalesce("first", ${TOO_LONG})`)).toBe("first");
  expect(run(`Switch([given], ${TOO_LONG}, "Odile", "found")`)).toBe("found");
});
