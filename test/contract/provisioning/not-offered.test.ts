import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import { type ScriptedTraits, startScriptedTarget } from "../../targets/scripted-target.ts";
import { ENTERPRISE_URN, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Targets whose discovery lists less than the mapping writes, or that hide a part of what they hold. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const USER_URN = "urn:ietf:params:scim:schemas:core:2.0:User";
const DEPARTMENT = `${ENTERPRISE_URN}:department`;
const LISTED =
  "userName active displayName title name emails phoneNumbers addresses preferredLanguage userType";

/** Schemas without the enterprise extension; some attributes are not shown by reads. */
function schemasWith(hidden: Readonly<Record<string, string>> = {}): JsonObject {
  const attributes = LISTED.split(" ").map((name) => ({ name, returned: hidden[name] ?? "default" }));
  return { totalResults: 1, Resources: [{ id: USER_URN, attributes }] };
}

function without(name: string) {
  return (resource: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(resource).filter(([each]) => each !== name));
}

type Scripted = Awaited<ReturnType<typeof startScriptedTarget>>;

async function withTarget(
  { show, ...traits }: ScriptedTraits & { readonly show?: (resource: JsonObject) => JsonObject },
  work: (directory: ProvisionedDirectory, target: Scripted) => Promise<void>,
): Promise<void> {
  const target = await startScriptedTarget(() => undefined, show, {
    documents: { Schemas: schemasWith() },
    ...traits,
  });
  try {
    await work(await provisionDirectory(scim, target), target);
  } finally {
    await target.stop();
  }
}

const patches = ({ calls }: Scripted) =>
  calls.filter(({ method }) => method === "PATCH").map(({ body }) => JSON.stringify(body["Operations"]));
const withDepartment = (name: string) => user(name, { [ENTERPRISE_URN]: { department: "R&D" } });
const setDepartment = (value: string) => [{ op: "replace", path: DEPARTMENT, value }];

async function readNotes({ admin }: ProvisionedDirectory, plan: string) {
  const { body } = await admin("GET", `/api/v1/plans/${plan}`);
  return body.notes.filter(({ code }: { code: string }) => code === "plan.not-offered");
}

async function readFaults({ admin, org, app }: ProvisionedDirectory) {
  const path = `/api/v1/organizations/${org}/applications/${app}/log?status=failure&limit=200`;
  const { body } = await admin("GET", path);
  return body.items
    .map((line: { name: string; fault: { code: string } }) => `${line.name} ${line.fault.code}`)
    .sort();
}

/** The notes of a test that are about attributes of the mapping. */
async function readTest({ admin, org, app }: ProvisionedDirectory) {
  const { body } = await admin("POST", `/api/v1/organizations/${org}/applications/${app}/test`);
  const notes = body.notes.filter(({ code }: { code: string }) => code.startsWith("target."));
  return {
    notes: notes.map(({ code, params }: { code: string; params: object }) => [code, params]),
    refused: body.refused,
  };
}

test("an extension that is neither listed nor kept is counted, tried with new accounts alone, and named", () =>
  withTarget({ keep: without(ENTERPRISE_URN) }, async (directory, target) => {
    const { client, plan, sync } = directory;
    const ada = await client.make("/Users", withDepartment("ada"));
    await client.make("/Users", withDepartment("bo"));
    const cy = await client.make("/Users", user("cy", { title: "Clerk" }));
    expect(await readNotes(directory, await plan())).toEqual([
      { code: "plan.not-offered", params: { attribute: DEPARTMENT, count: 2 } },
    ]);
    expect((await sync()).counts).toMatchObject({ created: 3 });
    expect(await readFaults(directory)).toEqual(["ada target.not-kept", "bo target.not-kept"]);

    await client.patch(`/Users/${ada.id}`, setDepartment("Ops"));
    await client.patch(`/Users/${cy.id}`, [
      ...setDepartment("Ops"),
      { op: "replace", path: "title", value: "Chief" },
    ]);
    const { counts, plan: made } = await sync();
    expect(counts).toMatchObject({ evaluated: 2, updated: 1, failed: 1 });
    expect(await readNotes(directory, made)).toEqual([
      { code: "plan.not-offered", params: { attribute: DEPARTMENT, count: 2 } },
    ]);
    expect(patches(target)).toHaveLength(1);
    expect(patches(target)[0]).toContain("Chief");
    expect(patches(target)[0]).not.toContain("Ops");
    expect(await readFaults(directory)).toEqual([
      ...["ada target.not-kept", "ada target.not-offered"],
      ...["bo target.not-kept", "cy target.not-offered"],
    ]);
    expect((await sync("initial")).counts).toEqual({ evaluated: 3, unchanged: 3 });
    expect(patches(target)).toHaveLength(1);

    const { notes, refused } = await readTest(directory);
    expect(notes).toEqual([["target.attributes-not-offered", { attributes: ENTERPRISE_URN }]]);
    expect(refused[0].path).toBe(DEPARTMENT);
    expect(refused.map(({ code, objects }: { code: string; objects: number }) => [code, objects])).toEqual([
      ["target.not-offered", 2],
      ["target.not-kept", 1],
    ]);
  }));

test("an attribute that is not listed is sent with changes once a new account kept it", () =>
  withTarget({}, async (directory, target) => {
    const { client, sync } = directory;
    const ada = await client.make("/Users", user("ada"));
    await sync();
    await client.patch(`/Users/${ada.id}`, setDepartment("Ops"));
    expect((await sync()).counts).toMatchObject({ failed: 1 });
    expect(await readFaults(directory)).toEqual(["ada target.not-offered"]);
    await client.make("/Users", withDepartment("bo"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    // The value that was in doubt is sent at the next look at all objects.
    expect((await sync("initial")).counts).toMatchObject({ updated: 1 });
    const held = [...target.resources.Users.values()].find(({ userName }) => userName === "ada");
    expect(held?.[ENTERPRISE_URN]).toEqual({ department: "Ops" });
    await client.patch(`/Users/${ada.id}`, setDepartment("Sales"));
    const { counts, plan } = await sync();
    expect([counts["updated"], await readNotes(directory, plan)]).toEqual([1, []]);
  }));

test("a test names the attributes of the mapping that the target hides, by its word or by its answers", () => {
  const show = (resource: JsonObject) => without("title")(without("preferredLanguage")(resource));
  const documents = { Schemas: schemasWith({ preferredLanguage: "request" }) };
  return withTarget({ show, documents }, async (directory) => {
    await directory.client.make("/Users", user("ada", { preferredLanguage: "en" }));
    expect((await directory.sync()).counts).toMatchObject({ created: 1 });
    // The target says that it does not show the language, so its absence is no sign that it was dropped.
    expect(await readFaults(directory)).toEqual([]);
    const { store } = scim.deps;
    const { org, app } = directory;
    const [link] = await store.page("link", { where: { org, app }, limit: 1 });
    const projected = { ...link!.projected, title: "Clerk" };
    await store.commit([
      { op: "update", table: "link", key: { org, app, object: link!.object }, set: { projected } },
    ]);
    expect((await readTest(directory)).notes).toEqual([
      ["target.attributes-not-offered", { attributes: ENTERPRISE_URN }],
      ["target.attributes-hidden", { attributes: "preferredLanguage" }],
      ["target.attributes-not-shown", { attributes: "title" }],
    ]);
  });
});
