import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOrganization } from "../../../src/app/organizations/create-organization.ts";
import { openAsOwner } from "../sign-in/browser.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

const namesOf = async (query: string) => {
  const { body } = await muster.call("GET", `/api/v1/organizations${query}`);
  return body.items.map(({ name }: { name: string }) => name);
};

test("an organization gets another name, which no other one has", async () => {
  const org = await muster.newOrganization("Nordwind");
  const rename = (body: object) => muster.call("PATCH", `/api/v1/organizations/${org}`, { body });
  const renamed = await rename({ name: "Nordwind Europe" });
  expect(renamed.body).toMatchObject({ name: "Nordwind Europe", softDeleteDays: 0 });
  expect((await rename({ softDeleteDays: 7 })).body).toMatchObject({
    name: "Nordwind Europe",
    softDeleteDays: 7,
  });
  const taken = await rename({ name: "fabrikam" });
  expect([taken.status, taken.body.code]).toEqual([409, "org.name-taken"]);
  expect((await rename({})).body.code).toBe("request.invalid");
  const audit = await muster.call("GET", `/api/v1/organizations/${org}/audit?category=organization`);
  expect(audit.body.items.map(({ detail }: { detail: object }) => detail)).toContainEqual({
    name: "Nordwind Europe",
    formerName: "Nordwind",
  });
});

test("of changes at the same moment, each says in the audit trail what it replaced", async () => {
  const org = await muster.newOrganization("Chain 0");
  const names = ["Chain 1", "Chain 2", "Chain 3", "Chain 4"];
  const answers = await Promise.all(
    names.map((name) => muster.call("PATCH", `/api/v1/organizations/${org}`, { body: { name } })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const { items } = (await muster.call("GET", `/api/v1/organizations/${org}/audit?activity=update`)).body;
  const steps = items.map(({ detail }: { detail: { formerName: string; name: string } }) => detail);
  expect(steps.map(({ formerName }: { formerName: string }) => formerName).sort()).toEqual(
    ["Chain 0", ...names].filter((name) => name !== namedNow(steps)).sort(),
  );
  expect(await namesOf(`?search=${org}`)).toEqual([namedNow(steps)]);
});

/** The name that no later change replaced. */
function namedNow(steps: readonly { readonly formerName: string; readonly name: string }[]) {
  return steps.find(({ name }) => !steps.some(({ formerName }) => formerName === name))?.name;
}

test("organizations are found by a part of the name or the id, as many as are asked for", async () => {
  expect(await namesOf("?search=CONT")).toEqual(["Contoso"]);
  expect(await namesOf(`?search=${muster.otherOrg}`)).toEqual(["Fabrikam"]);
  expect(await namesOf("?search=no%20such")).toEqual([]);
  expect(await namesOf("?limit=1")).toEqual(["Contoso"]);
});

test("the session of an instance administrator lists 100 organizations, and says that there are more", async () => {
  const browser = await openAsOwner(muster, "Ada");
  const before = (await browser.call("GET", "/api/v1/session")).body;
  expect([before.organizations.length < 100, before.hasMoreOrganizations]).toEqual([true, false]);
  const rows = Array.from({ length: 100 }, (_, at) => buildOrganization(muster.deps, { name: `Many ${at}` }));
  await muster.deps.store.commit(
    rows.map((row) => ({ op: "insert", table: "organization", row: { ...row } }) as const),
  );
  const { body } = await browser.call("GET", "/api/v1/session");
  expect([body.organizations.length, body.hasMoreOrganizations]).toEqual([100, true]);
});
