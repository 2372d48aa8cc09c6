import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cutText,
  isObject,
  type Json,
  type JsonObject,
  parseForeignJson,
  parseJson,
  toCanonicalJson,
  toJsonText,
} from "./json.ts";
import { isStorable } from "./scim/text.ts";

test("the text of a value has a limit of depth of its own, whatever the engine's is", () => {
  const nested = (levels: number): Json => {
    let value: Json = 1;
    for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value];
    return value;
  };
  expect(toJsonText(nested(1_000))).toMatch(/^\[\{"a":.*1.*\}\]$/);
  expect(toJsonText(nested(1_001))).toBeUndefined();
  expect(toJsonText(nested(200_000))).toBeUndefined();
});

test("a text from outside is read down to the same depth, and brackets within texts do not count", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  expect(parseJson(nested(1_000))).toBeDefined();
  expect(parseJson(nested(1_002))).toBeUndefined();
  expect(parseJson(nested(200_000))).toBeUndefined();
  expect(parseJson(JSON.stringify({ a: "[".repeat(5_000) }))).toEqual({ a: "[".repeat(5_000) });
  expect(parseJson("{")).toBeUndefined();
});

test("a text of another system is read as it is, but for characters that no store keeps", () => {
  const marks = fc.constantFrom(
    "\\u0000",
    "\\ud83d",
    "\\ude00",
    "\\ud83d\\ude00",
    "\\u0041",
    "é",
    "\\\\u0000",
    "x",
  );
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 8 }), (parts) => {
      const inside = parts.join("");
      const expected = (parseJson(`"${inside}"`) as string).replaceAll("\0", "\ufffd").toString();
      const read = parseForeignJson(`{"${inside}":["${inside}",1,null,{}]}`) as JsonObject;
      const [name = "-"] = Object.keys(read);
      expect(isStorable(name)).toBe(true);
      expect(read[name]).toEqual([name, 1, null, {}]);
      if (isStorable(expected)) expect(name).toBe(expected);
    }),
  );
  expect(parseForeignJson("{")).toBeUndefined();
});

test("the beginning of a text ends with a whole character, and is the beginning", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(12), (text, length) => {
      const cut = cutText(text, length);
      expect(isStorable(cut)).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(length);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(length, text.length) - 1);
      expect(text.replaceAll("\0", "\ufffd").startsWith(cut)).toBe(true);
    }),
  );
  expect(cutText("a😀b", 2)).toBe("a");
  expect(cutText("a\ud83d\0b", 4)).toBe("a\ufffd\ufffdb");
});

test("the canonical text has the keys of every object in code unit order, whatever their names and their order", () => {
  const keys = fc.constantFrom("__proto__", "10", "9", "", "a", "A", "é", "_b", "constructor", "length");
  const { value: anyJson } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Json>(null, true, 0, -1.5, "", 'a"\\\u2028\ud800'),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.uniqueArray(fc.tuple(keys, tie("value")), { maxLength: 6, selector: ([key]) => key }).map(toValue),
    ),
  }));
  fc.assert(
    fc.property(anyJson, (value) => {
      const text = toCanonicalJson(value);
      expect(text).toBe(spell(value));
      expect(parseJson(text)).toEqual(value);
    }),
  );
});

/** An object with these members as its own, also where an assignment would give a name another meaning. */
function toValue(members: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(members);
}

function spell(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.getOwnPropertyNames(value).sort((left, right) => (left < right ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${spell(value[name] ?? null)}`).join()}}`;
}
