import { expect, test } from "vitest";
import { EVENT_TYPES, eventOf, type FeedFact } from "./event.ts";
import { detailText, type FeedDetail, readDetail } from "./feed-detail.ts";

const fact = (more: Partial<FeedFact>): FeedFact => {
  return { kind: "user", object: "o", other: null, sign: 0, at: 7, ...more };
};

test.each<readonly [Partial<FeedFact>, FeedDetail, string]>([
  [{ sign: 1 }, {}, "user.created"],
  [{ sign: 0 }, {}, "user.updated"],
  [{ sign: 0 }, { attributes: ["title"] }, "user.updated"],
  [{ sign: 0 }, { attributes: ["active", "title"], active: false }, "user.deactivated"],
  [{ sign: 0 }, { active: true }, "user.activated"],
  [{ sign: 0 }, { restored: true, active: true }, "user.restored"],
  [{ sign: -1 }, {}, "user.deleted"],
  [{ kind: "group", sign: 1 }, {}, "group.created"],
  [{ kind: "group", sign: 0 }, { restored: true }, "group.restored"],
  [{ kind: "member", other: "m", sign: 1 }, {}, "group.member-added"],
  [{ kind: "member", other: "m", sign: -1 }, { member: "group" }, "group.member-removed"],
  [{ kind: "resource", sign: -1 }, { type: "Device", endpoint: "/Devices" }, "resource.deleted"],
])("%j with %j is %s", (more, detail, type) => {
  const event = eventOf(fact({ ...more, detail: detailText(detail) }));
  expect(event?.type).toBe(type);
  expect(event?.scimEvent).toBe(EVENT_TYPES[type as keyof typeof EVENT_TYPES]);
});

test("assignments and purges concern nobody outside", () => {
  expect(eventOf(fact({ kind: "assignment", other: "*" }))).toBeUndefined();
  expect(eventOf(fact({ sign: -1, detail: detailText({ purged: true }) }))).toBeUndefined();
});

test("a kind that is not known keeps its name, and has the RFC's name of its verb", () => {
  expect(eventOf(fact({ kind: "robot", sign: -1 }))).toEqual({
    type: "robot.deleted",
    scimEvent: "urn:ietf:params:scim:event:prov:delete",
    at: 7,
    resource: { type: "robot", id: "o", path: null },
    member: undefined,
    attributes: undefined,
  });
});

test.each<FeedDetail>([
  {},
  { attributes: [] },
  { attributes: ["a", "b"], active: false },
  { restored: true },
  { purged: true },
  { member: "group" },
  { type: "Device", endpoint: "/Devices" },
])("%j is read back as it was written", (detail) => {
  expect(readDetail(detailText(detail))).toEqual(detail);
});

test("what is not understood in a detail is left out", () => {
  expect(readDetail('{"attributes":"x","active":1,"later":true}')).toEqual({});
  expect(readDetail("7")).toEqual({});
  expect(readDetail(undefined)).toEqual({});
});
