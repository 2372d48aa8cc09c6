import { afterAll, beforeAll, expect, test } from "vitest";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { createRunner } from "../cli/runner.ts";
import { type ProvisionedDirectory, provisionDirectory } from "../provisioning/provisioned-directory.ts";
import { type ScimServer, startScimServer, USER_URN } from "../scim/server.ts";

/** What other mappings and scoping filters would do, and the answers to the holds that they lead to. */

const SALES = [{ clauses: [{ attribute: "title", operator: "EQUALS", value: "Sales" }] }];
let scim: ScimServer;
let target: Awaited<ReturnType<typeof startScimmyTarget>>;
let directory: ProvisionedDirectory;
let token: string;
beforeAll(async () => {
  [scim, target] = await Promise.all([startScimServer(), startScimmyTarget()]);
  directory = await provisionDirectory(scim, target);
  for (let at = 0; at < 9; at += 1) {
    const title = at === 0 ? "Sales" : `Desk ${at}`;
    await directory.client.make("/Users", { schemas: [USER_URN], userName: `u${at}@contoso.test`, title });
  }
  await directory.sync();
  token = await scim.token(directory.org, "generic", "cli", "organization-admin");
});
afterAll(async () => {
  await scim.close();
  await target.stop();
});

const at = (path: string) => `/api/v1/organizations/${directory.org}/applications/${directory.app}${path}`;
const call = (method: string, path: string, body?: object) => directory.admin(method, at(path), body);

test("a mapping is counted against the accounts before it is stored, attribute by attribute", async () => {
  const { body } = await call("GET", "/mapping");
  const stored: { target: string }[] = body.mappings.user.attributes;
  const count = async (attributes: readonly object[]) =>
    (await call("POST", "/mapping/preview", { type: "user", mapping: { attributes } })).body;
  expect(await count(stored)).toEqual({ accounts: 9, attributes: [], problems: 0 });
  const title = {
    target: "title",
    kind: "expression",
    expression: 'Replace([jobTitle], "Sales", , , "Vente", , )',
  };
  const others = stored.filter((each) => each.target !== "title");
  const changed = [...others, { ...title, apply: "always" }];
  expect((await count(changed)).attributes).toEqual([{ path: "title", changed: 1 }]);
  const upper = { target: "title", kind: "expression", expression: "ToUpper([jobTitle])", apply: "always" };
  const nick = { target: "nickName", kind: "constant", value: "x", apply: "on-create" };
  expect((await count([...others, upper, nick])).attributes).toEqual([{ path: "title", changed: 9 }]);
  // An attribute that is not mapped any more stays as it is in the accounts.
  expect((await count(others)).attributes).toEqual([]);
  const broken = await call("POST", "/mapping/preview", {
    type: "user",
    mapping: { attributes: [...others, { ...upper, expression: "ToUpper(" }] },
  });
  expect([broken.status, broken.body.errors[0].pointer]).toEqual([
    400,
    `/user/attributes/${others.length}/expression`,
  ]);
  const mapping = body.mappings.group;
  expect((await call("POST", "/mapping/preview", { type: "user", mapping })).status).toBe(400);
  const file = new Map([["m.json", JSON.stringify({ user: { attributes: changed } })]]);
  const env = () => ({ MUSTER_URL: scim.url, MUSTER_TOKEN: token, MUSTER_ORG: directory.org });
  const { stdout } = await createRunner(env, undefined, file).run(
    "mapping",
    "preview",
    "Target",
    "--file",
    "m.json",
  );
  expect(stdout).toBe("title: 1 of 9 change\n");
});

test("the functions of the language are listed with their help", async () => {
  const { body } = await directory.admin(
    "GET",
    `/api/v1/organizations/${directory.org}/expressions/functions`,
  );
  expect(body.items.length).toBeGreaterThan(40);
  expect(body.items).toContainEqual({
    name: "ToUpper",
    signature: "ToUpper(source, culture?)",
    summary: { code: "function.ToUpper", params: {} },
  });
});

test("scoping filters are counted before they are saved, and two editors do not overwrite each other", async () => {
  const { body: before } = await call("GET", "/scope");
  expect(before.operators).toContainEqual({ operator: "IS NULL", value: "none" });
  const preview = (await call("POST", "/scope/preview", { filters: SALES })).body;
  expect(preview).toMatchObject({ before: 9, after: 1, entering: 0, leaving: 8, losing: 8 });
  expect(preview.names).toContain("u1@contoso.test");
  const { run } = createRunner(() => ({
    MUSTER_URL: scim.url,
    MUSTER_TOKEN: token,
    MUSTER_ORG: directory.org,
  }));
  const shown = await run("scope", "preview", "Target", "--filter", 'title EQUALS "Sales"');
  expect(shown.stdout).toContain("8 of those who leave have an account and lose access.");
  const wrong = await call("POST", "/scope/preview", { filters: ['titel EQUALS "x"'] });
  expect([wrong.status, wrong.body.code]).toEqual([400, "app.scope-invalid"]);
  const saved = await call("PUT", "/scope", { user: { filters: SALES }, version: before.version });
  expect([saved.status, saved.body.version]).toEqual([200, before.version + 1]);
  const late = await call("PUT", "/scope", { user: null, version: before.version });
  expect([late.status, late.body.code]).toEqual([409, "app.changed-meanwhile"]);
  expect((await call("POST", "/scope/preview", { filters: [] })).body).toMatchObject({
    before: 1,
    after: 9,
    entering: 8,
    losing: 0,
    names: [],
  });
});

test("an answer to a hold is shown with the decision and with the object that waits", async () => {
  const plan = await directory.plan();
  const list = async () =>
    (await directory.admin("GET", `/api/v1/plans/${plan}/decisions?verb=hold`)).body.items;
  const [first, second] = await list();
  expect([first.answerable, first.answer]).toEqual([true, null]);
  const answer = { answer: "approved", objects: [first.objectId], expiresInHours: 1 };
  expect((await directory.admin("POST", `/api/v1/plans/${plan}/holds`, answer)).body).toEqual({
    answered: 1,
  });
  const [after, other] = await list();
  expect(after.answer).toMatchObject({ answer: "approved", by: expect.stringMatching(/^token:/) });
  expect(Date.parse(after.answer.expiresAt) - Date.parse(after.answer.at)).toBe(3_600_000);
  expect([other.objectId, other.answer]).toEqual([second.objectId, null]);
  await directory.admin("POST", `/api/v1/plans/${plan}/apply`, {});
  await expect.poll(async () => (await call("GET", "/waiting")).body.items.length).toBe(8);
  const waiting = (await call("GET", "/waiting")).body.items as { objectId: string; answer: object | null }[];
  const answered = waiting.filter((each) => each.answer !== null);
  expect(answered).toMatchObject([{ objectId: first.objectId, answer: { answer: "approved" } }]);
});
