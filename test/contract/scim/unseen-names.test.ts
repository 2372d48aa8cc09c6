import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ObjectId, trustId } from "../../../src/core/ids.ts";
import { filtered, GROUP_URN, type ScimServer, startScimServer, USER_URN, user } from "./server.ts";

/** Nothing that a screen does not show makes a name, or tells two names apart. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const BLANK = [
  "",
  "  ",
  "\u200b",
  "\u2800",
  "\u3164",
  "\u200d \ufeff",
  "\u0007",
  "\u{1D159}",
  "\u00a0\u2029",
];

describe.each(BLANK.map((text) => [JSON.stringify(text), text] as const))("the text %s", (_, text) => {
  test("is no value of a required attribute", async () => {
    const client = await scim.client();
    const { id } = await client.make("/Users", user("u", {}));
    const { id: group } = await client.make("/Groups", { schemas: [GROUP_URN], displayName: "G" });
    const answers = [
      await client.send("POST", "/Users", user(text, {})),
      await client.send("PUT", `/Users/${id}`, user(text, {})),
      await client.patch(`/Users/${id}`, [{ op: "replace", path: "userName", value: text }]),
      await client.send("POST", "/Groups", { schemas: [GROUP_URN], displayName: text }),
      await client.patch(`/Groups/${group}`, [{ op: "replace", path: "displayName", value: text }]),
    ];
    for (const { status, body } of answers) expect([status, body.scimType]).toEqual([400, "invalidValue"]);
    expect((await client.get(`/Users/${id}`)).body.userName).toBe("u");
  });
});

test("white space at the edges tells no two user names apart, and a search ignores it", async () => {
  const client = await scim.client();
  const { id, userName } = await client.make("/Users", user(" lead@x\u00a0", {}));
  expect(userName).toBe("lead@x");
  for (const other of ["lead@x", "lead@x ", "\u2800LEAD@x", "lead@x \u200d", "\tlead@x\n"]) {
    const { status, body } = await client.send("POST", "/Users", user(other, {}));
    expect([other, status, body.scimType]).toEqual([other, 409, "uniqueness"]);
    const found = await client.get(`/Users?${filtered(`userName eq ${JSON.stringify(other)}`)}`);
    expect([other, found.body.Resources?.[0]?.id]).toEqual([other, id]);
    const differing = await client.get(`/Users?${filtered(`userName ne ${JSON.stringify(other)}`)}`);
    expect(differing.body.totalResults).toBe(0);
  }
});

test("the names that index entries are made of are trimmed, those of people keep their joiners", async () => {
  const client = await scim.client();
  const made = await client.make("/Users", {
    ...user("u", {}),
    externalId: " k1 ",
    name: { givenName: "ه\u200d" },
    emails: [{ value: " a@x" }],
  });
  expect(made).toMatchObject({
    externalId: "k1",
    name: { givenName: "ه\u200d" },
    emails: [{ value: "a@x" }],
  });
  for (const filter of [
    'externalId eq "k1 "',
    'emails[value eq "a@x "]',
    'title eq "x" or emails eq " a@x"',
  ]) {
    expect((await client.get(`/Users?${filtered(filter)}`)).body.totalResults, filter).toBe(1);
  }
  await client.make("/Groups", { schemas: [GROUP_URN], displayName: "Sales " });
  expect((await client.get(`/Groups?${filtered('displayName eq "Sales"')}`)).body.totalResults).toBe(1);
});

test.each(["a\nb", "a\tb", "e\u2028f", "a\u0000b", "a\u0007b", "a\u2800b"])(
  "a user name is on one line: %j",
  async (name) => {
    const client = await scim.client();
    const { id } = await client.make("/Users", user("u", {}));
    const answers = [
      await client.send("POST", "/Users", user(name, {})),
      await client.patch(`/Users/${id}`, [{ op: "replace", value: { userName: name } }]),
    ];
    for (const { status, body } of answers) expect([status, body.scimType]).toEqual([400, "invalidValue"]);
  },
);

test("users of an earlier version, whose names had white space, are found, changed, renamed and deleted", async () => {
  const client = await scim.client();
  const { env, store } = scim.deps;
  const ids: ObjectId[] = [];
  for (const userName of ["lead@x", " lead@x", "a\nb"]) {
    const id = trustId<ObjectId>(env.newId());
    const doc = { userName, active: true };
    const row = {
      org: client.org,
      id,
      type: "user",
      version: 1,
      created: 0,
      modified: 0,
      deleted: null,
    } as const;
    const entry = { org: client.org, type: "user", path: "userName", value: userName, id } as const;
    const committed = await store.commit([
      { op: "insert", table: "object", row: { ...row, external: {}, doc, search: doc } },
      { op: "insert", table: "unique_value", row: entry },
    ]);
    expect(committed.kind).toBe("committed");
    ids.push(id);
  }
  const [plain, spaced, broken] = ids;
  const find = async (filter: string) => {
    const { body } = await client.get(`/Users?${filtered(filter)}`);
    return (body.Resources ?? []).map(({ id }: { readonly id: string }) => id).sort();
  };
  expect(await find('userName eq "lead@x"')).toEqual([plain]);
  expect(await find('userName eq " lead@x"')).toEqual([plain, spaced]);
  expect(await find('title pr or userName eq " lead@x"')).toEqual([plain, spaced]);
  for (const id of [spaced, broken]) {
    const titled = await client.patch(`/Users/${id}`, [{ op: "add", path: "title", value: "T" }]);
    expect(titled.status).toBe(200);
  }
  const same = await client.send("PUT", `/Users/${spaced}`, user(" lead@x", {}));
  expect([same.status, same.body.scimType]).toEqual([409, "uniqueness"]);
  expect((await client.send("PUT", `/Users/${spaced}`, user(" other@x", {}))).body.userName).toBe("other@x");
  expect((await client.send("DELETE", `/Users/${broken}`)).status).toBe(204);
  await client.make("/Users", { schemas: [USER_URN], userName: "a b" });
});
