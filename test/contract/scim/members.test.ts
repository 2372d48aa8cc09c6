import { afterAll, beforeAll, expect, test } from "vitest";
import { overEveryStore } from "../store/stores.ts";
import { filtered, group, type ScimClient, type ScimServer, startScimServer, user } from "./server.ts";

interface Element {
  readonly value: string;
  readonly display?: string;
  readonly type: string;
}

await overEveryStore(({ newPlace }) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await newPlace();
    const limits = { pageSizeDefault: 2, pageSizeMax: 3 };
    scim = await startScimServer({ limits, ...("url" in place ? { databaseUrl: place.url } : {}) });
  });
  afterAll(() => scim.close());

  async function groupOfSeven(client: ScimClient) {
    const ids: string[] = [];
    for (let at = 0; at < 6; at += 1) {
      ids.push((await client.make("/Users", user(`user-${at}`, at === 0 ? { displayName: "Ada" } : {}))).id);
    }
    const inner = await client.make("/Groups", group("Inner"));
    const { id } = await client.make("/Groups", group("Team", [...ids, inner.id]));
    return { id, ids: [...ids, inner.id].sort() };
  }

  test("the members of a group come in pages", async () => {
    const client = await scim.client();
    const { id, ids } = await groupOfSeven(client);
    const at = `/Groups/${id}/members`;
    const first = await client.get(at);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 7,
      startIndex: 1,
      itemsPerPage: 2,
    });
    const walked: string[] = [];
    for (let startIndex = 1; startIndex <= 7; startIndex += 3) {
      const { body } = await client.get(
        `${at.replace("members", "Members")}?startIndex=${startIndex}&count=100`,
      );
      expect(body.startIndex).toBe(startIndex);
      walked.push(...body.Resources.map(({ value }: Element) => value));
    }
    expect(walked).toEqual(ids);
    expect((await client.get(`${at}?startIndex=8`)).body).toMatchObject({ totalResults: 7, Resources: [] });
    expect((await client.get(`${at}?count=0`)).body).toMatchObject({ totalResults: 7, Resources: [] });
    const all = (await client.get(`/Groups/${id}`)).body.members;
    expect(all.slice(0, 2)).toEqual(first.body.Resources);
  });

  test("a cursor goes on where it was, though members come and go", async () => {
    const client = await scim.client();
    const { id, ids } = await groupOfSeven(client);
    const walked: string[] = [];
    let cursor = "";
    for (let page = 0; page < 10; page += 1) {
      const { body } = await client.get(`/Groups/${id}/members?count=3&cursor=${cursor}`);
      walked.push(...body.Resources.map(({ value }: Element) => value));
      cursor = body.nextCursor;
      if (cursor === undefined) break;
      await client.patch(`/Groups/${id}`, [{ op: "remove", path: `members[value eq "${walked[page]}"]` }]);
    }
    expect(walked).toEqual(ids);
    const wrong = await client.get(`/Groups/${id}/members?cursor=wrong`);
    expect(wrong.body).toMatchObject({ status: "400", scimType: "invalidCursor" });
  });

  test("a filter is refused rather than ignored", async () => {
    const client = await scim.client();
    const { id } = await client.make("/Groups", group("Crew"));
    const { status, body } = await client.get(`/Groups/${id}/members?${filtered('type eq "User"')}`);
    expect([status, body.scimType]).toEqual([400, "invalidFilter"]);
  });

  test("only groups have members, and only their own organization sees them", async () => {
    const client = await scim.client();
    const { id, ids } = await groupOfSeven(client);
    const stranger = await scim.client();
    for (const [who, path] of [
      [client, `/Users/${ids[0]}/members`],
      [client, "/Groups/nobody/members"],
      [client, "/Nothing/1/members"],
      [stranger, `/Groups/${id}/members`],
    ] as const) {
      expect([path, (await who.get(path)).status]).toEqual([path, 404]);
    }
    expect((await client.send("POST", `/Groups/${id}/members`, {})).status).toBe(405);
  });

  test("members are shown with their names, unless nobody asks for those", async () => {
    const client = await scim.client();
    const { id, ids } = await groupOfSeven(client);
    const named = async (query: string) =>
      (await client.get(`/Groups/${id}${query}`)).body.members.map(({ display }: Element) => display).sort();
    const names = ["Ada", "Inner", ...[1, 2, 3, 4, 5].map((at) => `user-${at}`)];
    expect(await named("")).toEqual(names);
    expect(await named("?attributes=members.display")).toEqual(names);
    expect(await named("?attributes=members.value")).toEqual(names.map(() => undefined));
    expect(await named("?excludedAttributes=members.display")).toEqual(names.map(() => undefined));
    const listed = (await client.get(`/Groups?${filtered('displayName eq "Team"')}`)).body.Resources[0];
    expect(listed.members.map(({ display }: Element) => display).sort()).toEqual(names);
    expect(listed.members.map(({ value }: Element) => value).sort()).toEqual(ids);
  });

  test("a user is in groups directly and through others, in circles too", async () => {
    const client = await scim.client();
    const ada = await client.make("/Users", user("ada"));
    const inner = await client.make("/Groups", group("Inner", [ada.id]));
    const middle = await client.make("/Groups", group("Middle", [inner.id]));
    const outer = await client.make("/Groups", group("Outer", [middle.id, ada.id]));
    await client.patch(`/Groups/${inner.id}`, [{ op: "add", path: "members", value: [{ value: outer.id }] }]);
    const typesOf = async () => {
      const { groups = [] } = (await client.get(`/Users/${ada.id}`)).body;
      return Object.fromEntries(groups.map(({ display, type }: Element) => [display, type]));
    };
    expect(await typesOf()).toEqual({ Inner: "direct", Middle: "indirect", Outer: "direct" });
    const listed = (await client.get(`/Users?${filtered('userName eq "ada"')}&attributes=groups.value`)).body;
    expect(listed.Resources[0].groups).toHaveLength(3);
    await client.send("DELETE", `/Groups/${middle.id}`);
    expect(await typesOf()).toEqual({ Inner: "direct", Outer: "direct" });
    await client.patch(`/Groups/${outer.id}`, [{ op: "remove", path: `members[value eq "${ada.id}"]` }]);
    expect(await typesOf()).toEqual({ Inner: "direct" });
  });
});
