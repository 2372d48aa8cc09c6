import fc from "fast-check";
import { expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../src/core/json.ts";
import { readResource } from "../../src/core/scim/request/document.ts";
import { parseProjection, type RenderContext, render } from "../../src/core/scim/request/project.ts";
import { finishWork } from "../../src/core/work.ts";
import { CARE_URN, DEVICE } from "./device-type.ts";

/** Laws of what is returned (RFC 7643 §7, RFC 7644 §3.9), on a type that has every kind of it. */

const anyWord = fc.constantFrom("a", "b", "c");
const anyDevice: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      label: anyWord,
      serial: anyWord,
      notes: anyWord,
      pin: fc.constant("secret"),
      slots: fc.nat(9),
      place: fc.record({ room: anyWord, shelf: anyWord, lock: fc.constant("secret") }, { requiredKeys: [] }),
      // Two elements with one value that differ elsewhere contradict each other.
      ports: fc.uniqueArray(fc.record({ value: anyWord, speed: anyWord }), {
        maxLength: 2,
        selector: ({ value }) => value,
      }),
      [CARE_URN]: fc.record(
        { owner: anyWord, remark: anyWord, code: fc.constant("secret") },
        { requiredKeys: ["owner"] },
      ),
    },
    { requiredKeys: ["label"] },
  )
  .map((body) => finishWork(readResource(DEVICE, body as unknown, { kind: "generic" })).document);

const NAMES = [
  "label",
  "serial",
  "notes",
  "pin",
  "slots",
  "place",
  "place.room",
  "place.shelf",
  "place.lock",
  "ports",
  "ports.value",
  "ports.speed",
  CARE_URN,
  `${CARE_URN}:owner`,
  `${CARE_URN}:remark`,
  `${CARE_URN}:code`,
  "meta",
  "meta.version",
  "id",
  "schemas",
  "externalId",
  "nothing",
  "place.nothing",
];
const anyNames = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 });
const anyContext = fc.constantFrom<RenderContext>("response", "write");

type Query = { readonly attributes?: readonly string[]; readonly excludedAttributes?: readonly string[] };

function show(document: JsonObject, query: Query, context: RenderContext = "response"): JsonObject {
  const stored = { id: "1", externalId: "e", version: 1, created: "c", lastModified: "m", document };
  return render(DEVICE, stored, {
    projection: parseProjection(DEVICE, query),
    baseUrl: "https://x",
    context,
  });
}

/** Every path at which something is shown, with the value: `place.room=a`. */
function leaves(value: Json, at = ""): readonly string[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((each, index) => leaves(each, `${at}[${index}]`));
  if (!isObject(value)) return [`${at}=${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, at === "" ? name : `${at}/${name}`));
}

test("what is always returned is, and what is never returned is not, whatever is asked for", () => {
  let withExtension = 0;
  fc.assert(
    fc.property(anyDevice, anyNames, anyNames, anyContext, (document, names, others, context) => {
      for (const query of [{}, { attributes: names }, { excludedAttributes: others }]) {
        const shown = show(document, query, context);
        expect(shown).toMatchObject({ id: "1", label: document["label"], schemas: expect.any(Array) });
        expect(shown["schemas"]).toEqual([DEVICE.schema.id, ...(CARE_URN in document ? [CARE_URN] : [])]);
        expect(JSON.stringify(shown)).not.toMatch(/secret|"pin"|"lock"|"code"/);
      }
      if (CARE_URN in document) withExtension += 1;
    }),
    { numRuns: 500 },
  );
  expect(withExtension).toBeGreaterThan(50);
});

test("what is returned on request is shown when it is named, or was written, and not else", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyDevice, anyNames, (document, names) => {
      const isThere = document["notes"] !== undefined;
      expect("notes" in show(document, {})).toBe(false);
      expect("notes" in show(document, { excludedAttributes: names })).toBe(false);
      expect("notes" in show(document, {}, "write")).toBe(isThere);
      expect("notes" in show(document, { attributes: names })).toBe(isThere && names.includes("notes"));
      expect(JSON.stringify(show(document, {}))).not.toContain("speed");
      if (isThere && names.includes("notes")) seen += 1;
    }),
    { numRuns: 500 },
  );
  expect(seen).toBeGreaterThan(10);
});

test("including and excluding the same names share out what is returned by default", () => {
  fc.assert(
    fc.property(anyDevice, anyNames, (document, names) => {
      const whole = leaves(show(document, {}));
      const included = leaves(show(document, { attributes: names }));
      const excluded = leaves(show(document, { excludedAttributes: names }));
      expect(whole.filter((leaf) => !included.includes(leaf) && !excluded.includes(leaf))).toEqual([]);
      expect(excluded.filter((leaf) => !whole.includes(leaf))).toEqual([]);
      const both = included.filter((leaf) => excluded.includes(leaf));
      expect(both.filter((leaf) => !/^(schemas|id=|label=|place\/room=)/.test(leaf))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("names are a set: order, repetition and letter case of them make no difference", () => {
  fc.assert(
    fc.property(anyDevice, anyNames, (document, names) => {
      const once = show(document, { attributes: names });
      const again = [...names].reverse().flatMap((name) => [name, name.toUpperCase()]);
      expect(show(document, { attributes: again })).toEqual(once);
      expect(show(document, { attributes: [names.join(" , ")] })).toEqual(once);
      const less = show(document, { excludedAttributes: names });
      expect(show(document, { excludedAttributes: again })).toEqual(less);
    }),
    { numRuns: 300 },
  );
});

test("asking for more shows more, and leaving out more shows less", () => {
  fc.assert(
    fc.property(anyDevice, anyNames, anyNames, (document, names, more) => {
      const isPart = (part: JsonObject, whole: JsonObject) => {
        const all = leaves(whole);
        return leaves(part).every((leaf) => all.includes(leaf));
      };
      const both = [...names, ...more];
      expect(isPart(show(document, { attributes: names }), show(document, { attributes: both }))).toBe(true);
      expect(
        isPart(show(document, { excludedAttributes: both }), show(document, { excludedAttributes: names })),
      ).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("showing what was shown shows the same", () => {
  fc.assert(
    fc.property(anyDevice, anyNames, fc.boolean(), (document, names, isIncluded) => {
      const query = isIncluded ? { attributes: names } : { excludedAttributes: names };
      const once = show(document, query);
      const { schemas, id, externalId, meta, ...rest } = once;
      expect([schemas !== undefined, id]).toEqual([true, "1"]);
      const twice = show(rest, query);
      // The common attributes are not in the document; they come from the row each time.
      const identity = Object.fromEntries(
        Object.entries({ schemas: twice["schemas"], id, externalId, meta }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      expect(twice).toEqual({ ...identity, ...rest });
    }),
    { numRuns: 300 },
  );
});
