import { describe, expect, test } from "vitest";
import { type ComparedDecision, findFirstDifference } from "./compare-plans.ts";
import { countEffects } from "./count-effects.ts";

function decide(
  object: string,
  verb: string,
  values: Readonly<Record<string, string>> = {},
): ComparedDecision {
  return {
    ...{ object, type: "user", name: object.toUpperCase(), verb, account: null },
    ...{ object_version: 1, link_version: 0, reasons: [{ code: "decide.update", params: {} }] },
    changes: Object.entries(values).map(([path, to]) => ({ path, from: "old", to })),
    desired: {
      ...{ attributes: {}, untouched: [], hidden: [], awaited: {}, members: { add: 0, remove: 0 } },
      ...{ deadMembers: [], match: null, inScope: true, formerOwner: null, name: null },
    },
  };
}

describe("the first difference", () => {
  const recorded = [decide("a", "update", { title: "x" }), decide("b", "create")];
  const find = (decisions: readonly ComparedDecision[], memberships: readonly string[] = ["g a 1"]) =>
    findFirstDifference({ decisions: recorded, memberships: ["g a 1"] }, { decisions, memberships });

  test.each<[string, Parameters<typeof find>, object | undefined]>([
    ["none", [recorded], undefined],
    [
      "a value",
      [[decide("a", "update", { title: "y" }), decide("b", "create")]],
      { name: "A", part: "title" },
    ],
    [
      "a verb",
      [[decide("a", "disable", { title: "x" }), decide("b", "create")]],
      { part: "verb", replayed: "disable" },
    ],
    [
      "an attribute more",
      [[decide("a", "update", { title: "x", nickName: "y" }), decide("b", "create")]],
      { part: "nickName", recorded: null },
    ],
    [
      "a decision less",
      [[decide("a", "update", { title: "x" })]],
      { name: "B", part: "object", replayed: null },
    ],
    [
      "another object",
      [[decide("c", "update", { title: "x" })]],
      { object: "a", part: "object", replayed: "update C" },
    ],
    [
      "a membership",
      [recorded, ["g a -1"]],
      { object: "g", part: "members", recorded: "g a 1", replayed: "g a -1" },
    ],
    ["a membership less", [recorded, []], { part: "members", replayed: null }],
  ])("%s", (_, given, expected) => {
    const found = find(...given);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });
});

test("effects are counted by verb and by attribute, the greatest first, with few examples", () => {
  const people = ["a", "b", "c", "d", "e"];
  const before = people.map((object) => decide(object, "update", { title: "x" }));
  const after = people.map((object, at) =>
    at === 4
      ? decide(object, "disable", {})
      : decide(object, "update", { title: "y", ...(at === 0 ? { nickName: "n" } : {}) }),
  );
  const effects = countEffects(before, [...after, decide("f", "create", { title: "z" })], {
    user: 9,
    group: 0,
  });
  expect(effects.verbs).toMatchObject([
    { recorded: "update", replayed: "disable", count: 1 },
    { recorded: "none", replayed: "create", count: 1 },
  ]);
  expect(
    effects.attributes.map(({ attribute, count, of, examples }) => [attribute, count, of, examples.length]),
  ).toEqual([
    ["title", 6, 9, 3],
    ["nickName", 1, 9, 1],
  ]);
  expect(effects.attributes[0]?.examples[0]).toEqual({
    object: "a",
    name: "A",
    recorded: "x",
    replayed: "y",
  });
  // The account keeps the value that is not written any more.
  expect(
    countEffects([decide("a", "update", { title: "x" })], [], { user: 1, group: 0 }).attributes,
  ).toMatchObject([{ examples: [{ recorded: "x", replayed: "old" }] }]);
});
