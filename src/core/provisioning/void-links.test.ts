import fc from "fast-check";
import { expect, test } from "vitest";
import { type LinkSight, listVoidLinks } from "./void-links.ts";

const sightsOf = (...sights: readonly LinkSight[]) => new Map(sights.map((sight, at) => [at, sight]));

test.each<[string, readonly LinkSight[], readonly number[]]>([
  ["accounts that are absent", ["confirmed", "absent", "unknown"], [1]],
  ["no account that was renamed in the former target", ["confirmed", "confirmed", "other"], []],
  ["accounts of other people in another target", ["other", "absent", "other", "confirmed"], [0, 1, 2]],
  ["nothing that was not answered", ["unknown", "unknown"], []],
])("void links: %s", (_, sights, voids) => {
  expect([...listVoidLinks(sightsOf(...sights))]).toEqual(voids);
});

test("what is absent is always void, and what is confirmed or unknown never", () => {
  const sight = fc.constantFrom<LinkSight[]>("confirmed", "other", "absent", "unknown");
  fc.assert(
    fc.property(fc.array(sight), (sights) => {
      const voids = listVoidLinks(sightsOf(...sights));
      sights.forEach((each, at) => {
        if (each !== "other") expect(voids.has(at)).toBe(each === "absent");
      });
    }),
  );
});
