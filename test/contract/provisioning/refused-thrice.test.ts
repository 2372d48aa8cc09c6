import { afterAll, beforeAll, expect, test } from "vitest";
import type { Script, ScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { letDayPass } from "./pass-day.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** A refused value is sent three times, a day apart, and is parked after the same answer. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

interface Answer {
  /** What the target refuses now; an empty text for nothing. */
  text: string;
  status: number;
}

const refusing =
  (answer: Answer): Script =>
  ({ method, body }) =>
    method !== "GET" && answer.text !== "" && JSON.stringify(body).includes(answer.text)
      ? { status: answer.status }
      : undefined;

const sentOf = ({ calls }: ScriptedTarget, text: string) =>
  calls.filter(({ method, body }) => method !== "GET" && JSON.stringify(body).includes(text)).length;

const pathOf = ({ org, app }: ProvisionedDirectory) => `/api/v1/organizations/${org}/applications/${app}`;

async function readBlockers(directory: ProvisionedDirectory): Promise<readonly string[]> {
  const { body } = await directory.admin("GET", `${pathOf(directory)}/why?find=ada`);
  return body.blockers.map(({ code }: { code: string }) => code);
}

/** The codes of the reasons of failures that the log has, in order. */
async function readRefusals(directory: ProvisionedDirectory): Promise<readonly string[]> {
  const { body } = await directory.admin("GET", `${pathOf(directory)}/log?status=failure&limit=200`);
  return body.items
    .map(({ reasons }: { reasons: { code: string }[] }) => reasons[0]?.code)
    .filter((code: string) => code.startsWith("refused."))
    .reverse();
}

async function withRefusal(
  answer: Answer,
  work: (directory: ProvisionedDirectory, target: ScriptedTarget) => Promise<void>,
): Promise<void> {
  await withScriptedTarget(scim, refusing(answer), work);
}

test("a refused attribute is sent on three days, and then parked until it changes", () =>
  withRefusal({ text: "Chief", status: 400 }, async (directory, target) => {
    const { client, admin, sync } = directory;
    const ada = await client.make("/Users", user("ada"));
    await sync();
    const setTitle = (value: string) =>
      client.patch(`/Users/${ada.id}`, [{ op: "replace", path: "title", value }]);
    await setTitle("Chief");
    for (const day of [1, 2, 3]) {
      target.calls.length = 0;
      await sync();
      expect([day, sentOf(target, "Chief")]).toEqual([day, 1]);
      expect(await readBlockers(directory)).toEqual([
        day < 3 ? "refused.attribute-later" : "refused.attribute-parked",
        "target.invalid",
      ]);
      // Nothing changed, and the time has not come.
      expect((await sync()).counts).toEqual({});
      expect(sentOf(target, "Chief")).toBe(1);
      await letDayPass(scim, directory);
    }
    target.calls.length = 0;
    for (const _ of [4, 5]) {
      expect((await sync()).counts).toEqual({});
      await letDayPass(scim, directory);
    }
    expect(sentOf(target, "Chief")).toBe(0);
    expect(await readRefusals(directory)).toEqual([
      "refused.attribute-later",
      "refused.attribute-later",
      "refused.attribute-parked",
    ]);
    expect((await admin("GET", pathOf(directory))).body).toMatchObject({ parkedValues: 1, parked: 0 });
    expect((await admin("POST", `${pathOf(directory)}/test`)).body.refused).toMatchObject([
      { path: "title", status: 400, objects: 1, parked: 1 },
    ]);
    await setTitle("Chief of all");
    await sync();
    expect(sentOf(target, "Chief of all")).toBe(1);
    expect(await readBlockers(directory)).toContain("refused.attribute-later");
  }));

test("the target may change its mind on the second day", () => {
  const answer: Answer = { text: "Chief", status: 400 };
  return withRefusal(answer, async (directory, target) => {
    await directory.client.make("/Users", user("ada", { title: "Chief" }));
    await directory.sync();
    answer.text = "";
    await letDayPass(scim, directory);
    expect((await directory.sync()).counts).toMatchObject({ updated: 1 });
    expect([...target.resources.Users.values()]).toMatchObject([{ title: "Chief" }]);
    expect(await readBlockers(directory)).toEqual([]);
  });
});

test("another answer begins the count again", () => {
  const answer: Answer = { text: "Chief", status: 400 };
  return withRefusal(answer, async (directory) => {
    await directory.client.make("/Users", user("ada", { title: "Chief" }));
    const codes: (string | undefined)[] = [];
    for (const status of [400, 400, 422, 422, 422]) {
      answer.status = status;
      await directory.sync();
      codes.push((await readBlockers(directory))[0]);
      await letDayPass(scim, directory);
    }
    expect(codes).toEqual([...Array(4).fill("refused.attribute-later"), "refused.attribute-parked"]);
  });
});

test("a restart that forgets failures sends a parked value with the next cycle", () => {
  const answer: Answer = { text: "Chief", status: 400 };
  return withRefusal(answer, async (directory, target) => {
    const { client, admin, sync } = directory;
    await client.make("/Users", user("ada", { title: "Chief" }));
    for (let day = 0; day < 4; day += 1) {
      await sync();
      await letDayPass(scim, directory);
    }
    expect(await readBlockers(directory)).toContain("refused.attribute-parked");
    const restarted = await admin("POST", `${pathOf(directory)}/restart`, { scopes: ["escrows"] });
    expect(restarted.body).toMatchObject({ refusals: 1 });
    answer.text = "";
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    expect([...target.resources.Users.values()]).toMatchObject([{ title: "Chief" }]);
  });
});

test("a refused member is sent on three days, and then parked", () => {
  const answer: Answer = { text: "", status: 400 };
  return withRefusal(answer, async (directory, target) => {
    const { client, sync, admin } = directory;
    const ada = await client.make("/Users", user("ada"));
    const crew = await client.make("/Groups", group("Crew", []));
    const nest = await client.make("/Groups", group("Nest", [ada.id]));
    await admin("PATCH", `${pathOf(directory)}/settings`, { settings: { nestedGroups: true } });
    await sync();
    const accountOf = (name: string) =>
      [...target.resources.Groups.values()].find(({ displayName }) => displayName === name)?.["id"];
    answer.text = String(accountOf("Nest"));
    await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: nest.id }] }]);
    for (const day of [1, 2, 3]) {
      target.calls.length = 0;
      await sync();
      expect([day, sentOf(target, "members") > 0]).toEqual([day, true]);
      target.calls.length = 0;
      expect((await sync()).counts).toEqual({});
      await letDayPass(scim, directory);
    }
    expect((await sync()).counts).toEqual({});
    expect(sentOf(target, "members")).toBe(0);
    expect(await readRefusals(directory)).toEqual([
      "refused.member-later",
      "refused.member-later",
      "refused.member-parked",
    ]);
  });
});

test("a value that is no longer intended leaves no trace when its day has come", () =>
  withRefusal({ text: "Chief", status: 400 }, async (directory) => {
    const { client, org, app, sync } = directory;
    const ada = await client.make("/Users", user("ada", { title: "Chief" }));
    await sync();
    await client.patch(`/Users/${ada.id}`, [{ op: "remove", path: "title" }]);
    await sync();
    await letDayPass(scim, directory);
    await sync();
    expect(await readBlockers(directory)).toEqual([]);
    expect(await scim.deps.store.count("target_refusal", { org, app })).toBe(0);
  }));

test("a comparison names the refused values, and counts none as a difference", () =>
  withRefusal({ text: "Chief", status: 400 }, async (directory) => {
    const { client, admin, sync } = directory;
    await client.make("/Users", user("ada", { title: "Chief" }));
    await sync();
    const begun = await admin("POST", `${pathOf(directory)}/reconcile`, {});
    expect(begun.status).toBe(202);
    const read = async () => (await admin("GET", `${pathOf(directory)}/reconciliation`)).body;
    for (let tries = 0; tries < 100 && (await read()).at === null; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await read()).toMatchObject({
      drifted: 0,
      refused: 1,
      refusals: [
        {
          ...{ name: "ada", path: "title", member: null, parked: false },
          reasons: [{ code: "refused.attribute-later" }, { code: "target.invalid" }],
        },
      ],
    });
  }));
