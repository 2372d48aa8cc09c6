import { afterAll, beforeAll, expect, test } from "vitest";
import type { Env } from "../../../src/ports/env.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Scopes and mappings that change by time alone. The server's clock starts at noon, and moves by hand. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let scim: ScimServer;
let shiftMs = 0;
const now = () => Date.now() + shiftMs;
async function inDirectory(work: (directory: ProvisionedDirectory) => Promise<void>): Promise<void> {
  const target = await startScimmyTarget();
  try {
    await work(await provisionDirectory(scim, target));
  } finally {
    await target.stop();
  }
}

const countDue = ({ org, app }: ProvisionedDirectory) => scim.deps.store.count("due_change", { org, app });

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
    shiftMs = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS / 2 - Date.now();
    Object.assign(scim.deps.env satisfies Env, { now });
  });
  afterAll(() => scim.close());

  test("a person is planned when a date comes, although nothing changed in the directory", async () => {
    await inDirectory(async (directory) => {
      const { client, admin, org, app, sync, plan, seen } = directory;
      const hire = (name: string, hours: number) =>
        client.make("/Users", user(name, { nickName: new Date(now() + hours * HOUR_MS).toISOString() }));
      await hire("soon", 2);
      await hire("here", -1);
      await hire("undated", 0).then(({ id }) =>
        client.patch(`/Users/${id}`, [{ op: "remove", path: "nickName" }]),
      );
      const at = `/api/v1/organizations/${org}/applications/${app}`;
      const filters = ['nickName BEFORE "now" AND nickName AFTER "-6h"'];
      expect((await admin("PUT", `${at}/scope`, { user: { filters } })).status).toBe(200);
      const tested = await admin("POST", `${at}/scope/test`, { find: "soon" });
      const { nickName } = (await client.get("/Users?filter=userName%20eq%20%22soon%22")).body.Resources[0];
      const nextChangeAt = new Date(Date.parse(nickName) + 1).toISOString();
      expect(tested.body).toMatchObject({ inScope: false, nextChangeAt });
      await sync();
      expect((await seen()).accounts).toEqual(["here active"]);
      expect((await sync()).counts).toEqual({});

      shiftMs += 3 * HOUR_MS;
      // A plan that is not applied loses nothing.
      await plan();
      expect((await sync()).counts).toEqual({ evaluated: 1, created: 1 });
      expect((await seen()).accounts).toEqual(["here active", "soon active"]);
      expect((await sync()).counts).toEqual({});

      shiftMs += 3 * HOUR_MS;
      expect((await sync()).counts).toEqual({ evaluated: 1, disabled: 1 });
      expect((await seen()).accounts).toEqual(["here inactive", "soon active"]);
      shiftMs += 3 * HOUR_MS;
      await sync();
      expect((await seen()).accounts).toEqual(["here inactive", "soon inactive"]);
      expect(await countDue(directory)).toBe(0);
      shiftMs -= 9 * HOUR_MS;
    });
  });

  test("a mapping that reads the time maps everyone again once a day", async () => {
    await inDirectory(async (directory) => {
      const { client, admin, org, app, sync, target } = directory;
      await client.make("/Users", user("ana"));
      const { store } = scim.deps;
      const row = await store.get("application", { org, id: app });
      const { user: mapping, group } = JSON.parse(JSON.stringify(row!.mappings));
      const attributes = mapping.attributes.filter((each: { target: string }) => each.target !== "title");
      const expression = 'FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy-MM-dd")';
      attributes.push({ target: "title", kind: "expression", expression, apply: "always" });
      const set = { mappings: { user: { ...mapping, attributes }, group }, version: 2 };
      await store.commit([{ op: "update", table: "application", key: { org, id: app }, set }]);
      const titles = async () =>
        (await target.get("/Users")).body.Resources.map(({ title }: { title: string }) => title);
      const today = () => new Date(now()).toISOString().slice(0, 10);
      await sync();
      expect(await titles()).toEqual([today()]);
      expect((await sync()).counts).toEqual({});
      shiftMs += 13 * HOUR_MS;
      const { plan } = await sync();
      expect((await admin("GET", `/api/v1/plans/${plan}`)).body.notes).toMatchObject([
        { code: "plan.daily" },
      ]);
      expect(await titles()).toEqual([today()]);
      expect(await countDue(directory)).toBe(1);
      shiftMs -= 13 * HOUR_MS;
    });
  });
});
