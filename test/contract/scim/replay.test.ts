import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import { example, schemaAdmin } from "../schemas/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type RefusalApi, type Rejected, refusalApi } from "./rejected-request-api.ts";
import { filtered, group, type ScimServer, startScimServer, user } from "./server.ts";

const SEARCH_URN = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
const OWNERSHIP = "urn:example:params:scim:schemas:extension:ownership:1.0:Device";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

await overEveryStore(({ newPlace }) => {
  let scim: ScimServer;
  let admin: RefusalApi;
  beforeAll(async () => {
    const place = await newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
    admin = await refusalApi(scim);
  });
  afterAll(() => scim?.close());
  const api: RefusalApi["api"] = (...asked) => admin.api(...asked);
  const rejected: RefusalApi["rejected"] = (...asked) => admin.rejected(...asked);
  /** Everything that a change would show in. */
  async function traces(org: OrgId): Promise<unknown> {
    const { store } = scim.deps;
    const objects = await store.page("object", { where: { org }, limit: 1_000 });
    const rows = await Promise.all(
      (["index_entry", "unique_value", "membership", "audit"] as const).map((table) =>
        store.count(table, { org }),
      ),
    );
    return { objects, rows, head: await store.feedHead(org) };
  }

  test("a replay tells how each profile would answer, and what would change, and changes nothing", async () => {
    const client = await scim.client({ profile: "rfc" });
    const { org } = client;
    const ivo = await client.make("/Users", user("ivo", { externalId: "e1" }));
    const ada = await client.make("/Users", user("ada"));
    const crew = await client.make("/Groups", group("Crew", [ivo.id, ada.id]));
    await client.patch(`/Users/${ivo.id}`, [
      { op: "Replace", path: "active", value: "False" },
      { op: "Add", path: `${ENTERPRISE}:department`, value: "Tides" },
    ]);
    await client.patch(`/Groups/${crew.id}`, [{ op: "remove", path: "members", value: [{ value: ada.id }] }]);
    await client.send("POST", "/Users", user("IVO"));
    const [taken, members, inactive] = await rejected(org, 3);
    const before = await traces(org);
    const replay = async (request: Rejected, body: unknown = {}) =>
      (await api("POST", `/organizations/${org}/rejected-requests/${request.requestId}/replay`, body)).body;

    const told = await replay(inactive);
    expect(told).toMatchObject({ sent: false, redacted: [] });
    expect(
      told.items.map(({ profile, accepted, scimType }: Rejected) => [profile, accepted, scimType]),
    ).toEqual([
      ["rfc", false, "invalidSyntax"],
      ["generic", true, null],
      ["entra", true, null],
      ["okta", true, null],
      ["strict", false, "invalidSyntax"],
    ]);
    expect(told.items[2]).toMatchObject({
      status: 200,
      effect: "update",
      changes: [
        { path: "active", from: true, to: false },
        { path: `${ENTERPRISE}:department`, from: null, to: "Tides" },
      ],
    });
    expect(told.items[0]).toMatchObject({ status: 400, effect: "none", changes: [] });
    expect((await replay(members, { profiles: ["entra"] })).items).toMatchObject([
      {
        profile: "entra",
        status: 204,
        effect: "update",
        changes: [{ path: "members", from: [ada.id], to: [] }],
      },
    ]);
    expect((await replay(taken, { profiles: ["generic"] })).items).toMatchObject([
      { accepted: false, status: 409, scimType: "uniqueness", effect: "none" },
    ]);
    const file = { method: "DELETE", path: `/Users/${ada.id}` };
    const removal = await api("POST", `/organizations/${org}/replays`, { request: file });
    expect(removal.body.items.map(({ status, effect }: Rejected) => [status, effect])).toEqual(
      Array.from({ length: 5 }, () => [204, "delete"]),
    );
    const creation = {
      method: "POST",
      path: "/Users",
      body: { userName: "eve", active: "True", password: "x" },
    };
    const made = await api("POST", `/organizations/${org}/replays`, {
      request: creation,
      profiles: ["okta", "strict"],
    });
    expect(made.body.items).toMatchObject([
      { accepted: true, status: 201, effect: "create" },
      { accepted: false, status: 400 },
    ]);
    expect(JSON.stringify(made.body)).not.toContain("password");
    expect(await traces(org)).toEqual(before);
    expect((await client.get(`/Users/${ivo.id}`)).body).toEqual((await client.get(`/Users/${ivo.id}`)).body);
    expect((await client.get(`/Users/${ivo.id}`)).body.meta.version).toBe('W/"1"');
  });

  test("what is sent again is done in the token's profile, and audited; never with values that were not kept", async () => {
    const client = await scim.client({ profile: "rfc", name: "sender" });
    const { org } = client;
    const boss = await client.make("/Users", user("boss"));
    const ivo = user("ivo", { password: "x1", [ENTERPRISE]: { manager: { value: boss.id } } });
    expect((await client.send("POST", "/Users", { ...ivo, schemas: [] })).status).toBe(400);
    expect((await client.send("POST", "/Users", { ...ivo, schemas: [], badgeToken: "x2" })).status).toBe(400);
    const missing = `/Users/${crypto.randomUUID()}`;
    expect((await client.send("PUT", missing, user("later"))).status).toBe(404);
    const [absent, badge, bare] = await rejected(org, 3);
    const send = (request: Rejected) =>
      api("POST", `/organizations/${org}/rejected-requests/${request.requestId}/replay`, { send: true });
    expect((await send(badge)).body).toMatchObject({
      code: "replay.redacted",
      params: { names: "password, badgeToken" },
    });
    expect((await send(bare)).body).toMatchObject({
      sent: true,
      items: [{ profile: "rfc", accepted: false }],
    });
    expect((await send(absent)).body.items).toMatchObject([{ profile: "rfc", status: 404 }]);
    const tokenId = absent.tokenId;
    const request = { method: "POST", path: "/Users", body: user("eve") };
    const byToken = await api("POST", `/organizations/${org}/replays`, {
      request,
      token: tokenId,
      send: true,
    });
    expect(byToken.body).toMatchObject({ sent: true, items: [{ accepted: true, status: 201 }] });
    expect((await client.get("/Users?filter=userName%20eq%20%22eve%22")).body.totalResults).toBe(1);
    const nobody = await api("POST", `/organizations/${org}/replays`, { request, send: true });
    expect([nobody.status, nobody.body.code]).toEqual([400, "replay.token-needed"]);
    const audit = await scim.deps.store.page("audit", { where: { org, service: "admin" }, limit: 100 });
    expect(audit.filter(({ activity }) => activity === "replay")).toHaveLength(3);
    await api("DELETE", `/organizations/${org}/tokens/${tokenId}`);
    expect((await send(absent)).body.code).toBe("replay.token-ended");
  });

  test("a request whose filter or path was redacted is not replayed, and says so", async () => {
    const client = await scim.client({ profile: "rfc" });
    const { org } = client;
    await client.get(`/Users?${filtered('password eq "x"')}`);
    const path = `/Users/${crypto.randomUUID()}`;
    await client.patch(path, [{ op: "remove", path: 'emails[password eq "x"]' }]);
    await client.patch(path, [{ op: "remove", path: `emails[value eq "muster_${"x1".repeat(20)}"]` }]);
    await client.patch(path, [{ op: "add", value: { 'emails[password eq "x"].value': "y" } }]);
    await client.send("POST", "/Users/.search", { schemas: [SEARCH_URN], filter: 'password eq "x"' });
    await client.send("POST", "/Users", "{'password':'x'}");
    for (const { requestId } of await rejected(org, 6)) {
      for (const send of [false, true]) {
        const url = `/organizations/${org}/rejected-requests/${requestId}/replay`;
        const { status, body } = await api("POST", url, { send });
        expect([status, body.code]).toEqual([409, "replay.illegible"]);
        expect(body.detail).toContain("the secret was removed");
      }
    }
    await client.send("POST", "/Users", { ...user("ada"), schemas: [], password: "x" });
    const [value] = await rejected(org, 7);
    const told = await api("POST", `/organizations/${org}/rejected-requests/${value.requestId}/replay`, {});
    expect([told.status, told.body.redacted]).toEqual([200, ["password"]]);
  });

  test("a body that has a name twice is refused by the letter, and tried as it came", async () => {
    const client = await scim.client({ profile: "rfc" });
    const { org } = client;
    const body = '{"userName":"eve","userName":"eve"}';
    const refused = await client.send("POST", "/Users", body);
    expect([refused.status, refused.body.scimType]).toEqual([400, "invalidSyntax"]);
    expect(refused.body.detail).toContain('"userName" is given twice');
    const [request] = await rejected(org, 1);
    const tried = await api(
      "POST",
      `/organizations/${org}/rejected-requests/${request.requestId}/replay`,
      {},
    );
    expect(tried.body.items.map(({ profile, accepted }: Rejected) => [profile, accepted])).toEqual([
      ["rfc", false],
      ["generic", true],
      ["entra", true],
      ["okta", true],
      ["strict", false],
    ]);
    const lenient = await scim.client({ org, name: "lenient" });
    expect((await lenient.send("POST", "/Users", body)).body.userName).toBe("eve");
  });

  test("resources of an organization's own types are tried like any other", async () => {
    const { org } = await scim.client();
    const schemas = await schemaAdmin(scim, org);
    await schemas.apply(example("devices"));
    const before = await traces(org);
    const device = { displayName: "Sounder", serialNumber: "S-1", [OWNERSHIP]: { costCentre: "C1" } };
    const trial = async (body: object) => {
      const request = { method: "POST", path: "/Devices", body };
      const answer = await api("POST", `/organizations/${org}/replays`, { request, profiles: ["generic"] });
      return answer.body.items[0];
    };
    const made = await trial(device);
    expect(made).toMatchObject({ status: 201, effect: "create" });
    expect(made.changes).toContainEqual({ path: "serialNumber", from: null, to: "S-1" });
    expect(made.changes).toContainEqual({ path: `${OWNERSHIP}:costCentre`, from: null, to: "C1" });
    expect(await trial({ displayName: "Sounder" })).toMatchObject({ status: 400, effect: "none" });
    expect(await traces(org)).toEqual(before);
  });
});
