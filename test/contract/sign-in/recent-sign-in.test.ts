import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RouteSpec } from "../../../src/contract/route.ts";
import { routes } from "../../../src/contract/routes.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { openBrowsers } from "../admin/walk.ts";
import type { Browser } from "./browser.ts";

const SOME_ID = "0190a1b2-0000-7000-8000-000000000001";
/** Permissions that the instance administrator of the walk holds, and the owner does not. */
const OF_INSTANCE = ["instance"];

const concerned = Object.values<RouteSpec>(routes).filter(({ recentSignIn }) => recentSignIn);

let muster: AdminServer;
let owner: Browser;
let administrator: Browser;
beforeAll(async () => {
  muster = await startAdminServer();
  const browsers = await openBrowsers(muster);
  owner = browsers.get("owner")!;
  administrator = browsers.get("instance-admin")!;
});
afterAll(() => muster.close());

const path = (spec: RouteSpec) => spec.path.replace("{org}", muster.org).replace(/\{\w+\}/g, SOME_ID);
const ask = (spec: RouteSpec) => {
  const browser = OF_INSTANCE.includes(spec.permission) ? administrator : owner;
  return browser.call(spec.method, path(spec), spec.method === "DELETE" ? undefined : {});
};

/** Lets the proof behind every session be this long ago. */
async function age(minutes: number): Promise<void> {
  const { store, env } = muster.deps;
  const sessions = await store.page("session", { where: {}, limit: 100 });
  expect(sessions.length).toBeGreaterThan(1);
  const set = { proven: env.now() - minutes * 60_000 };
  for (const { org, id } of sessions) {
    expect(await store.commit([{ op: "update", table: "session", key: { org, id }, set }])).toMatchObject({
      kind: "committed",
    });
  }
}

test("an old session hands out no access, and nothing is changed", async () => {
  await age(15);
  const before = await muster.deps.store.page("audit", { where: {}, limit: 1_000 });
  for (const spec of concerned) {
    const { status, body } = await ask(spec);
    expect([spec.id, status, body.code, body.params]).toEqual([
      spec.id,
      409,
      "session.too-old",
      { minutes: 15 },
    ]);
  }
  expect(await muster.deps.store.page("audit", { where: {}, limit: 1_000 })).toEqual(before);
});

test("a session of 14 minutes hands out access, and taking it away is never delayed", async () => {
  await age(14);
  const people = `/api/v1/organizations/${muster.org}/people`;
  const invited = await owner.call("POST", people, { name: "late", role: "reader" });
  expect(invited.status).toBe(201);
  const made = await owner.call("POST", "/api/v1/personal-tokens", { name: "laptop" });
  await age(600);
  expect((await owner.call("POST", "/api/v1/people/late/disable")).status).toBe(200);
  expect((await owner.call("DELETE", "/api/v1/people/late/sessions")).status).toBe(200);
  const again = await owner.call("POST", people, { name: "later", role: "reader" });
  expect(again.body.code).toBe("session.too-old");
  // A program with a token of the person is not asked to sign in.
  const { token } = made.body;
  const body = { name: "later", role: "reader" };
  expect((await muster.call("POST", people, { token, body })).status).toBe(201);
});

test.each(["docs/sign-in.md", "docs/fr/sign-in.md"])("%s lists the requests", (file) => {
  const text = readFileSync(file, "utf8");
  expect(concerned.length).toBeGreaterThan(20);
  expect(concerned.filter((spec) => !text.includes(`\`${spec.method} ${spec.path}\``))).toEqual([]);
});
