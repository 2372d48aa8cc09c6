import { afterAll, beforeAll, expect, test } from "vitest";
import { SETTING_NAMES } from "../../../src/core/provisioning/settings.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

/** The settings of an application, read and changed from outside. */

let muster: AdminServer;
let path: string;
beforeAll(async () => {
  muster = await startAdminServer();
  const at = `/api/v1/organizations/${muster.org}/applications`;
  const body = { name: "Target", config: { url: "http://127.0.0.1:9/" } };
  const made = await muster.call("POST", at, { body });
  path = `${at}/${made.body.appId}`;
});
afterAll(() => muster.close());

const change = (settings: object, headers = {}) =>
  muster.call("PATCH", `${path}/settings`, { body: { settings }, headers });
const shown = async (name: string) => {
  const { body } = await muster.call("GET", `${path}/settings`);
  return body.settings.find((each: { name: string }) => each.name === name);
};

test("each setting has its value, its default and its bounds, and says whether it was set", async () => {
  const { status, body } = await muster.call("GET", `${path}/settings`);
  expect([status, body.version, body.changed]).toEqual([200, 1, []]);
  expect(body.settings).toHaveLength(SETTING_NAMES.length);
  expect(body.settings[0]).toEqual({
    ...{ name: "everySeconds", value: 300, default: 300, set: false, kind: "whole", unit: "seconds" },
    ...{ min: 10, max: 86_400, choices: [] },
  });
  expect(await shown("onUserGone")).toMatchObject({ set: false, choices: ["disable", "delete"], unit: null });
});

test("a change makes a new version only where it can alter results, and null resets", async () => {
  const guard = await change({ deletionCountMax: 7, notifyAddress: "admin@contoso.example" });
  expect(guard.body).toMatchObject({ version: 1, changed: ["deletionCountMax", "notifyAddress"] });
  const policy = await change({ onUserGone: "delete" });
  expect(policy.body).toMatchObject({ version: 2, changed: ["onUserGone"] });
  expect(await shown("onUserGone")).toMatchObject({ value: "delete", set: true });
  expect((await change({ onUserGone: "delete" })).body).toMatchObject({ version: 2, changed: [] });
  expect((await change({ onUserGone: null })).body.version).toBe(3);
  expect(await shown("onUserGone")).toMatchObject({ value: "disable", set: false });
});

test("the audit trail has the values before and after", async () => {
  await change({ parkAfter: 9, deletionFloor: 1 });
  const rows = await muster.deps.store.page("audit", {
    where: { org: muster.org },
    descending: true,
    limit: 1,
  });
  expect(rows[0]).toMatchObject({
    category: "application",
    activity: "update",
    detail: { before: { parkAfter: 3, deletionFloor: 5 }, after: { parkAfter: 9, deletionFloor: 1 } },
  });
});

test("all errors come at once, each with its place, and nothing is changed", async () => {
  const { status, body } = await change(
    { parkAfter: 0, listOverUnlinked: 9, "a/b": 1 },
    { "accept-language": "fr" },
  );
  expect([status, body.code, body.params]).toEqual([400, "app.settings-invalid", { errors: 2 }]);
  expect(body.errors).toMatchObject([
    { pointer: "/settings/parkAfter", code: "setting.not-a-whole-number", expected: "1..100" },
    { pointer: "/settings/a~1b", code: "setting.unknown" },
  ]);
  expect(body.errors[0].detail).toContain("nombre entier de 1 à 100");
  expect(await shown("listOverUnlinked")).toMatchObject({ value: 50, set: false });
});

test.each([{}, { settings: {} }, { settings: null }, { settings: [1] }, { parkAfter: 3 }])(
  "a body without settings is refused: %j",
  async (body) => {
    const answer = await muster.call("PATCH", `${path}/settings`, { body });
    expect([answer.status, answer.body.code]).toEqual([400, "request.invalid"]);
  },
);

test("the interval is one value with the schedule's, and a change of it moves the next run", async () => {
  await muster.call("PUT", `${path}/schedule`, { body: { state: "on", everySeconds: 3_600 } });
  expect(await shown("everySeconds")).toMatchObject({ value: 3_600, set: true });
  const nextRun = async () => (await muster.call("GET", path)).body.schedule;
  const before = await nextRun();
  await change({ everySeconds: 7_200 });
  const after = await nextRun();
  expect([before.everySeconds, after.everySeconds]).toEqual([3_600, 7_200]);
  expect(Date.parse(after.nextRunAt) - Date.parse(before.nextRunAt)).toBeGreaterThan(3_000_000);
  await change({ everySeconds: null });
  expect((await nextRun()).everySeconds).toBe(300);
  // An interval that is not given is not stored, so that a later default is taken.
  await muster.call("PUT", `${path}/schedule`, { body: { state: "off" } });
  expect(await shown("everySeconds")).toMatchObject({ value: 300, set: false });
});

test("an application that does not exist has no settings", async () => {
  const other = path.replace(/[^/]+$/, "0190a1b2-0000-7000-8000-00000000000a");
  expect((await muster.call("GET", `${other}/settings`)).body.code).toBe("app.not-found");
  const answer = await muster.call("PATCH", `${other}/settings`, { body: { settings: { parkAfter: 4 } } });
  expect([answer.status, answer.body.code]).toEqual([404, "app.not-found"]);
});
