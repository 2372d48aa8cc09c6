import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import { USER_URN } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type KeepingServer, keeping, startKeepingServer } from "./deleted-users-server.ts";
import { importingInto } from "./importing.ts";

/** Lists of users and groups: search, conditions, order and pages, over HTTP. */

const PEOPLE = [
  "objectId,userPrincipalName,displayName,mail",
  "k1,ada@contoso.test,Ada Nwosu,ada.nwosu@mail.test",
  "k2,bela@contoso.test,Béla Ó Conghaile,",
  "k3,chidi@contoso.test,千弘 Chidi,",
].join("\n");
const GROUPS = ["groupName,memberType,member", "Sales,user,ada@contoso.test", "Nobody,,"].join("\n");

await overEveryStore(({ newPlace }) => {
  let muster: KeepingServer;
  let org: OrgId;
  let client: Awaited<ReturnType<typeof keeping>>["client"];
  const importing = (into: OrgId) => importingInto({ call: muster.admin, deps: muster.deps }, into);
  beforeAll(async () => {
    muster = await startKeepingServer(await newPlace());
    ({ org, client } = await keeping(muster));
    await importing(org).importAll(PEOPLE, GROUPS);
    for (const [userName, displayName, active] of [
      ["zoe@fabrikam.test", "Zoë Lund", true],
      ["mira@fabrikam.test", "Mira LUND", false],
      ["50%_off@fabrikam.test", "Percent", true],
    ] as const) {
      await client.make("/Users", { schemas: [USER_URN], userName, displayName, active });
    }
  });
  afterAll(() => muster.close());

  const list = async (type: "users" | "groups", query: string) => {
    const { status, body } = await muster.admin("GET", `/api/v1/organizations/${org}/${type}?${query}`);
    expect([query, status]).toEqual([query, 200]);
    return body as {
      items: { userName: string; displayName: string; source: string | null }[];
      next: string;
    };
  };
  const names = async (query: string) =>
    (await list("users", query)).items.map(({ userName }) => userName.split("@")[0]);

  test.each([
    ["search=LUND", ["zoe", "mira"]],
    ["search=%C3%93%20c", ["bela"]],
    ["search=%20nwosu@MAIL%20", ["ada"]],
    ["search=%E5%8D%83", ["chidi"]],
    ["search=contoso.test", ["ada", "bela", "chidi"]],
    ["search=%25_", ["50%_off"]],
    ["search=nothing-like-it", []],
    ["search=lund&state=active", ["zoe"]],
    ["state=inactive", ["mira"]],
    ["state=active&search=fabrikam", ["zoe", "50%_off"]],
    ["source=hr", ["ada", "bela", "chidi"]],
    ["source=hr&search=b%C3%A9la", ["bela"]],
    ["source=other", []],
    ["order=name", ["50%_off", "ada", "bela", "chidi", "mira", "zoe"]],
    ["order=name&descending=true", ["zoe", "mira", "chidi", "bela", "ada", "50%_off"]],
    ["descending=true&search=lund", ["mira", "zoe"]],
    ["order=name&search=lund", ["mira", "zoe"]],
    ["order=name&source=hr&descending=true", ["chidi", "bela", "ada"]],
  ])("%s", async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test.each(["", "order=name", "order=name&descending=true", "search=.test", "state=active&order=name"])(
    "pages of %j have every user once, in the same order",
    async (query) => {
      const all = await names(query);
      expect(all.length).toBeGreaterThan(4);
      const paged: (string | undefined)[] = [];
      let after = "";
      for (let page = 0; page < 10; page += 1) {
        const part = await list("users", `${query}&limit=2${after}`);
        paged.push(...part.items.map(({ userName }) => userName.split("@")[0]));
        if (part.next === null) break;
        after = `&after=${encodeURIComponent(part.next)}`;
      }
      expect(paged).toEqual(all);
    },
  );

  test("groups are found by their names, and each object says which source it belongs to", async () => {
    expect((await list("groups", "search=sAl")).items).toMatchObject([
      { displayName: "Sales", members: 1, source: "hr" },
    ]);
    expect((await list("groups", "order=name")).items.map((each) => each.displayName)).toEqual([
      "Nobody",
      "Sales",
    ]);
    const users = (await list("users", "order=name")).items;
    expect(users.map(({ source }) => source)).toEqual([null, "hr", "hr", "hr", null, null]);
  });

  test.each([
    ["after=x", "query.after"],
    ["order=size", "query.order"],
    ["state=deleted", "query.state"],
    ["limit=0", "query.limit"],
    [`search=${"x".repeat(501)}`, "query.search"],
    ["sorted=name", "query"],
  ])("%s is refused with its place", async (query, place) => {
    const { status, body } = await muster.admin("GET", `/api/v1/organizations/${org}/users?${query}`);
    expect([status, body.code]).toEqual([400, "request.invalid"]);
    expect(body.params.place).toContain(place);
  });

  test("a deleted user is in no list", async () => {
    const [user] = (await list("users", "search=percent")).items as unknown as { userId: string }[];
    expect((await client.send("DELETE", `/Users/${user?.userId}`)).status).toBe(204);
    expect(await names("search=percent")).toEqual([]);
    expect(await names("order=name")).toEqual(["ada", "bela", "chidi", "mira", "zoe"]);
  });

  test("a text that few users have is found page by page, in both orders", async () => {
    const other = await muster.newOrg();
    const people = Array.from({ length: 1_000 }, (_, at) => {
      const mail = at > 800 ? `u${at}@rare.test` : "";
      return `k${at},u${String(at).padStart(3, "0")}@pages.test,${at > 900 ? "Rare" : "Person"} ${at},${mail}`;
    });
    const csv = ["objectId,userPrincipalName,displayName,mail", ...people].join("\n");
    expect((await importing(other).importAll(csv)).status).toBe(200);
    const path = `/api/v1/organizations/${other}/users`;
    for (const [query, expected] of [
      ["search=rare", 199],
      ["search=rare&descending=true", 199],
      ["search=rare&order=name", 199],
      ["search=rare&order=name&descending=true", 199],
      ["search=u9&order=name", 100],
    ] as const) {
      const paged: string[] = [];
      let after = "";
      for (let page = 0; page < 8; page += 1) {
        const { body } = await muster.admin("GET", `${path}?${query}&limit=40${after}`);
        paged.push(...(body.items as { userName: string }[]).map(({ userName }) => userName));
        if (body.next === null) break;
        after = `&after=${encodeURIComponent(body.next)}`;
      }
      expect([query, paged.length, new Set(paged).size]).toEqual([query, expected, expected]);
      const sorted = [...paged].sort();
      if (query.includes("order=name")) {
        expect(paged).toEqual(query.includes("descending") ? sorted.reverse() : sorted);
      }
    }
  });

  test("a text that many users have is walked in order, one that few have is found by the index", async () => {
    const other = await muster.newOrg();
    const people = Array.from({ length: 2_300 }, (_, at) => `k${at},u${at}@large.test,Person ${at},`);
    const csv = ["objectId,userPrincipalName,displayName,mail", ...people].join("\n");
    expect((await importing(other).importAll(csv)).status).toBe(200);
    const found = async (query: string) => {
      const { body } = await muster.admin("GET", `/api/v1/organizations/${other}/users?${query}`);
      return (body.items as { userName: string }[]).map(({ userName }) => userName);
    };
    expect(await found("search=person&order=name&limit=3")).toEqual([
      "u0@large.test",
      "u1000@large.test",
      "u1001@large.test",
    ]);
    expect(await found("search=person&order=name&descending=true&limit=1")).toEqual(["u9@large.test"]);
    expect(await found("search=person%202299")).toEqual(["u2299@large.test"]);
    // The parts of the list that are walked first end before these.
    const few = ["", ...Array.from({ length: 10 }, (_, at) => at)].map((at) => `u229${at}@large.test`).sort();
    for (const text of ["person%20229", "u229", "U229&state=active", "u229&source=hr"]) {
      expect(await found(`search=${text}&order=name`)).toEqual(few);
      expect(await found(`search=${text}&order=name&descending=true`)).toEqual(few.toReversed());
      expect((await found(`search=${text}`)).sort()).toEqual(few);
    }
    expect(await found("search=u229&state=inactive")).toEqual([]);
    expect(await found("source=hr&state=active&limit=500")).toHaveLength(500);
    expect(await found("state=inactive")).toEqual([]);
  });
});
