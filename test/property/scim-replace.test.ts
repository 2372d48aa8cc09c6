import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json.ts";
import { USER } from "../../src/core/scim/definitions/user.ts";
import { ScimError } from "../../src/core/scim/error.ts";
import { readResource } from "../../src/core/scim/request/document.ts";
import { replaceDocument } from "../../src/core/scim/request/replace.ts";
import { finishWork } from "../../src/core/work.ts";
import { DEVICE } from "./device-type.ts";

/** Laws of PUT (RFC 7644 §3.5.1). */

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const anyWord = fc.constantFrom("a", "b", "c");
const anyUser: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      userName: anyWord,
      title: anyWord,
      active: fc.boolean(),
      name: fc.record({ familyName: anyWord, givenName: anyWord }, { requiredKeys: [] }),
      emails: fc.array(fc.record({ value: anyWord, type: anyWord }, { requiredKeys: ["value"] }), {
        maxLength: 3,
      }),
      [ENTERPRISE]: fc.record(
        { department: anyWord, manager: fc.record({ value: anyWord }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ["userName"] },
  )
  .map((body) => finishWork(readResource(USER, body as unknown, { kind: "generic" })).document);
const anyDevice: fc.Arbitrary<JsonObject> = fc
  .record({ label: anyWord, serial: anyWord, notes: anyWord, slots: fc.nat(3) }, { requiredKeys: ["label"] })
  .map((body) => finishWork(readResource(DEVICE, body as unknown, { kind: "generic" })).document);

const put = (before: JsonObject, incoming: JsonObject) => replaceDocument(USER, before, incoming);

test("putting back what is there gives the very same document", () => {
  fc.assert(
    fc.property(anyUser, (before) => {
      expect(put(before, structuredClone(before))).toBe(before);
    }),
  );
});

test("putting the same twice gives what putting it once gave", () => {
  fc.assert(
    fc.property(anyUser, anyUser, (before, incoming) => {
      const once = put(before, incoming);
      expect(put(once, incoming)).toBe(once);
    }),
  );
});

test("nothing but active is left of what there was before", () => {
  fc.assert(
    fc.property(anyUser, anyUser, (before, incoming) => {
      const copy = structuredClone(before);
      const kept = before["active"] === undefined ? {} : { active: before["active"] };
      expect(put(before, incoming)).toEqual({ ...kept, ...incoming });
      expect(before).toEqual(copy);
    }),
  );
});

test("the last of several wins, whatever came between", () => {
  fc.assert(
    fc.property(anyUser, anyUser, anyUser, (before, between, last) => {
      const incoming = { active: true, ...last };
      expect(put(put(before, between), incoming)).toEqual(put(before, incoming));
    }),
  );
});

test("what is immutable stays, and another value for it refuses the whole", () => {
  const outcomes = { kept: 0, refused: 0 };
  fc.assert(
    fc.property(anyDevice, anyDevice, (before, incoming) => {
      const [old, wanted] = [before["serial"], incoming["serial"]];
      try {
        const after = replaceDocument(DEVICE, before, incoming);
        expect(old === undefined || wanted === undefined || old === wanted).toBe(true);
        const serial = old ?? wanted;
        expect(after).toEqual({ ...incoming, ...(serial === undefined ? {} : { serial }) });
        outcomes.kept += 1;
      } catch (error) {
        if (!(error instanceof ScimError)) throw error;
        expect([error.scimType, old !== undefined, wanted !== undefined, old === wanted]).toEqual([
          "mutability",
          true,
          true,
          false,
        ]);
        outcomes.refused += 1;
      }
    }),
    { numRuns: 300 },
  );
  expect(Math.min(outcomes.kept, outcomes.refused)).toBeGreaterThan(10);
});
