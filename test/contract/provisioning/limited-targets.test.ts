import { afterAll, beforeAll, expect, test } from "vitest";
import {
  GONE,
  NO_EXTENSION,
  NO_PATCH,
  NO_PATCH_ON_GROUPS,
  type Script,
  startScriptedTarget,
} from "../../targets/scripted-target.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

/** An application of a new organization, with ways to import and to synchronise. */
async function newApplication(name: string, url: string) {
  const org = await muster.newOrganization(name);
  const at = `/api/v1/organizations/${org}`;
  const body = { name: "Target", config: { url }, secret: "scripted-token-4f1b" };
  const { appId } = (await muster.call("POST", `${at}/applications`, { body })).body;
  await muster.call("POST", `${at}/applications/${appId}/assignments`, {
    body: { subject: { kind: "all" } },
  });
  return {
    async importPeople(rows: readonly string[]) {
      const { importId } = (await muster.call("POST", `${at}/imports`, { body: { source: "hr" } })).body;
      const csv = ["userPrincipalName,displayName,jobTitle,department", ...rows].join("\n");
      await muster.call("PUT", `${at}/imports/${importId}/people?file=p.csv`, { csv });
      await muster.call("POST", `${at}/imports/${importId}/merge`, { body: {} });
    },
    async sync() {
      const begun = await muster.call("POST", `${at}/applications/${appId}/sync`, { body: {} });
      for (let asked = 0; asked < 400; asked += 1) {
        const cycle = (await muster.call("GET", `/api/v1/cycles/${begun.body.cycleId}`)).body;
        if (cycle.state !== "planning" && cycle.state !== "running") return cycle;
        await muster.deps.env.sleep(25);
      }
      throw new Error("the cycle does not end");
    },
  };
}

const ADA = "ada@one.test,Ada,Clerk,R&D";
const BEA = "bea@one.test,Bea,Clerk,R&D";

test.each([
  ["no-patch", NO_PATCH],
  ["no-patch-on-groups", NO_PATCH_ON_GROUPS],
  ["no-extension", NO_EXTENSION],
] satisfies [string, Script][])(
  "%s: a leaver is disabled, a title changes, and then nothing is sent",
  async (name, script) => {
    const target = await startScriptedTarget(script);
    const { importPeople, sync } = await newApplication(name, target.url);
    const held = () =>
      Object.fromEntries(
        [...target.resources.Users.values()].map(({ userName, active, title }) => [
          userName,
          [active, title],
        ]),
      );
    const writes = () => target.calls.filter(({ method }) => method !== "GET").length;
    await importPeople([ADA, BEA]);
    await sync();
    expect(held()).toEqual({ "ada@one.test": [true, "Clerk"], "bea@one.test": [true, "Clerk"] });
    await importPeople([BEA.replace("Clerk", "Chief")]);
    await sync();
    expect(held()).toEqual({ "ada@one.test": [false, "Clerk"], "bea@one.test": [true, "Chief"] });
    const sent = writes();
    await sync();
    expect(writes()).toBe(sent);
    await target.stop();
  },
);

test("a target that answers 410 to every write has no leaver counted as disabled", async () => {
  let script: Script = () => undefined;
  const target = await startScriptedTarget((call) => script(call));
  const { importPeople, sync } = await newApplication("gone", target.url);
  await importPeople([ADA, BEA]);
  expect(await sync()).toMatchObject({ counts: { created: 2 } });
  script = GONE;
  await importPeople([BEA]);
  expect(await sync()).toMatchObject({ counts: { disabled: 0, failed: 1 } });
  script = () => undefined;
  expect([...target.resources.Users.values()].map(({ active }) => active)).toEqual([true, true]);
  await target.stop();
});
