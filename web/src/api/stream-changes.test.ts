import { expect, test } from "vitest";
import { type StreamEventName, streamEvents } from "../../../src/contract/stream.ts";
import { keys } from "./keys.ts";
import { everythingOf, toCacheChange } from "./stream-changes.ts";

const org = "0190a1b2-0000-7000-8000-000000000001";
const app = "0190a1b2-0000-7000-8000-000000000002";
const cycleId = "0190a1b2-0000-7000-8000-000000000003";
const started = "2026-01-31T08:00:00.000Z";

const counts = Object.fromEntries(
  Object.keys(streamEvents.cycle.shape.counts.shape).map((name) => [name, 0]),
);
const running = {
  ...{ cycleId, orgId: org, appId: app, planId: null, kind: "initial", state: "running" },
  ...{ startedAt: started, endedAt: null, counts, closed: false, cancelRequestedAt: null },
  ...{ progress: { done: 1, total: 9, secondsLeft: null }, message: null },
};
const ofApplication = [keys.application(org, app), keys.applicationList(org), keys.overview(org)];

const DATA: Readonly<Record<StreamEventName, object>> = {
  cycle: running,
  application: { appId: app, state: "on" },
  directory: {},
  ready: {},
};

test("every event of the contract has its keys, and each of them is below the organization", () => {
  const names = Object.keys(streamEvents) as StreamEventName[];
  expect(names.length).toBeGreaterThan(3);
  expect(toCacheChange(org, "ready", "{}").stale).toEqual([]);
  for (const name of names.filter((each) => each !== "ready")) {
    const { stale } = toCacheChange(org, name, JSON.stringify(DATA[name]));
    expect(stale.length).toBeGreaterThan(0);
    for (const key of stale) expect(key.slice(0, 2)).toEqual(keys.organization(org));
    expect(stale).not.toContainEqual(keys.organization(org));
  }
});

test("a change of the directory concerns its lists and objects, and the numbers of the overview", () => {
  expect(toCacheChange(org, "directory", "{}")).toEqual({
    stale: [keys.directory(org), keys.overview(org)],
    isLast: false,
  });
});

test("a new state of an application concerns its pages and the lists that show it", () => {
  const text = JSON.stringify(DATA.application);
  expect(toCacheChange(org, "application", text)).toEqual({ stale: ofApplication, isLast: true });
});

test("progress of a cycle is written as it came; its end also concerns the accounts of users and groups", () => {
  const value = { key: keys.cycle(org, app, cycleId), data: running };
  expect(toCacheChange(org, "cycle", JSON.stringify(running))).toEqual({
    value,
    stale: ofApplication,
    isLast: false,
  });
  const ended = { ...running, state: "closed", closed: true, endedAt: started };
  expect(toCacheChange(org, "cycle", JSON.stringify(ended))).toEqual({
    value: { ...value, data: ended },
    stale: [...ofApplication, keys.directory(org)],
    isLast: true,
  });
});

test("data that cannot be read makes everything of the organization out of date", () => {
  expect(toCacheChange(org, "cycle", "{")).toEqual(everythingOf(org));
  expect(toCacheChange(org, "cycle", "{}")).toEqual(everythingOf(org));
  expect(toCacheChange(org, "application", '{"appId":5}')).toEqual(everythingOf(org));
});
