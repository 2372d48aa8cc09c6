import picocolors from "picocolors";
import { describe, expect, test } from "vitest";
import type { ApplicationShape } from "../contract/applications.ts";
import type { FaultShape } from "../contract/fault.ts";
import { createMessages } from "../messages/messages.ts";
import { EXIT } from "./exit.ts";
import { findTestExit, renderApplication, renderApplications, renderTest } from "./render-application.ts";
import { renderStatus } from "./render-status.ts";

const english = createMessages("en");
const plain = picocolors.createColors(false);
const ID = "0190a1b2-0000-7000-8000-00000000000c";

const app: ApplicationShape = {
  appId: ID,
  orgId: ID,
  name: "Target",
  connector: "scim",
  template: null,
  config: { url: "https://target.example/scim/v2", membersPerCall: 100 },
  roles: [],
  hasSecret: true,
  schedule: {
    state: "on",
    everySeconds: 300,
    nextRunAt: "2026-02-03T04:05:06Z",
    quarantine: null,
    resting: [],
  },
  assignments: 1,
  links: { users: 965, groups: 60 },
  held: 0,
  pending: 0,
  parked: 0,
  parkedValues: 0,
  lastCycle: null,
  lastTest: null,
  statistics: {
    ...{ countSuccessiveCompleteFailures: 0, lastExecution: null, escrowsPruned: false },
    ...{ lastSuccessfulExecution: null, lastSuccessfulExecutionWithExports: null },
    ...{ steadyStateFirstAchievedTime: null, steadyStateLastAchievedTime: null },
  },
  createdAt: "2026-02-03T04:05:06Z",
  version: 1,
  mapping: "default",
};

function fault(kind: string, code: string, refusedBy?: FaultShape["refusedBy"]): FaultShape {
  return { kind, code, params: { status: 401 }, ...(refusedBy === undefined ? {} : { refusedBy }) };
}

describe("a test of the target", () => {
  test("says the sentence when it passes", () => {
    const passed = { authorized: true, fault: null, notes: [], writes: null, bulk: null, refused: [] };
    expect(renderTest(passed, english, plain)).toEqual([
      "The target accepts the credentials. Provisioning can be enabled.",
    ]);
    expect(findTestExit(passed)).toBe(EXIT.done);
  });

  test.each([
    ["target", "unauthenticated", "target.unauthenticated", EXIT.refused, "The target itself refused."],
    ["target", "forbidden", "target.forbidden", EXIT.refused, "The target itself refused."],
    [
      "middlebox",
      "unauthenticated",
      "target.unauthenticated-proxy",
      EXIT.refused,
      "A web page refused, and not SCIM: probably something in front of the target.",
    ],
    ["muster", "invalid", "target.outside", EXIT.refused, "Muster refused before anything was sent."],
    ["network", "unavailable", "target.refused-connection", EXIT.failed, "The target could not be reached."],
    [
      undefined,
      "invalid",
      "target.wrong-url",
      EXIT.failed,
      "This was not done. The answer does not show what refused it.",
    ],
  ] as const)("says that the %s refused (%s, %s)", (refusedBy, kind, code, exit, whose) => {
    const failed = {
      authorized: false,
      fault: { ...fault(kind, code, refusedBy), exchange: "e-1" },
      notes: [],
      writes: null,
      bulk: null,
      refused: [],
    };
    const [first, why, where] = renderTest(failed, english, plain);
    expect(first).toBe(whose);
    expect(why).toBe(`  ${english.text(code, { status: 401 })}`);
    expect(where).toBe("  recorded exchange: e-1");
    expect(findTestExit(failed)).toBe(exit);
  });

  test("tells what discovery met and tolerated", () => {
    const notes = [{ code: "target.filter-ignored", params: {} }];
    const met = { fault: null, notes, writes: null, bulk: null, refused: [] };
    expect(renderTest({ authorized: true, ...met }, english, plain)).toHaveLength(2);
    expect(findTestExit({ authorized: false, ...met })).toBe(EXIT.refused);
  });

  test("says how accounts are changed, and which attributes the target did not take", () => {
    const refused = [{ path: "title", code: "target.not-kept", status: null, objects: 964, parked: 3 }];
    const writes = { user: "put", group: "patch" } as const;
    const lines = renderTest(
      { authorized: true, fault: null, notes: [], writes, bulk: null, refused },
      english,
      plain,
    );
    expect(lines.slice(1, 3)).toEqual([
      "  Changes are written: users whole, with PUT, groups with PATCH.",
      "  title was not accepted or not kept for 964 objects.",
    ]);
    expect(lines.at(-1)).toBe("    parked, until something changes: 3");
  });

  test("says whether several changes go in one request", () => {
    const bulk = { state: "refused", operationsMax: 50, bytesMax: 9_000, status: 404 } as const;
    const met = { authorized: true, fault: null, notes: [], writes: null, refused: [] };
    expect(renderTest({ ...met, bulk }, english, plain)[1]).toContain("(404)");
    const used = renderTest({ ...met, bulk: { ...bulk, state: "used", status: null } }, english, plain);
    expect(used[1]).toContain("The target accepts 50 changes");
  });
});

test("an application shows its settings and never more of its secret than that there is one", () => {
  const lines = renderApplication(app, english, plain);
  expect(lines[0]).toBe("Target");
  expect(lines).toContain("  credentials             stored, encrypted");
  expect(lines).toContain("  membersPerCall          100");
  expect(lines).toContain("  last cycle              never");
});

test.each([
  ["on", "every 5m"],
  ["off", "off (every 5m when on)"],
  ["waiting", "waits for the first apply (then every 5m)"],
  ["quarantine", "target in quarantine (every 5m afterwards)"],
] as const)("a schedule that is %s", (state, expected) => {
  const schedule = { ...app.schedule, state };
  expect(renderApplications([{ ...app, schedule }], english, plain)[1]).toContain(expected);
});

const series = {
  ...{
    reason: "failures" as const,
    seriesBegan: "2026-02-03T04:05:06Z",
    currentBegan: "2026-02-03T04:05:06Z",
  },
  ...{ seriesCount: 1, nextAttempt: "2026-02-03T04:06:06Z", exchangeId: ID },
  ...{ error: { code: "target.unavailable", params: { status: 500 } } },
  remedy: { code: "quarantine.failures-remedy", params: { app: ID } },
};

test("operations that rest are named with their fault, its exchange and what ends the rest", () => {
  const resting = [{ operation: "create" as const, type: "user" as const, ...series }];
  const shown = renderApplication({ ...app, schedule: { ...app.schedule, resting } }, english, plain);
  expect(shown.slice(-4)).toEqual([
    expect.stringContaining("no new accounts of users are created since 2026-02-03T04:05:06Z"),
    `  ${english.text("target.unavailable", { status: 500 })}`,
    `  recorded exchange: ${ID}`,
    expect.stringContaining(`muster sync ${ID} tries a few at once`),
  ]);
});

test("a target in quarantine says since when, why and when it is asked again, wherever it is shown", () => {
  const error = { code: "target.unauthenticated", params: { status: 401 } };
  const quarantine = {
    ...{ since: "2026-02-03T04:05:06Z", attempts: 2, nextProbeAt: "2026-02-03T04:10:06Z", fault: error },
    ...{ ...series, reason: "credentials" as const, error },
  };
  const resting = { ...app, schedule: { ...app.schedule, state: "quarantine" as const, quarantine } };
  const rest =
    "the target is in quarantine since 2026-02-03T04:05:06Z, because it refused the credentials 2 times; " +
    "the next test is at 2026-02-03T04:10:06Z, or at once with muster app test";
  const fault = english.text("target.unauthenticated", { status: 401 });
  expect(fault).toContain("muster app secret APP --token-env VAR, then muster app test APP");
  expect(renderApplications([app, resting], english, plain).slice(3)).toEqual([
    `Target: ${rest}`,
    `Target: ${fault}`,
    `Target: recorded exchange: ${ID}`,
  ]);
  expect(renderApplication(resting, english, plain).slice(-3)).toEqual([
    `  ${rest}`,
    `  ${fault}`,
    `  recorded exchange: ${ID}`,
  ]);
  const unexplained = { ...quarantine, attempts: 1, fault: null, error: null, exchangeId: null };
  const schedule = { ...resting.schedule, quarantine: unexplained };
  expect(renderApplication({ ...app, schedule }, english, plain).at(-1)).toContain("credentials 1 time;");
});

test("status lists organizations with their applications, or how to make one", () => {
  const organization = {
    orgId: ID,
    name: "Contoso",
    scimUrl: "http://h/scim",
    createdAt: "2026-02-03T04:05:06Z",
    users: 1_000,
    groups: 60,
    softDeleteDays: 0,
  };
  const status = (applications: ApplicationShape[]) => ({
    version: "1",
    store: "sqlite",
    organizations: [{ ...organization, applications }],
  });
  const lines = renderStatus(status([]), "http://h", english, plain);
  expect(lines).toEqual([
    "Muster 1 at http://h, store: sqlite",
    "",
    `Contoso  ${ID}`,
    "  users: 1,000, groups: 60",
    "  SCIM address: http://h/scim",
    "  There are no applications yet. Create one with muster app create.",
  ]);
  expect(renderStatus(status([app]), "http://h", english, plain).at(-1)).toContain("Target");
});
