import { expect, test } from "vitest";
import type { Json } from "../../json.ts";
import { readAttributeCounts, readCycleCounts, readCycleMessage } from "./counts.ts";
import { readChanges, readDesired, readReasons } from "./decision.ts";
import { readFault } from "./fault.ts";
import { readQuarantine } from "./quarantine.ts";
import { readStoredSettings } from "./settings.ts";
import { readStepOutcome, readStepRequest } from "./step.ts";
import { type Codec, UnreadableRecordError } from "./stored-json.ts";

const fault = { kind: "invalid", code: "target.invalid", params: { status: 400 }, status: 400 };
const reasons = [{ code: "scope.all", params: {} }];
const changes = [{ path: "title", from: null, to: "Clerk" }];
const desired = {
  attributes: { userName: "a" },
  untouched: ["title"],
  hidden: ["title"],
  awaited: { manager: "o1" },
  members: { add: 1, remove: 0 },
  deadMembers: ["a9"],
  match: { path: "userName", value: "a" },
  inScope: true,
  formerOwner: null,
  name: { chain: 0, place: 1, after: "o2", temporary: null },
};
const member = { object: "o1", account: "a1", change: "add" };
const create = { kind: "create", name: "a", attributes: { userName: "a" }, match: null, members: [member] };

const STORED: [what: string, codec: Codec<unknown>, json: Json][] = [
  ["reasons", readReasons, reasons],
  ["changes", readChanges, changes],
  ["what a decision desires", readDesired, desired],
  ["a fault", readFault, fault],
  ["a quarantine", readQuarantine, { since: 1, attempts: 2, next: 3, fault }],
  ["settings", readStoredSettings, { everySeconds: 60, onUserGone: "delete" }],
  ["a create step", readStepRequest, create],
  ["a change step", readStepRequest, { kind: "change", name: "a", changes }],
  ["a members step", readStepRequest, { kind: "members", name: "g", members: [member] }],
  [
    "a step that removes a dead member",
    readStepRequest,
    { kind: "members", name: "g", members: [{ ...member, object: null, change: "remove" }] },
  ],
  ["a remove step", readStepRequest, { kind: "remove", name: "a" }],
  ["an outcome", readStepOutcome, { fault: "target.invalid", gone: true }],
  [
    "the attributes of a plan",
    readAttributeCounts,
    [{ type: "user", path: "title", changed: 7, evaluated: 9, held: 1 }],
  ],
  ["a cycle's message", readCycleMessage, { code: "cycle.failed", params: {}, fault }],
];

test.each(STORED)("%s reads back as it was stored", (_what, codec, json) => {
  expect(codec(json, "column")).toEqual(json);
});

const DAMAGED: [what: string, codec: Codec<unknown>, json: Json, place: string][] = [
  ["reasons that are a text", readReasons, "x", "column is not a list"],
  ["a change without a path", readChanges, [{ from: null, to: 1 }], "column[0].path is not a text"],
  [
    "a count that is a text",
    readDesired,
    { ...desired, members: { add: "1", remove: 0 } },
    "column.members.add",
  ],
  ["a fault of an unknown kind", readFault, { ...fault, kind: "odd" }, "column.kind is not one of"],
  ["a setting below zero", readStoredSettings, { parkAfter: -1 }, "column.parkAfter is not 1..100"],
  [
    "a member without an account",
    readStepRequest,
    { kind: "members", name: "g", members: [{ object: "o" }] },
    "account",
  ],
  ["an attribute of another type", readAttributeCounts, [{ type: "device" }], "column[0].type is not one of"],
  ["counts that are a list", readCycleCounts, [], "column is not an object"],
];

test.each(DAMAGED)("%s cannot be read, and the place is named", (_what, codec, json, place) => {
  expect(() => codec(json, "column")).toThrow(UnreadableRecordError);
  expect(() => codec(json, "column")).toThrow(place);
});
