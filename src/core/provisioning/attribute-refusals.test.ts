import { expect, test } from "vitest";
import { findAttributeFault, mayConcernAttribute, mayProbe } from "./attribute-refusals.ts";
import type { Fault } from "./fault.ts";

function refusal(more: Partial<Fault> = {}, scimType?: string): Fault {
  const params = { status: 400, ...(scimType === undefined ? {} : { scimType }) };
  return { kind: "invalid", code: "target.invalid", params, status: 400, refusedBy: "target", ...more };
}

test.each([
  ["a plain 400", refusal(), true],
  ["invalidPath", refusal({}, "invalidPath"), true],
  ["a value", refusal({}, "invalidValue"), false],
  ["a name that is taken", refusal({}, "uniqueness"), false],
  ["a right that is missing", refusal({ kind: "forbidden", status: 403 }), false],
  ["a proxy", refusal({ refusedBy: "middlebox" }), false],
  ["Muster, before sending", refusal({ refusedBy: "muster" }), false],
])("a refusal for %s", (_, fault, expected) => {
  expect(mayConcernAttribute(fault)).toBe(expected);
});

test("one refusal that names the attribute is enough, others have to repeat", () => {
  const code = "target.attribute-refused";
  expect(findAttributeFault("title", [])).toBeUndefined();
  expect(findAttributeFault("title", Array(4).fill(refusal()))).toBeUndefined();
  expect(findAttributeFault("title", Array(5).fill(refusal()))).toMatchObject({ code, refusedBy: "muster" });
  expect(findAttributeFault("title", [refusal(), refusal({}, "mutability")])).toMatchObject({ code });
});

test("repeated refusals may be tried again at once, one that names the attribute after a day", () => {
  const day = 24 * 60 * 60 * 1_000;
  expect(mayProbe(Array(5).fill({ fault: refusal(), at: 0 }), 1)).toBe(true);
  expect(mayProbe([{ fault: refusal({}, "mutability"), at: 0 }], day - 1)).toBe(false);
  expect(mayProbe([{ fault: refusal({}, "mutability"), at: 0 }], day)).toBe(true);
});
