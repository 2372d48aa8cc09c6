import fc from "fast-check";
import { expect, test } from "vitest";
import { carryForward, keepAdded } from "../../src/core/mapping/project.ts";
import {
  type AppRole,
  checkRoles,
  collectRoles,
  completeRole,
  dropDefaultAccess,
  findRole,
  type RoleGiven,
  setRole,
} from "../../src/core/provisioning/roles.ts";

/** Few texts, so that roles meet. */
const text = fc.constantFrom("a", "A", "b", "c", "d", "é", "É", "x y");
const given: fc.Arbitrary<RoleGiven> = fc.record(
  { value: text, id: text, name: text, default: fc.boolean() },
  { requiredKeys: ["value"] },
);
/** Roles that go together. */
const roles: fc.Arbitrary<readonly AppRole[]> = fc
  .array(given, { maxLength: 6 })
  .map((list) => list.map(completeRole))
  .filter((list) => checkRoles(list).length === 0);

test("of roles that go together, each text names one role at most, and each role is found by all of its texts", () => {
  fc.assert(
    fc.property(roles, (list) => {
      for (const role of list) {
        for (const each of [role.id, role.value, role.name]) expect(findRole(list, each)).toBe(role);
      }
      expect(list.filter((role) => role.default === true).length).toBeLessThan(2);
    }),
  );
});

test("setting a role again changes nothing, and never makes a second default", () => {
  fc.assert(
    fc.property(roles, given, (list, role) => {
      const once = setRole(list, role);
      expect(setRole(once, role)).toEqual(once);
      expect(once.length - list.length).toBeOneOf([0, 1]);
      expect(checkRoles(once).map(({ code }) => code)).not.toContain("several-defaults");
    }),
  );
});

test("the roles of a person do not depend on the order or number of the ways that give them", () => {
  fc.assert(
    fc.property(roles, fc.array(fc.oneof(text, fc.constant(""))), (list, ids) => {
      const found = collectRoles(list, ids);
      expect(collectRoles(list, [...ids, ...ids].reverse())).toEqual(found);
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids.filter((id) => id !== "")));
      const others = found.filter((role) => role.default !== true && list.includes(role));
      expect(others).toEqual(list.filter((role) => others.includes(role)));
    }),
  );
});

test("without default access, exactly the ways with the default role are left out", () => {
  fc.assert(
    fc.property(roles, fc.array(text), (list, ids) => {
      const ways = ids.map((role) => ({ role }));
      const left = dropDefaultAccess(list, ways);
      const excluded = list.find((role) => role.default === true)?.id;
      expect(left).toEqual(ways.filter(({ role }) => role !== excluded));
    }),
  );
});

/** Flat attributes hold lists in order. */
const values = fc
  .uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 })
  .map((list) => list.toSorted());
const held = fc.record({ roles: values, title: fc.constant("Chief") }, { requiredKeys: [] });

test("a list to which a mapping only adds never loses an element, and adding twice changes nothing", () => {
  fc.assert(
    fc.property(held, held, (before, attributes) => {
      const kept = keepAdded(before, attributes, ["roles"]);
      const all = [...(before.roles ?? []), ...(attributes.roles ?? [])];
      expect(new Set((kept as typeof before).roles ?? [])).toEqual(new Set(all));
      expect(keepAdded(kept, attributes, ["roles"])).toEqual(kept);
      expect((kept as typeof before).title).toBe(attributes.title);
      const next = carryForward(before, { attributes, governed: ["roles"], addOnly: ["roles"] });
      expect(carryForward(next, { attributes, governed: ["roles"], addOnly: ["roles"] })).toEqual(next);
    }),
  );
});
