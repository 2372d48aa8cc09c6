import { expect, test } from "vitest";
import { EVENT_TYPES, eventOf, type FeedFact } from "./event.ts";
import { type FeedDetail, formatDetail, readDetail } from "./feed-detail.ts";

const fact = (more: Partial<FeedFact>): FeedFact => {
  return { kind: "user", object: "o", other: null, change: "changed", at: 7, ...more };
};

test.each<readonly [Partial<FeedFact>, FeedDetail, string]>([
  [{ change: "added" }, {}, "user.created"],
  [{ change: "changed" }, {}, "user.updated"],
  [{ change: "changed" }, { attributes: ["title"] }, "user.updated"],
  [{ change: "changed" }, { attributes: ["active", "title"], active: false }, "user.deactivated"],
  [{ change: "changed" }, { active: true }, "user.activated"],
  [{ change: "changed" }, { restored: true, active: true }, "user.restored"],
  [{ change: "removed" }, {}, "user.deleted"],
  [{ kind: "group", change: "added" }, {}, "group.created"],
  [{ kind: "group", change: "changed" }, { restored: true }, "group.restored"],
  [{ kind: "member", other: "m", change: "added" }, {}, "group.member-added"],
  [{ kind: "member", other: "m", change: "removed" }, { member: "group" }, "group.member-removed"],
  [{ kind: "resource", change: "removed" }, { type: "Device", endpoint: "/Devices" }, "resource.deleted"],
])("%j with %j is %s", (more, detail, type) => {
  const event = eventOf(fact({ ...more, detail: formatDetail(detail) }));
  expect(event?.type).toBe(type);
  expect(event?.scimEvent).toBe(EVENT_TYPES[type as keyof typeof EVENT_TYPES]);
});

test("a notice is the event that it names, about an application or an import", () => {
  const detail = formatDetail({ notice: "provisioning.quarantine-entered", reason: "target.unauthorized" });
  expect(eventOf(fact({ kind: "notice", object: "a", detail }))).toMatchObject({
    type: "provisioning.quarantine-entered",
    resource: { type: "Application", id: "a", path: null },
    reason: "target.unauthorized",
  });
  const resting = {
    notice: "provisioning.operations-resting",
    reason: "target.invalid",
    lane: "create-user",
  };
  expect(eventOf(fact({ kind: "notice", object: "a", detail: formatDetail(resting) }))).toMatchObject({
    type: "provisioning.operations-resting",
    lane: "create-user",
  });
  const failed = fact({ kind: "notice", detail: formatDetail({ notice: "import.failed" }) });
  expect(eventOf(failed)?.resource.type).toBe("Import");
  expect(eventOf(fact({ kind: "notice", detail: formatDetail({ notice: "later" }) }))).toBeUndefined();
});

test("assignments and purges concern nobody outside", () => {
  expect(eventOf(fact({ kind: "assignment", other: "*" }))).toBeUndefined();
  expect(eventOf(fact({ change: "removed", detail: formatDetail({ purged: true }) }))).toBeUndefined();
});

test("a kind that is not known keeps its name, and has the RFC's name of its verb", () => {
  expect(eventOf(fact({ kind: "robot", change: "removed" }))).toEqual({
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
  expect(readDetail(formatDetail(detail))).toEqual(detail);
});

test("what is not understood in a detail is left out", () => {
  expect(readDetail('{"attributes":"x","active":1,"later":true}')).toEqual({});
  expect(readDetail("7")).toEqual({});
  expect(readDetail(undefined)).toEqual({});
});
