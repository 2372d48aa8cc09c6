import { afterAll, beforeAll, expect, test } from "vitest";
import { createApplication } from "../../../src/app/applications/create-application.ts";
import { isRefusal } from "../../../src/app/deps.ts";
import { memoryConnector } from "../../../src/connectors/memory/index.ts";
import { openMemorySystem } from "../../../src/connectors/memory/system.ts";
import type { Connector } from "../../../src/ports/target.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";

/** A whole cycle against a target that shares no attribute name with SCIM. */

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer((deps) => {
    (deps.connectors as Map<string, Connector>).set("memory", memoryConnector);
    return deps;
  });
});
afterAll(() => muster.close());

async function importPeople(logins: readonly string[]): Promise<void> {
  const at = `/api/v1/organizations/${muster.org}`;
  const { importId } = (await muster.call("POST", `${at}/imports`, { body: { source: "hr" } })).body;
  const rows = logins.map((login) => `${login}@contoso.test,${login},Clerk`);
  const csv = ["userPrincipalName,displayName,jobTitle", ...rows].join("\n");
  await muster.call("PUT", `${at}/imports/${importId}/people?file=p.csv`, { csv });
  await muster.call("POST", `${at}/imports/${importId}/merge`, { body: {} });
}

test("plans, creates, disables, and finds nothing to do the second time", async () => {
  const { org, deps } = muster;
  const name = `memory-${org}`;
  const application = await createApplication(deps, "system", {
    org,
    name: "Memory",
    connector: "memory",
    config: { name },
    everySeconds: 3_600,
  });
  if (isRefusal(application)) throw new Error(application.code);
  const at = `/api/v1/organizations/${org}/applications/${application.id}`;
  await muster.call("POST", `${at}/assignments`, { body: { subject: { kind: "all" } } });
  const sync = async () => {
    const begun = await muster.call("POST", `${at}/sync`, { body: {} });
    for (let asked = 0; asked < 400; asked += 1) {
      const { body } = await muster.call("GET", `/api/v1/cycles/${begun.body.cycleId}`);
      if (body.state !== "planning" && body.state !== "running") return body;
      await deps.env.sleep(25);
    }
    throw new Error("the cycle does not end");
  };
  const system = openMemorySystem(name);
  const held = () =>
    Object.fromEntries([...system.accounts.user.values()].map(({ login, status }) => [login, status]));

  const everyone = ["ada", "bela", "chi", "dee", "eve", "fay"];
  await importPeople(everyone);
  expect(await sync()).toMatchObject({ state: "closed", counts: { created: 6 } });
  expect(held()).toEqual(Object.fromEntries(everyone.map((login) => [`${login}@contoso.test`, "live"])));
  await importPeople(everyone.slice(1));
  expect(await sync()).toMatchObject({ state: "closed", counts: { disabled: 1 } });
  expect(held()).toMatchObject({ "ada@contoso.test": "suspended", "bela@contoso.test": "live" });
  const writes = system.writes.length;
  expect(writes).toBe(7);
  expect(await sync()).toMatchObject({ state: "closed" });
  expect(system.writes).toHaveLength(writes);
  expect(system.open).toBe(0);
});
