import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type MappedDirectory, mapDirectory } from "./mapped-directory.ts";

/** Elements with a type, extensions of the target's own and lists are sent, compared, changed and cleared. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const OWN = "urn:example:target:2.0:User";
const direct = (target: string, source: string) => ({ target, kind: "direct", source, apply: "always" });
const MAPPED = [
  direct('emails[type eq "work"].value', "mail"),
  direct('emails[type eq "home"].value', 'emails[type eq "home"].value'),
  direct('addresses[type eq "work"].locality', "city"),
  direct('addresses[type eq "work"].country', "country"),
  direct('phoneNumbers[type eq "mobile"].value', "mobile"),
  direct(`${OWN}:badge`, "employeeId"),
  direct(`${OWN}:shift.name`, "department"),
  {
    ...direct(`${OWN}:tags`, ""),
    source: undefined,
    kind: "expression",
    expression: 'Split([nickName], ",")',
  },
  { ...direct("title", "jobTitle"), defaultIfNull: "Staff" },
];

const PERSON = {
  emails: [
    { type: "work", value: "ada@work.example" },
    { type: "home", value: "ada@home.example" },
  ],
  addresses: [{ type: "work", locality: "Bern", country: "CH" }],
  phoneNumbers: [{ type: "mobile", value: "+41 31 000 00 00" }],
  nickName: "red,blue",
  [ENTERPRISE]: { employeeNumber: "17", department: "Ops" },
};

async function withTarget(work: (directory: MappedDirectory, target: ScriptedTarget) => Promise<void>) {
  const target = await startScriptedTarget(() => undefined);
  try {
    const directory = await mapDirectory(scim, target);
    await directory.map(...MAPPED);
    await work(directory, target);
  } finally {
    await target.stop();
  }
}

function heldBy(target: ScriptedTarget, userName: string) {
  const found = [...target.resources.Users.values()].find((each) => each["userName"] === userName);
  expect(found).toBeDefined();
  return found ?? {};
}

const writesTo = (target: ScriptedTarget) => target.calls.filter(({ method }) => method !== "GET");

test("a new account gets elements by their type, attributes of extensions, lists and defaults", async () => {
  await withTarget(async ({ client, sync }, target) => {
    await client.make("/Users", user("ada@contoso.test", PERSON));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    expect(heldBy(target, "ada@contoso.test")).toMatchObject({
      schemas: expect.arrayContaining([OWN]),
      emails: expect.arrayContaining(PERSON.emails),
      addresses: PERSON.addresses,
      phoneNumbers: PERSON.phoneNumbers,
      title: "Staff",
      [OWN]: { badge: "17", shift: { name: "Ops" }, tags: ["blue", "red"] },
    });
    expect((await sync("initial")).counts).toMatchObject({ unchanged: 1 });
    expect(writesTo(target)).toHaveLength(1);
  });
});

test("a value that is gone is cleared, one that changes is replaced, and values of others stay", async () => {
  await withTarget(async ({ client, sync }, target) => {
    const { id } = await client.make("/Users", user("ada@contoso.test", { ...PERSON, title: "Lead" }));
    await sync();
    const held = heldBy(target, "ada@contoso.test");
    const own = { type: "other", value: "ada@other.example" };
    const emails = [...(Array.isArray(held["emails"]) ? held["emails"] : []), own];
    target.resources.Users.set(String(held["id"]), { ...held, emails, locale: "fr" });
    await client.patch(`/Users/${id}`, [
      { op: "remove", path: 'emails[type eq "home"]' },
      { op: "remove", path: "phoneNumbers" },
      { op: "replace", path: 'addresses[type eq "work"].locality', value: "Basel" },
      { op: "remove", path: `${ENTERPRISE}:employeeNumber` },
      { op: "remove", path: "title" },
      { op: "replace", path: "nickName", value: "green" },
    ]);
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    const after = heldBy(target, "ada@contoso.test");
    expect(after).toMatchObject({
      emails: [PERSON.emails[0], own],
      addresses: [{ type: "work", locality: "Basel", country: "CH" }],
      locale: "fr",
      // A default is for new accounts: the value that the account has stays.
      title: "Lead",
    });
    expect([after["phoneNumbers"] ?? [], after[OWN]]).toEqual([
      [],
      { shift: { name: "Ops" }, tags: ["green"] },
    ]);
    const sent = writesTo(target).length;
    await client.patch(`/Users/${id}`, [
      { op: "remove", path: "nickName" },
      { op: "remove", path: `${ENTERPRISE}:department` },
    ]);
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    const emptied = heldBy(target, "ada@contoso.test")[OWN] ?? {};
    expect(JSON.stringify(emptied)).not.toMatch(/green|Ops/);
    expect((await sync("initial")).counts).toMatchObject({ unchanged: 1 });
    expect(writesTo(target)).toHaveLength(sent + 1);
  });
});

test("an account that has the same values is adopted without a change, also where it shows a number", async () => {
  await withTarget(async ({ client, sync }, target) => {
    const account = {
      ...PERSON,
      id: "a1",
      userName: "ada@contoso.test",
      title: "Staff",
      [OWN]: { badge: 17, shift: { name: "Ops" }, tags: ["red", "blue"] },
    };
    target.resources.Users.set("a1", account);
    await client.make("/Users", user("ada@contoso.test", PERSON));
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect(writesTo(target)).toEqual([]);
  });
});
