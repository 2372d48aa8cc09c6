import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** A newer default mapping is offered to an application that exists, and sent after it was taken only. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

/** A target that keeps everything: another organization of Muster itself. */
async function provision() {
  const { baseUrl, token } = await scim.client();
  const directory = await provisionDirectory(scim, { url: baseUrl, token });
  const mail = { type: "work", value: "ada@contoso.test", primary: true };
  const person = user("ada@contoso.test", { userType: "Member", emails: [mail] });
  await directory.client.make("/Users", person);
  const held = async () => (await directory.target.get("/Users")).body.Resources[0];
  const path = `/api/v1/organizations/${directory.org}/applications/${directory.app}`;
  return { ...directory, mail, held, path };
}

test("a new application sends the user type and which address is the primary one", async () => {
  const { sync, held, mail, admin, path } = await provision();
  await sync();
  expect(await held()).toMatchObject({ userType: "Member", emails: [mail] });
  expect((await admin("GET", path)).body.mapping).toBe("default");
  expect((await admin("GET", `${path}/mapping`)).body.changes).toEqual([]);
});

test("an application from before keeps its mapping until the new one is taken", async () => {
  const { sync, held, admin, path, org, app } = await provision();
  await scim.deps.store.commit([
    { op: "update", table: "application", key: { org, id: app }, set: { mappings: null } },
  ]);
  await sync();
  const before = await held();
  expect(before.userType).toBeUndefined();
  expect((await admin("GET", path)).body.mapping).toBe("other");
  expect((await admin("GET", `${path}/mapping`)).body.changes).toMatchObject([
    { type: "user", target: "userType", from: null, to: "userType" },
    {
      type: "user",
      target: 'emails[type eq "work"].primary',
      from: null,
      to: 'emails[type eq "work"].primary',
    },
  ]);

  let preview = await admin("POST", `${path}/plans`, { kind: "default-mapping" });
  for (let tried = 0; tried < 100 && preview.status === 409; tried += 1) {
    await scim.deps.env.sleep(50);
    preview = await admin("POST", `${path}/plans`, { kind: "default-mapping" });
  }
  const plan = `/api/v1/plans/${preview.body.planId}`;
  for (let asked = 0; asked < 400 && preview.body.state !== "planned"; asked += 1) {
    await scim.deps.env.sleep(25);
    preview = await admin("GET", plan);
  }
  expect(preview.body).toMatchObject({ counts: { update: 1 }, notes: [{ code: "plan.default-mapping" }] });
  const applied = await admin("POST", `${plan}/apply`, {});
  expect([applied.status, applied.body.code]).toEqual([409, "plan.preview"]);
  await sync("initial");
  expect((await held()).meta).toEqual(before.meta);

  expect((await admin("PUT", `${path}/mapping`, { mapping: "default" })).body.mapping).toBe("default");
  expect((await sync()).counts).toMatchObject({ updated: 1 });
  expect(await held()).toMatchObject({ userType: "Member", emails: [{ type: "work", primary: true }] });
});
