import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EventShape } from "../../../src/contract/events.ts";
import { routes } from "../../../src/contract/routes.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import { closeServer } from "../../../src/http/server.ts";
import { definedOrg, example } from "../schemas/server.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";

interface Page {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

await overEveryStore(({ newPlace }) => {
  let muster: ScimServer;
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => muster.close());

  async function ask(token: string, query = ""): Promise<Page> {
    const answer = await fetch(`${muster.url}/api/v1/events${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.status, body: await answer.json() };
  }

  /** Every event from a cursor on, in pages of this size. */
  async function readAll(token: string, limit: number, from?: string): Promise<readonly EventShape[]> {
    const events: EventShape[] = [];
    let after = from;
    for (let pages = 0; pages < 200; pages += 1) {
      const { status, body } = await ask(
        token,
        `?limit=${limit}${after === undefined ? "" : `&after=${after}`}`,
      );
      expect(status).toBe(200);
      expect(routes.listEvents.response.parse(body)).toEqual(body);
      events.push(...body.events);
      after = body.cursor;
      if (!body.hasMore) return events;
    }
    throw new Error("the events do not end");
  }

  const short = (events: readonly EventShape[]) =>
    events.map(({ type, attributes }) => [type, attributes?.join()]);

  describe("GET /api/v1/events", () => {
    test("tells of every change in order, with names of what changed and no values", async () => {
      const client = await muster.client();
      const ada = await client.make("/Users", user("ada", { title: "Pilot" }));
      await client.patch(`/Users/${ada.id}`, [{ op: "replace", path: "title", value: "Secret-Value" }]);
      await client.patch(`/Users/${ada.id}`, [{ op: "replace", path: "active", value: false }]);
      await client.patch(`/Users/${ada.id}`, [{ op: "replace", value: { active: true, nickName: "A" } }]);
      const inner = await client.make("/Groups", group("Inner"));
      const crew = await client.make("/Groups", group("Crew", [ada.id, inner.id]));
      await client.patch(`/Groups/${crew.id}`, [{ op: "remove", path: `members[value eq "${inner.id}"]` }]);
      await client.patch(`/Groups/${crew.id}`, [{ op: "replace", path: "displayName", value: "Crew 2" }]);
      await client.send("DELETE", `/Groups/${crew.id}`);
      await client.send("DELETE", `/Users/${ada.id}`);
      const events = await readAll(client.token, 100);
      expect(short(events)).toEqual([
        ["user.created", "active,userName,title"],
        ["user.updated", "title"],
        ["user.deactivated", "active"],
        ["user.activated", "active,nickName"],
        ["group.created", "displayName"],
        ["group.created", "displayName"],
        ["group.member-added", "members"],
        ["group.member-added", "members"],
        ["group.member-removed", "members"],
        ["group.updated", "displayName"],
        ["group.deleted", undefined],
        ["group.member-removed", "members"],
        ["user.deleted", undefined],
      ]);
      expect(events[3]).toEqual({
        id: expect.any(String),
        type: "user.activated",
        scimEvent: "urn:ietf:params:scim:event:prov:activate",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        organization: client.org,
        resource: { type: "User", id: ada.id, location: `${client.baseUrl}/Users/${ada.id}` },
        attributes: ["active", "nickName"],
      });
      expect(events.slice(6, 9).map(({ member }) => [member?.type, member?.id, member?.location])).toEqual([
        ["User", ada.id, `${client.baseUrl}/Users/${ada.id}`],
        ["Group", inner.id, `${client.baseUrl}/Groups/${inner.id}`],
        ["Group", inner.id, `${client.baseUrl}/Groups/${inner.id}`],
      ]);
      expect(JSON.stringify(events)).not.toMatch(/Secret-Value|Pilot|Crew/);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    });

    test("pages of any size make up the same events, and an id is a cursor too", async () => {
      const client = await muster.client();
      for (const name of ["a", "b", "c", "d", "e"]) await client.make("/Users", user(name));
      const whole = await readAll(client.token, 1_000);
      expect(whole).toHaveLength(5);
      for (const limit of [1, 2, 5]) expect(await readAll(client.token, limit)).toEqual(whole);
      expect(await readAll(client.token, 1_000, whole[1]!.id)).toEqual(whole.slice(2));
    });

    test("assignments are no events, and are passed by", async () => {
      const client = await muster.client();
      const { store } = muster.deps;
      const row = {
        org: client.org,
        kind: "assignment",
        object: "app",
        other: "*",
        change: "added",
        at: 1,
      } as const;
      await store.commit(Array.from({ length: 7 }, () => ({ op: "insert", table: "feed", row }) as const));
      await client.make("/Users", user("late"));
      expect(short(await readAll(client.token, 2))).toEqual([["user.created", "active,userName"]]);
    });

    test("a custom resource, and a kind that nobody knows yet, are told in the same way", async () => {
      const client = await muster.client();
      const { org } = client;
      const at = { org, other: null, change: "added", at: 1 } as const;
      const detail = '{"type":"Device","endpoint":"/Devices","attributes":["serial"]}';
      await muster.deps.store.commit([
        { op: "insert", table: "feed", row: { ...at, kind: "resource", object: "d1", detail } },
        { op: "insert", table: "feed", row: { ...at, kind: "robot" as "resource", object: "r1" } },
      ]);
      const [device, robot] = await readAll(client.token, 10);
      expect(device).toMatchObject({
        type: "resource.created",
        resource: { type: "Device", id: "d1", location: `${client.baseUrl}/Devices/d1` },
        attributes: ["serial"],
      });
      expect(robot).toMatchObject({
        type: "robot.created",
        scimEvent: "urn:ietf:params:scim:event:prov:create:notice",
        resource: { type: "robot", id: "r1", location: null },
      });
    });

    test("resources of a type that the organization defined are told with their place", async () => {
      const { client } = await definedOrg(muster, example("devices"));
      const owner = "urn:example:params:scim:schemas:extension:ownership:1.0:Device";
      const schemas = ["urn:example:params:scim:schemas:core:1.0:Device", owner];
      const device = { schemas, displayName: "Ruby", serialNumber: "A-1", [owner]: { costCentre: "4711" } };
      const made = await client.make("/Devices", device);
      await client.patch(`/Devices/${made.id}`, [{ op: "replace", path: "displayName", value: "Opal" }]);
      await client.send("DELETE", `/Devices/${made.id}`);
      const events = await readAll(client.token, 10);
      expect(short(events)).toEqual([
        ["resource.created", `displayName,serialNumber,${owner}`],
        ["resource.updated", "displayName"],
        ["resource.deleted", undefined],
      ]);
      for (const { resource } of events) {
        expect(resource).toEqual({ type: "Device", id: made.id, location: made.meta.location });
      }
    });

    test("an import is told of too, with who came, changed, left and returned", async () => {
      const org = await muster.newOrg();
      const admin = await muster.token(org, "generic", "admin", "organization-admin");
      const people = (...rows: readonly string[]) =>
        ["objectId,userPrincipalName,displayName,accountEnabled", ...rows].join("\n");
      const ada = "k1,ada@contoso.test,Ada,";
      await importPeople(org, admin, people(`${ada}true`, "k2,bela@contoso.test,Bela,true"));
      await importPeople(org, admin, people(`${ada}false`, "k2,bela@contoso.test,Béla,true"));
      await importPeople(org, admin, people(`${ada}true`), "k2");
      await importPeople(org, admin, people(`${ada}true`, "k2,bela@contoso.test,Béla,true"));
      const events = await readAll(admin, 100);
      expect(events.map(({ type }) => type).sort()).toEqual(
        ["user.created", "user.created", "user.deactivated", "user.updated", "user.activated"]
          .concat(["user.deleted", "user.restored"])
          .sort(),
      );
      expect(events.at(-1)!.type).toBe("user.restored");
      expect(events.at(-1)!.resource).toEqual(
        events.at(-2)!.type === "user.deleted" ? events.at(-2)!.resource : events.at(-3)!.resource,
      );
    });

    async function importPeople(org: OrgId, token: string, csv: string, leaver?: string): Promise<void> {
      const at = `${muster.url}/api/v1/organizations/${org}/imports`;
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const begun = await fetch(at, { method: "POST", headers, body: '{"source":"hr"}' });
      const { importId } = (await begun.json()) as { importId: string };
      await fetch(`${at}/${importId}/people?file=p.csv`, {
        method: "PUT",
        headers: { ...headers, "content-type": "text/csv" },
        body: csv,
      });
      const body = JSON.stringify({ acceptLeavers: leaver === undefined ? 0 : 1 });
      const merged = await fetch(`${at}/${importId}/merge`, { method: "POST", headers, body });
      expect([merged.status, ((await merged.json()) as { held: unknown }).held]).toEqual([200, null]);
    }
  });

  describe("cursors", () => {
    test("now is the end, from which later events follow", async () => {
      const client = await muster.client();
      await client.make("/Users", user("before"));
      const { body } = await ask(client.token, "?after=now");
      expect(body).toEqual({ events: [], cursor: expect.any(String), hasMore: false });
      await client.make("/Users", user("after"));
      expect(await readAll(client.token, 10, body.cursor)).toHaveLength(1);
    });

    test.each(["x", "MTIz", "1", "0:0", "e%20y", "now%20"])("%s is none", async (text) => {
      const client = await muster.client();
      const { status, body } = await ask(client.token, `?after=${text}`);
      expect([status, body.code]).toEqual([400, "events.cursor-invalid"]);
    });

    test("one that is cut, of another organization, or newer than the data is refused", async () => {
      const [client, other] = [await muster.client(), await muster.client()];
      await client.make("/Users", user("ada"));
      await other.make("/Users", user("ada"));
      const { cursor } = (await ask(client.token)).body;
      expect((await ask(client.token, `?after=${cursor}`)).status).toBe(200);
      expect((await ask(other.token, `?after=${cursor}`)).body.code).toBe("events.cursor-invalid");
      expect((await ask(client.token, `?after=${cursor.slice(0, -1)}`)).body.code).toBe(
        "events.cursor-invalid",
      );
      const { showCursor } = await import("../../../src/app/events/read-events.ts");
      const head = await muster.deps.store.feedHead(client.org);
      const later = showCursor(
        muster.deps,
        client.org,
        head.replace(/^\d+/, (n) => `${Number(n) + 1}`),
      );
      expect((await ask(client.token, `?after=${later}`)).body.code).toBe("events.cursor-invalid");
    });

    test.each(["?limit=0", "?limit=1001", "?wait=31", "?wait=-1", "?limit=x"])(
      "%s is refused",
      async (query) => {
        const client = await muster.client();
        expect((await ask(client.token, query)).body.code).toBe("request.invalid");
      },
    );
  });

  describe("who may", () => {
    test("each token reads its own organization; an instance administrator names one", async () => {
      const client = await muster.client();
      const other = await muster.newOrg();
      await client.make("/Users", user("ada"));
      const admin = await muster.token(client.org, "generic", "a", "organization-admin");
      const instance = await muster.token(client.org, "generic", "i", "instance-admin");
      for (const token of [client.token, admin]) {
        expect(await readAll(token, 10)).toHaveLength(1);
        const { status, body } = await ask(token, `?organization=${other}`);
        expect([status, body.code]).toEqual([404, "org.not-found"]);
      }
      expect((await ask(instance)).body).toMatchObject({
        code: "request.invalid",
        params: { place: "query.organization" },
      });
      expect((await ask(instance, `?organization=${client.org}`)).body.events).toHaveLength(1);
      expect((await ask(instance, `?organization=${other}`)).body.events).toHaveLength(0);
    });
  });

  describe("waiting", () => {
    test("ends soon after a change, and not for another organization's", async () => {
      const [client, other] = [await muster.client(), await muster.client()];
      const { cursor } = (await ask(client.token, "?after=now")).body;
      const begun = performance.now();
      const waiting = ask(client.token, `?after=${cursor}&wait=20`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await other.make("/Users", user("elsewhere"));
      await new Promise((resolve) => setTimeout(resolve, 200));
      await client.make("/Users", user("ada"));
      expect(short((await waiting).body.events)).toEqual([["user.created", "active,userName"]]);
      expect(performance.now() - begun).toBeLessThan(5_000);
    });

    test("ends by itself with no event", async () => {
      const client = await muster.client();
      const begun = performance.now();
      const { status, body } = await ask(client.token, "?wait=1");
      expect([status, body.events, body.hasMore]).toEqual([200, [], false]);
      expect(performance.now() - begun).toBeGreaterThan(900);
    });

    test("ends when the server stops", async () => {
      const place = await newPlace();
      const stopping = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
      const client = await stopping.client();
      const waiting = fetch(`${stopping.url}/api/v1/events?wait=30`, {
        headers: { authorization: `Bearer ${client.token}` },
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      const begun = performance.now();
      const closing = closeServer(stopping.server, 10_000);
      expect((await waiting).status).toBe(200);
      await closing;
      expect(performance.now() - begun).toBeLessThan(5_000);
      await stopping.close();
    });
  });
});
