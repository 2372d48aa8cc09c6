import { afterAll, beforeAll, expect, test } from "vitest";
import { filtered, type ScimServer, startScimServer, USER_URN, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { definedOrg, example, PROBE, probing, schemaOf } from "./server.ts";

/** Resources of an organization's own types and extensions, over both databases. */

const DEVICE = "urn:example:params:scim:schemas:core:1.0:Device";
const OWNER = "urn:example:params:scim:schemas:extension:ownership:1.0:Device";
const WEBEX = "urn:scim:schemas:extension:cisco:webexidentity:2.0:User";
/** A device with what is required, and more. */
function device(serialNumber: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    schemas: [DEVICE, OWNER],
    displayName: `Device ${serialNumber}`,
    serialNumber,
    [OWNER]: { costCentre: "4711" },
    ...more,
  };
}

let scim: ScimServer;

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("a resource of an own type is made, read, replaced, patched, found and deleted", async () => {
    const { client, names } = await definedOrg(scim, example("devices"));
    const whole = device("A-1", {
      externalId: "x1",
      kind: "laptop",
      memoryGiB: 32,
      diagonal: 13.3,
      purchasedAt: "2026-02-03T04:05:06+01:00",
      managed: true,
      certificate: "aGVsbG8=",
      assetTags: ["blue", "desk 4"],
      macAddresses: [{ value: "00:11:22:33:44:55", type: "wifi", primary: true }],
      dock: "https://contoso.example/Devices/7",
    });
    const made = await client.send("POST", "/Devices", whole);
    expect([made.status, made.headers.get("location")]).toEqual([
      201,
      `${client.baseUrl}/Devices/${made.body.id}`,
    ]);
    expect(made.body).toMatchObject({ ...whole, meta: { resourceType: "Device", version: 'W/"1"' } });
    const path = `/devices/${made.body.id}`;
    const { certificate: _, ...shown } = made.body;
    expect((await client.get(path)).body).toEqual(shown);
    expect((await client.get(`${path}?attributes=certificate`)).body).toMatchObject({
      certificate: "aGVsbG8=",
    });
    const replaced = await client.send("PUT", path, device("A-1", { diagonal: 14 }));
    expect(replaced.body).toMatchObject({ diagonal: 14, managed: true });
    expect(replaced.body).not.toHaveProperty("memoryGiB");
    const patched = await client.patch(path, [
      { op: "add", path: "assetTags", value: ["red"] },
      { op: "add", path: `${OWNER}:owner.displayName`, value: "Ada" },
      { op: "replace", path: `${DEVICE}:memoryGiB`, value: 64 },
    ]);
    expect(patched.body).toMatchObject({
      assetTags: ["red"],
      memoryGiB: 64,
      [OWNER]: { costCentre: "4711", owner: { displayName: "Ada" } },
    });
    expect(await names("/Devices", "memoryGiB eq 64")).toEqual(["A-1"]);
    expect(await names("/Devices", 'externalId eq "x1" or displayName sw "device"')).toEqual(["A-1"]);
    expect((await client.get("/Users")).body.totalResults).toBe(0);
    expect((await client.get(`/Users/${made.body.id}`)).status).toBe(404);
    expect((await client.send("DELETE", path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
    expect((await client.send("POST", "/Devices", whole)).status).toBe(201);
  });

  test("a required extension is demanded by POST and PUT, and PATCH cannot remove it", async () => {
    const { client } = await definedOrg(scim, example("devices"));
    const { [OWNER]: _, ...bare } = device("A-1");
    for (const body of [bare, { ...bare, [OWNER]: {} }, { ...bare, [OWNER]: { returnBy: null } }]) {
      const refused = await client.send("POST", "/Devices", body);
      expect([refused.status, refused.body.scimType]).toEqual([400, "invalidValue"]);
    }
    const { id } = await client.make("/Devices", device("A-1"));
    expect((await client.send("PUT", `/Devices/${id}`, bare)).body.scimType).toBe("invalidValue");
    for (const path of [OWNER, `${OWNER}:costCentre`]) {
      const refused = await client.patch(`/Devices/${id}`, [{ op: "remove", path }]);
      expect([refused.status, refused.body.scimType]).toEqual([400, "mutability"]);
    }
  });

  test("an extension that becomes required does not lock up those who lack it", async () => {
    const { client, admin } = await probing(scim, [{ name: "berth", required: true }]);
    const { id } = await client.make("/Users", user("ada"));
    await admin.apply({
      resourceTypes: [{ name: "User", schemaExtensions: [{ schema: PROBE, required: true }] }],
    });
    const off = await client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
    expect([off.status, off.body.active]).toEqual([200, false]);
    expect((await client.send("PUT", `/Users/${id}`, user("ada"))).status).toBe(400);
    expect((await client.send("PUT", `/Users/${id}`, user("ada", { [PROBE]: { berth: "1" } }))).status).toBe(
      200,
    );
  });

  test("the Webex extension: lists, primary, and parts of elements", async () => {
    const { client, names } = await definedOrg(scim, example("cisco-webex-identity-user"));
    const sip = (value: string, primary?: boolean) => ({
      value,
      type: "enterprise",
      ...(primary === undefined ? {} : { primary }),
    });
    const made = await client.make("/Users", {
      ...user("ada", { schemas: [USER_URN, WEBEX] }),
      [WEBEX]: {
        accountStatus: ["active"],
        sipAddresses: [sip("ada@sip.example", true)],
        managedOrgs: [{ orgId: "o-1", role: "admin" }],
        extensionAttribute7: ["one", "two"],
        externalAttributes: [{ source: "hr", value: "4711" }],
      },
    });
    expect(made.schemas).toEqual([USER_URN, WEBEX]);
    const path = `/Users/${made.id}`;
    const patched = await client.patch(path, [
      { op: "add", path: `${WEBEX}:sipAddresses`, value: [sip("ada.room@sip.example", true)] },
      { op: "add", path: WEBEX, value: { extensionAttribute7: ["three"] } },
      { op: "replace", path: `${WEBEX}:managedOrgs[orgId eq "o-1"].role`, value: "reader" },
      { op: "remove", path: `${WEBEX}:accountStatus` },
    ]);
    expect(patched.body[WEBEX]).toEqual({
      sipAddresses: [sip("ada@sip.example", false), sip("ada.room@sip.example", true)],
      managedOrgs: [{ orgId: "o-1", role: "reader" }],
      extensionAttribute7: ["one", "two", "three"],
      externalAttributes: [{ source: "hr", value: "4711" }],
    });
    expect(await names("/Users", `${WEBEX}:sipAddresses.value eq "ADA@sip.example"`)).toEqual(["ada"]);
    const two = await client.patch(path, [
      { op: "replace", path: `${WEBEX}:sipAddresses`, value: [sip("a", true), sip("b", true)] },
    ]);
    expect([two.status, two.body.scimType]).toEqual([400, "invalidValue"]);
    const gone = await client.patch(path, [{ op: "remove", path: WEBEX }]);
    expect(gone.body.schemas).toEqual([USER_URN]);
  });

  test("who is deleted and kept frees unique values, and comes back with them when they are free", async () => {
    const { client, admin, probe } = await probing(scim, [{ name: "badge", uniqueness: "server" }]);
    const { org } = client;
    await scim.deps.store.commit([
      { op: "update", table: "organization", key: { org }, set: { soft_delete_days: 30 } },
    ]);
    const { id } = (await probe("ada", { badge: "7" })).body;
    const restore = () => admin.send("POST", `/deleted-users/${id}/restore`, {});
    expect((await client.send("DELETE", `/Users/${id}`)).status).toBe(204);
    const bo = await probe("bo", { badge: "7" });
    expect(bo.status).toBe(201);
    expect((await restore()).body).toMatchObject({ status: 409, code: "user.value-taken" });
    await client.patch(`/Users/${bo.body.id}`, [{ op: "remove", path: PROBE }]);
    expect((await restore()).status).toBe(200);
    expect((await client.get(`/Users/${id}`)).body[PROBE]).toEqual({ badge: "7" });
    expect((await probe("cy", { badge: "7" })).status).toBe(409);
  });

  test("a group has extensions too", async () => {
    const urn = "urn:example:team:1.0:Group";
    const { client, names } = await definedOrg(scim, {
      schemas: [schemaOf(urn, [{ name: "floor", type: "integer", indexed: true }])],
      resourceTypes: [{ name: "Group", schemaExtensions: [{ schema: urn, required: false }] }],
    });
    const { id: member } = await client.make("/Users", user("ada"));
    const made = await client.make("/Groups", {
      displayName: "Crew",
      members: [{ value: member }],
      [urn]: { floor: 3 },
    });
    expect(made).toMatchObject({ [urn]: { floor: 3 }, members: [{ value: member }] });
    expect((await client.get(`/Groups?${filtered(`${urn}:floor eq 3`)}`)).body.totalResults).toBe(1);
    expect(await names("/Groups", `${urn}:floor eq 4`)).toEqual([]);
  });
});
