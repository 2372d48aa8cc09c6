import { expect, test } from "vitest";
import { changesIn, type Setting, shapeOf, toDraft } from "./setting-draft.ts";

const setting = (name: string, more: Partial<Setting>): Setting => ({
  ...{ name, value: null, default: null, set: false, kind: "domain", unit: null },
  ...{ min: null, max: null, choices: [], ...more },
});
const settings = [
  setting("parkAfter", { value: 3, default: 3, kind: "whole", min: 1, max: 100 }),
  setting("nestedGroups", { value: false, default: true, set: true, kind: "switch" }),
  setting("notifyOnFailure", { value: false, default: false, kind: "switch" }),
  setting("users", { value: "all", default: "assigned", set: true, kind: "choice" }),
  setting("defaultDomain", { value: "contoso.example", set: true }),
];

test("a setting that has its default is an empty field, and an untouched form changes nothing", () => {
  const draft = toDraft(settings);
  expect(draft).toEqual({
    ...{ parkAfter: undefined, nestedGroups: "false", notifyOnFailure: undefined },
    ...{ users: "all", defaultDomain: "contoso.example" },
  });
  expect(changesIn(settings, draft)).toEqual({});
});

test("what was emptied is reset, and only what differs is sent", () => {
  const draft = { ...toDraft(settings), parkAfter: 5, nestedGroups: undefined, notifyOnFailure: "false" };
  const changes = changesIn(settings, { ...draft, defaultDomain: undefined });
  expect(changes).toEqual({
    ...{ parkAfter: 5, nestedGroups: null, notifyOnFailure: false, defaultDomain: null },
  });
});

test("numbers keep the bounds that the API names", () => {
  const shape = shapeOf(settings);
  expect(shape.safeParse({ parkAfter: 100, users: "assigned" }).success).toBe(true);
  for (const parkAfter of [0, 101, 1.5]) expect(shape.safeParse({ parkAfter }).success).toBe(false);
});

test("a share is typed in percent, with bounds in percent, and sent as a share", () => {
  const share = { kind: "number", unit: "share", min: 0, max: 1 } as const;
  const held = [setting("deletionShareMax", { value: 0.07, default: 0.2, set: true, ...share })];
  expect(toDraft(held)).toEqual({ deletionShareMax: 7 });
  expect(changesIn(held, toDraft(held))).toEqual({});
  expect(changesIn(held, { deletionShareMax: 12.5 })).toEqual({ deletionShareMax: 0.125 });
  expect(shapeOf(held).safeParse({ deletionShareMax: 100 }).success).toBe(true);
  expect(shapeOf(held).safeParse({ deletionShareMax: 101 }).success).toBe(false);
});
