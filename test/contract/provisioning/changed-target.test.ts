import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, scimClient, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** An application whose connector gets another address: the links are those of the former target. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function withTargets(
  work: (directory: ProvisionedDirectory, former: ScriptedTarget, other: ScriptedTarget) => Promise<void>,
): Promise<void> {
  const former = await startScriptedTarget(() => undefined);
  const other = await startScriptedTarget(() => undefined);
  try {
    const directory = await provisionDirectory(scim, former);
    const { client, sync } = directory;
    const ids: string[] = [];
    for (const name of ["ada", "ben", "cyd"]) ids.push((await client.make("/Users", user(name))).id);
    await client.make("/Groups", group("Crew", ids));
    await client.make("/Groups", group("Empty", []));
    await sync();
    await work(directory, former, other);
  } finally {
    await other.stop();
    await former.stop();
  }
}

async function move(
  { admin, org, app }: ProvisionedDirectory,
  config: object,
  credential: { readonly secret?: string } = {},
): Promise<void> {
  const path = `/api/v1/organizations/${org}/applications/${app}`;
  const { body } = await admin("GET", path);
  expect((await admin("PATCH", path, { config: { ...body.config, ...config }, ...credential })).status).toBe(
    200,
  );
}

const writesTo = ({ calls }: ScriptedTarget) => calls.filter(({ method }) => method !== "GET").length;

async function heldBy({ url, token }: ScriptedTarget) {
  const target = scimClient(url, token);
  const { body: users } = await target.get("/Users");
  const { body: groups } = await target.get("/Groups");
  return {
    users: users.Resources.map(({ userName }: { userName: string }) => userName).sort(),
    groups: Object.fromEntries(
      groups.Resources.map(({ displayName, members = [] }: { displayName: string; members?: object[] }) => [
        displayName,
        members.length,
      ]),
    ),
  };
}

const WHOLE = { users: ["ada", "ben", "cyd"], groups: { Crew: 3, Empty: 0 } };

const READINGS = [
  ["one by one", {}],
  ["by a listing", { listOverUnlinked: 1 }],
] as const;

test.each(READINGS)("an empty target gets every account and membership: links are read %s", (_, settings) =>
  withTargets(async (directory, former, other) => {
    const { admin, plan, sync, reasons } = directory;
    await directory.change(settings);
    const sent = writesTo(former);
    await move(directory, { url: other.url }, { secret: other.token });
    const planned = await plan();
    expect((await admin("GET", `/api/v1/plans/${planned}`)).body).toMatchObject({
      kind: "initial",
      counts: { create: 5, unchanged: 0 },
      notes: [{ code: "plan.initial" }, { code: "plan.links-void", params: { count: 5 } }],
    });
    expect((await reasons(planned))["ada create"]).toContain("link.void");
    expect(writesTo(other)).toBe(0);
    expect((await sync()).counts).toEqual({ evaluated: 5, created: 5 });
    expect(await heldBy(other)).toEqual(WHOLE);
    const arrived = writesTo(other);
    expect((await sync("initial")).counts).toEqual({ evaluated: 5, unchanged: 5 });
    expect([writesTo(other), writesTo(former)]).toEqual([arrived, sent]);
  }),
);

test.each(READINGS)(
  "ids of other people in the new target are not written to: links are read %s",
  (_, settings) =>
    withTargets(async (directory, former, other) => {
      await directory.change(settings);
      for (const endpoint of ["Users", "Groups"] as const) {
        for (const [id, resource] of former.resources[endpoint]) {
          const name = endpoint === "Users" ? "userName" : "displayName";
          other.resources[endpoint].set(id, {
            ...resource,
            [name]: `stranger ${resource[name]}`,
            title: "Theirs",
          });
        }
      }
      await move(directory, { url: other.url }, { secret: other.token });
      await directory.client.patch(`/Users/${(await idOf(directory, "ben")) ?? ""}`, [
        { op: "replace", path: "active", value: false },
      ]);
      expect((await directory.sync()).counts).toMatchObject({ evaluated: 5, created: 4, skipped: 1 });
      const strangers = [...other.resources.Users.values()].filter(({ title }) => title === "Theirs");
      expect(strangers).toHaveLength(3);
      expect(strangers.every(({ active }) => active !== false)).toBe(true);
      expect((await heldBy(other)).groups).toMatchObject({ Crew: 2, Empty: 0, "stranger Crew": 3 });
      expect((await directory.sync("initial")).counts).toEqual({ evaluated: 5, unchanged: 4, skipped: 1 });
    }),
);

test("the same target at another address, with other limits, keeps its links and is sent nothing", () =>
  withTargets(async (directory, former) => {
    const sent = writesTo(former);
    await move(directory, { url: `${former.url}/`, pageSize: 50 });
    const { counts, plan } = await directory.sync();
    expect(counts).toEqual({ evaluated: 5, unchanged: 5 });
    const { body } = await directory.admin("GET", `/api/v1/plans/${plan}`);
    expect(body).toMatchObject({ kind: "initial", notes: [{ code: "plan.initial" }] });
    expect(writesTo(former)).toBe(sent);
  }));

async function idOf({ client }: ProvisionedDirectory, userName: string): Promise<string | undefined> {
  const { body } = await client.get("/Users");
  return body.Resources.find((each: { userName: string }) => each.userName === userName)?.id;
}
