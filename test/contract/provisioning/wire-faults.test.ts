import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type FaultyProxy,
  startFaultyProxy,
  type WireCall,
  type WireFault,
} from "../../targets/faulty-proxy.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { type RunningServer, startServer } from "../../targets/server.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/**
 * Faults of the wire during whole cycles: nobody else is disabled, no account is made twice, and once the fault has gone the
 * target is in step. The target takes accounts of equal names, so that it hides no second one.
 */

const SCIM = "application/scim+json";
const HTML = { type: "text/html", body: "<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>" };
const TIMEOUT_MS = 400;
/** Calls of a storm, which the target refuses one after the other. */
const STORM = 6;
const HOUR_MS = 3_600_000;

let scim: ScimServer;
/** Where no call may come. */
let elsewhere: RunningServer;
let strayed = 0;
beforeAll(async () => {
  scim = await startScimServer();
  elsewhere = await startServer((_, response) => {
    strayed += 1;
    response.writeHead(200).end();
  });
});
afterAll(async () => {
  await scim.close();
  await elsewhere.stop();
});

const isWrite = ({ method }: WireCall) => method !== "GET";
const isListing = ({ method, path }: WireCall) =>
  method === "GET" && /^\/(Users|Groups)(\?|$)/.test(path) && !path.includes("filter=");

/** Every second call of a kind, beginning with the first. */
function everySecond(isMeant: (call: WireCall) => boolean, fault: WireFault) {
  return () => {
    let met = 0;
    return (call: WireCall) => {
      if (!isMeant(call)) return undefined;
      met += 1;
      return met % 2 === 1 ? fault : undefined;
    };
  };
}

/** The first calls of all. */
function storm(fault: WireFault) {
  return () => {
    let left = STORM;
    return () => {
      left -= 1;
      return left >= 0 ? fault : undefined;
    };
  };
}

const refusal = (status: number) => JSON.stringify({ status: String(status), detail: `says ${status}` });
const later =
  (status: number): WireFault =>
  (_, wire) =>
    wire.answer({ status, type: SCIM, body: refusal(status) }, { "retry-after": "1" });

/** Moves the clock of the server, or sets it right again. */
function setClock(offsetMs: number): void {
  const clock = scim.deps.env as { now: () => number };
  clock.now = () => Date.now() + offsetMs;
}

const FAULTS: readonly [string, () => (call: WireCall) => WireFault | undefined][] = [
  ["a connection that breaks before the request", everySecond(isWrite, (_, wire) => wire.cut())],
  [
    "a connection that breaks after the request",
    everySecond(isWrite, async (_, wire) => {
      await wire.pass();
      wire.cut();
    }),
  ],
  [
    "half an answer",
    everySecond(
      () => true,
      async (_, wire) => wire.answerHalf(await wire.pass()),
    ),
  ],
  [
    "an answer after the time limit",
    everySecond(isWrite, async (_, wire) => {
      const answer = await wire.pass();
      await new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS + 200));
      wire.answer(answer);
    }),
  ],
  ["a storm of 429", storm(later(429))],
  ["a storm of 503", storm(later(503))],
  [
    "web pages with 200",
    everySecond(
      () => true,
      (_, wire) => wire.answer({ status: 200, ...HTML }),
    ),
  ],
  [
    "web pages with 404",
    everySecond(
      () => true,
      (_, wire) => wire.answer({ status: 404, ...HTML }),
    ),
  ],
  [
    "JSON that is cut off",
    everySecond(
      () => true,
      async (_, wire) => {
        const answer = await wire.pass();
        wire.answer({ ...answer, body: answer.body.slice(0, answer.body.length / 2) });
      },
    ),
  ],
  [
    "a redirect to another origin",
    everySecond(
      () => true,
      (call, wire) =>
        wire.answer({ status: 307, type: "", body: "" }, { location: `${elsewhere.origin}${call.path}` }),
    ),
  ],
  [
    "listings with one entry twice and another one missing",
    () => (call) =>
      isListing(call)
        ? async (_, wire) => {
            const answer = await wire.pass();
            const { Resources, ...rest } = JSON.parse(answer.body);
            const shown = [...Resources.slice(0, 1), ...Resources.slice(0, -1)];
            wire.answer({ ...answer, body: JSON.stringify({ ...rest, Resources: shown }) });
          }
        : undefined,
  ],
  [
    "a success behind a 500",
    everySecond(isWrite, async (_, wire) => {
      await wire.pass();
      wire.answer({ status: 500, type: SCIM, body: refusal(500) });
    }),
  ],
  [
    "a clock that jumps forward and back",
    () => {
      let met = 0;
      return (call) => {
        if (!isWrite(call)) return undefined;
        met += 1;
        setClock(met === 2 ? 2 * HOUR_MS : met === 4 ? -2 * HOUR_MS : 0);
        return async (_, wire) => wire.answer(await wire.pass());
      };
    },
  ],
];

/** Runs a cycle to its end, however it ends. */
async function run({ admin, org, app }: ProvisionedDirectory, route: string, body: object) {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const begun = await admin("POST", `/api/v1/organizations/${org}/applications/${app}/${route}`, body);
    if (begun.status === 202) return ended(admin, begun.body.cycleId);
    await scim.deps.env.sleep(25);
  }
  throw new Error("the application stays busy");
}

async function ended(admin: ProvisionedDirectory["admin"], cycle: string) {
  for (let attempt = 0; attempt < 800; attempt += 1) {
    const { body } = await admin("GET", `/api/v1/cycles/${cycle}`);
    if (body.endedAt !== null) return body;
    await scim.deps.env.sleep(25);
  }
  throw new Error("the cycle does not end");
}

/** The accounts with name, state and title, and the names of the members of the group. */
function readTarget({ resources: { Users, Groups } }: ScriptedTarget) {
  const names = new Map([...Users].map(([id, { userName }]) => [id, userName]));
  const accounts = [...Users.values()].map(
    ({ userName, active, title = "" }) => `${userName} ${active} ${title}`,
  );
  const groups = [...Groups.values()].map(({ displayName, members = [] }) => [
    displayName,
    (members as { value: string }[]).map(({ value }) => names.get(value)).sort(),
  ]);
  return { accounts: accounts.sort(), groups };
}

async function withProxy(work: (target: ScriptedTarget, proxy: FaultyProxy) => Promise<void>): Promise<void> {
  const target = await startScriptedTarget(() => undefined);
  const proxy = await startFaultyProxy(target.url);
  try {
    await work(target, proxy);
  } finally {
    setClock(0);
    await proxy.stop();
    await target.stop();
  }
}

test.each(FAULTS)("%s", (_, begin) =>
  withProxy(async (target, proxy) => {
    const directory = await provisionDirectory(scim, { url: proxy.url, token: target.token });
    const { admin, client, org, app, sync } = directory;
    const path = `/api/v1/organizations/${org}/applications/${app}`;
    await admin("PATCH", path, { config: { timeoutMs: TIMEOUT_MS } });
    const [ada, bo, cy, di] = await Promise.all(
      ["ada", "bo", "cy", "di"].map((name) => client.make("/Users", user(name))),
    );
    const crew = await client.make("/Groups", group("Crew", [ada.id, bo.id]));
    expect((await sync()).counts).toMatchObject({ created: 5 });
    const leaver = [...target.resources.Users].find(([, { userName }]) => userName === "di")![0];
    target.calls.length = 0;

    await client.make("/Users", user("ed"));
    await client.patch(`/Users/${bo.id}`, [{ op: "replace", path: "title", value: "Chief" }]);
    await client.patch(`/Users/${di.id}`, [{ op: "replace", path: "active", value: false }]);
    await client.patch(`/Groups/${crew.id}`, [
      { op: "add", path: "members", value: [{ value: cy.id }] },
      { op: "remove", path: `members[value eq "${ada.id}"]` },
    ]);
    const choose = begin();
    let met = 0;
    proxy.choose((call) => {
      const fault = choose(call);
      if (fault !== undefined) met += 1;
      return fault;
    });
    await run(directory, "sync", { kind: "auto" });
    await run(directory, "reconcile", { correct: true });

    proxy.choose(() => undefined);
    setClock(0);
    expect(met).toBeGreaterThan(0);
    // A target that was believed to refuse the credentials, or to be out of order, is asked again.
    await admin("POST", `${path}/test`);
    for (let n = 0; n < 3; n += 1) await run(directory, "sync", { kind: "auto" });
    expect(readTarget(target)).toEqual({
      accounts: ["ada true ", "bo true Chief", "cy true ", "di false ", "ed true "],
      groups: [["Crew", ["bo", "cy"]]],
    });
    const disabled = target.calls.filter(({ body }) =>
      /"active":false|"value":false/.test(JSON.stringify(body)),
    );
    expect(new Set(disabled.map(({ id }) => id))).toEqual(new Set([leaver]));
    expect(target.calls.filter(({ method }) => method === "DELETE")).toEqual([]);
    expect(strayed).toBe(0);
    proxy.calls.length = 0;
    expect((await sync("initial")).counts["unchanged"]).toBe(6);
    expect(proxy.calls.filter(isWrite)).toEqual([]);
  }),
);
