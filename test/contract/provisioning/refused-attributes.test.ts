import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_EXTENSION, type Script, startScriptedTarget } from "../../targets/scripted-target.ts";
import { ENTERPRISE_URN, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** What a target refuses for every account is remembered in one place, until the settings of the application change. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

type Scripted = Awaited<ReturnType<typeof startScriptedTarget>>;

async function withTarget(
  script: Script,
  work: (directory: ProvisionedDirectory, target: Scripted) => Promise<void>,
): Promise<void> {
  const target = await startScriptedTarget(script);
  try {
    await work(await provisionDirectory(scim, target), target);
  } finally {
    await target.stop();
  }
}

const withDepartment = (name: string) => user(name, { [ENTERPRISE_URN]: { department: "R&D" } });
const changesOf = ({ calls }: Scripted) => calls.filter(({ method }) => method !== "GET");
const mentions = (target: Scripted, text: string) =>
  changesOf(target).filter(({ body }) => JSON.stringify(body).includes(text)).length;

/** The codes of the refusals that the log names, by the name of the object. */
async function readRefusals({ admin, org, app }: ProvisionedDirectory) {
  const path = `/api/v1/organizations/${org}/applications/${app}/log?status=failure&limit=200`;
  const { body } = await admin("GET", path);
  return body.items.map(
    (line: { name: string; fault: { code: string } }) => `${line.name} ${line.fault.code}`,
  );
}

test("an attribute that is refused as such is sent for no other account, and again once the settings change", () =>
  withTarget(NO_EXTENSION, async (directory, target) => {
    const { client, admin, org, app, sync } = directory;
    await client.make("/Users", withDepartment("ada"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    target.calls.length = 0;
    const bo = await client.make("/Users", withDepartment("bo"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    expect(changesOf(target).map(({ method }) => method)).toEqual(["POST"]);
    await client.patch(`/Users/${bo.id}`, [
      { op: "replace", path: `${ENTERPRISE_URN}:department`, value: "Ops" },
      { op: "replace", path: "title", value: "Chief" },
    ]);
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    expect(mentions(target, "Chief")).toBe(1);
    expect(mentions(target, ENTERPRISE_URN)).toBe(0);
    expect((await readRefusals(directory)).sort()).toEqual([
      "ada target.invalid",
      "bo target.attribute-refused",
      "bo target.attribute-refused",
    ]);
    const kept = await scim.deps.store.page("target_refusal", { where: { org, app }, limit: 10 });
    expect(kept.map(({ part, evidence_for }) => [part.split(":").at(-1), evidence_for])).toEqual([
      ["department", "user"],
      ["department", null],
    ]);
    expect(JSON.stringify(await scim.deps.store.get("provisioning", { org, app }))).not.toContain(
      "department",
    );

    const config = { timeoutMs: 5_000 };
    await admin("PATCH", `/api/v1/organizations/${org}/applications/${app}`, { config });
    await sync();
    expect(mentions(target, ENTERPRISE_URN)).toBeGreaterThan(0);
  }));

test("an attribute whose refusals repeat is not sent any more, unless one account's value was accepted", () => {
  /** Refuses a title that begins with x, and does not say why. */
  const script: Script = ({ method, body }) =>
    method !== "GET" && /"x\d+"/.test(JSON.stringify(body)) ? { status: 400 } : undefined;
  return withTarget(script, async ({ client, sync }, target) => {
    let last = 0;
    /** Creates accounts with such titles, and returns whether the last title was sent. */
    async function join(count: number, prefix: string): Promise<boolean> {
      for (let each = 0; each < count; each += 1) {
        last += 1;
        await client.make("/Users", user(`user-${last}`, { title: `${prefix}${last}` }));
      }
      await sync();
      return mentions(target, `"${prefix}${last}"`) > 0;
    }
    expect(await join(4, "x")).toBe(true);
    expect(await join(1, "good")).toBe(true);
    expect(await join(4, "x")).toBe(true);
    expect(await join(1, "good")).toBe(true);
    expect(await join(5, "x")).toBe(true);
    expect(await join(1, "good")).toBe(false);
    expect(await join(1, "x")).toBe(false);
  });
});
