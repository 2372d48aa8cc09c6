import { expect, test } from "vitest";
import { type AttentionFacts, findAttention } from "./attention.ts";

const WELL: AttentionFacts = { state: "on", resting: 0, lastEnded: "closed", held: 0, failed: 0, parked: 0 };

test.each<[string, Partial<AttentionFacts>, readonly string[]]>([
  ["an application that runs well needs no attention", {}, []],
  [
    "a target at rest comes first",
    { state: "quarantine", held: 1 },
    ["overview.quarantine", "overview.held"],
  ],
  ["operations that rest", { resting: 2, held: 1 }, ["overview.resting", "overview.held"]],
  ["a cycle that failed", { lastEnded: "failed" }, ["overview.cycle-failed"]],
  ["a cycle that was interrupted", { lastEnded: "interrupted" }, ["overview.cycle-interrupted"]],
  ["a cycle that a person cancelled", { lastEnded: "cancelled" }, []],
  ["parked objects are not counted twice", { failed: 3, parked: 3 }, ["overview.parked"]],
  ["refused ones with a next attempt", { failed: 3, parked: 1 }, ["overview.parked", "overview.failed"]],
  ["one that was never applied", { state: "waiting", lastEnded: undefined }, ["overview.not-started"]],
  ["one that is off", { state: "off" }, ["overview.off"]],
])("%s", (_, facts, codes) => {
  expect(findAttention({ ...WELL, ...facts }).map(({ reason }) => reason.code)).toEqual(codes);
});
