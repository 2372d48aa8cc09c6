import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ImportId, OrgId } from "../../../src/core/ids.ts";
import { importingInto, PEOPLE } from "./importing.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

/** An import that is given up before its merge leaves nothing behind, not even its place. */

let muster: AdminServer;
let org: OrgId;
let importing: ReturnType<typeof importingInto>;
let made = 0;
beforeAll(async () => {
  muster = await startAdminServer();
});
beforeEach(async () => {
  made += 1;
  org = await muster.newOrganization(`Released ${made}`);
  importing = importingInto(muster, org);
});
afterAll(() => muster.close());

const release = (id: string) => muster.call("DELETE", `/api/v1/organizations/${org}/imports/${id}`);

test("the next import of the source may begin at once, and nothing of the released one is kept", async () => {
  const id = await importing.begin();
  expect((await importing.upload(id, "people", PEOPLE)).status).toBe(200);
  expect((await release(id)).status).toBe(204);
  expect((await release(id)).status).toBe(204);
  const row = await muster.deps.store.get("import", { org, id: id as ImportId });
  expect(row).toMatchObject({ state: "failed", result: { code: "import.released" } });
  const staged = await muster.deps.store.count("import_object", { org, import: id as ImportId });
  expect(staged).toBe(0);
  const late = await importing.upload(id, "people", PEOPLE);
  expect(late).toMatchObject({ status: 409, body: { code: "import.not-staging" } });
  const { items } = (await muster.call("GET", `/api/v1/organizations/${org}/audit?category=import`)).body;
  const released = items.filter(({ activity }: { activity: string }) => activity === "release");
  expect(released).toMatchObject([{ target: id }]);
  expect((await importing.importAll(PEOPLE)).body).toMatchObject({ state: "merged", created: 3 });
});

test("one that was merged, and one that nobody knows, are refused", async () => {
  const merged = (await importing.importAll(PEOPLE)).body.importId;
  expect(await release(merged)).toMatchObject({ status: 409, body: { code: "import.not-staging" } });
  const unknown = "0190a1b2-0000-7000-8000-00000000000b";
  expect(await release(unknown)).toMatchObject({ status: 404, body: { code: "import.not-found" } });
});
