import { afterAll, beforeAll, expect, test } from "vitest";
import type { Env } from "../../../src/ports/env.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { mapDirectory } from "./mapped-directory.ts";
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

/** A cycle cleans up after it has closed; the next one waits for that. */
const countDue = ({ org, app }: Pick<ProvisionedDirectory, "org" | "app">) =>
  scim.deps.store.count("due_change", { org, app });

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
      expect((await sync()).counts).toEqual({});
      expect(await countDue(directory)).toBe(0);
      shiftMs -= 9 * HOUR_MS;
    });
  });

  test("a person is planned when the mapping gives another value, and others are not", async () => {
    const target = await startScimmyTarget();
    try {
      const { client, sync, map, accountOf, ...directory } = await mapDirectory(scim, target);
      const hired = (hours: number) => new Date(now() + hours * HOUR_MS).toISOString();
      await client.make("/Users", user("ana", { nickName: hired(-22) }));
      await client.make("/Users", user("ben", { nickName: hired(-70) }));
      const { id } = await client.make("/Users", user("undated"));
      await client.patch(`/Users/${id}`, [{ op: "remove", path: "nickName" }]);
      const expression = 'IIF(DateDiff("d", [nickName], Now()) >= 1, "staff", "new")';
      await map(
        { target: "title", kind: "expression", expression, apply: "always" },
        // It changes every second, so that it is computed when its person is planned, and never for itself.
        { target: "nickName", kind: "expression", expression: "Now()", apply: "always" },
      );
      await sync();
      const first = (await accountOf("ana")).nickName;
      const titles = async () =>
        (await Promise.all(["ana", "ben", "undated"].map(accountOf))).map((each) => each.title);
      expect(await titles()).toEqual(["new", "staff", "new"]);
      expect((await sync()).counts).toEqual({});
      expect(await countDue(directory)).toBe(1);

      shiftMs += 3 * HOUR_MS;
      expect((await sync()).counts).toEqual({ evaluated: 1, updated: 1 });
      expect(await titles()).toEqual(["staff", "staff", "new"]);
      expect((await accountOf("ana")).nickName).not.toBe(first);
      expect((await sync()).counts).toEqual({});
      expect(await countDue(directory)).toBe(0);
      shiftMs += 12 * HOUR_MS;
      expect((await sync()).counts).toEqual({});
      shiftMs -= 15 * HOUR_MS;
    } finally {
      await target.stop();
    }
  });

  test("an answer to a hold does not depend on a value that changes all the time", async () => {
    const target = await startScimmyTarget();
    try {
      const { client, sync, map, accountOf, ...directory } = await mapDirectory(scim, target);
      const { id } = await client.make("/Users", user("eva", { title: "Clerk" }));
      await map(
        { target: "title", kind: "expression", expression: "[title]", apply: "always" },
        { target: "nickName", kind: "expression", expression: "Now()", apply: "always" },
      );
      await sync();
      await directory.change({
        ...{ rewriteAttributes: "all", rewriteShareMax: 0, rewriteCountMax: 0, rewriteFloor: 0 },
      });
      shiftMs += 60_000;
      await client.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: "Chief" }]);
      const held = await sync();
      expect(held.counts).toEqual({ evaluated: 1, held: 1 });
      expect((await directory.reasons(held.plan))["eva hold"]).toContain("change.timed");
      expect(await directory.answer(held.plan, "approved")).toBe(1);
      shiftMs += 60_000;
      expect((await sync()).counts).toEqual({ evaluated: 1, updated: 1 });
      expect((await accountOf("eva")).title).toBe("Chief");
      shiftMs -= 120_000;
    } finally {
      await target.stop();
    }
  });

  test("a format of the present day is sent again on the next day", async () => {
    const target = await startScimmyTarget();
    try {
      const { client, sync, map, accountOf, ...directory } = await mapDirectory(scim, target);
      await client.make("/Users", user("ana"));
      const expression = 'FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy-MM-dd")';
      await map({ target: "title", kind: "expression", expression, apply: "always" });
      const today = () => new Date(now()).toISOString().slice(0, 10);
      await sync();
      expect((await accountOf("ana")).title).toBe(today());
      expect((await sync()).counts).toEqual({});
      shiftMs += 13 * HOUR_MS;
      expect((await sync()).counts).toEqual({ evaluated: 1, updated: 1 });
      expect((await accountOf("ana")).title).toBe(today());
      expect((await sync()).counts).toEqual({});
      expect(await countDue(directory)).toBe(1);
      shiftMs -= 13 * HOUR_MS;
    } finally {
      await target.stop();
    }
  });
});
