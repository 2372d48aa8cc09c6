import { afterAll, beforeAll, expect, test } from "vitest";
import { startScriptedTarget } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type MappedDirectory, mapDirectory } from "./mapped-directory.ts";

/** `SelectUniqueValue` chooses, for a new account, the first of several values that no account has. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const CHOICE = {
  target: "nickName",
  kind: "expression",
  expression:
    'SelectUniqueValue([givenName], Append([givenName], "2"), Append([givenName], "3"), Append([givenName], "4"))',
  apply: "on-create",
};

const named = (userName: string, givenName: string) => user(userName, { name: { givenName } });

async function nickNames({ target }: MappedDirectory): Promise<Readonly<Record<string, string>>> {
  const { body } = await target.get("/Users");
  return Object.fromEntries(
    body.Resources.map((each: { userName: string; nickName: string }) => [each.userName, each.nickName]),
  );
}

async function decisionsOf({ admin }: MappedDirectory, plan: string) {
  const { body } = await admin("GET", `/api/v1/plans/${plan}/decisions`);
  return body.items.map(({ name, verb, reasons, changes }: Record<string, unknown>) => ({
    name,
    verb,
    reasons,
    changes,
  }));
}

test("newcomers of one plan get different values, always the same ones, and a held one waits for a free value", async () => {
  const directory = await mapDirectory(scim);
  const { client, target, sync, plan, map } = directory;
  const taken = await target.make("/Users", user("other@contoso.test", { nickName: "ADA" }));
  for (const at of [1, 2, 3, 4]) await client.make("/Users", named(`ada${at}@contoso.test`, "Ada"));
  await map(CHOICE);
  const [first, second] = [
    await decisionsOf(directory, await plan()),
    await decisionsOf(directory, await plan()),
  ];
  expect(first).toEqual(second);
  const held = first.filter(({ verb }: { verb: string }) => verb === "hold");
  expect(held).toHaveLength(1);
  expect(held[0].reasons.at(-1)).toEqual({
    code: "hold.no-unique-value",
    params: { path: "nickName", values: "Ada, Ada2, Ada3, Ada4" },
  });
  expect((await sync()).counts).toMatchObject({ created: 3, held: 1 });
  const made = await nickNames(directory);
  expect(Object.values(made).sort()).toEqual(["ADA", "Ada2", "Ada3", "Ada4"]);
  expect((await sync("initial")).counts).toMatchObject({ unchanged: 3, held: 1 });
  await target.patch(`/Users/${taken.id}`, [{ op: "replace", path: "nickName", value: "Bea" }]);
  expect((await sync()).counts).toMatchObject({ created: 1 });
  expect(Object.values(await nickNames(directory)).sort()).toEqual(["Ada", "Ada2", "Ada3", "Ada4", "Bea"]);
  expect((await sync("initial")).counts).toEqual({ evaluated: 4, unchanged: 4 });
});

test("many newcomers are compared with one listing of the target, without a search for each", async () => {
  const target = await startScriptedTarget(() => undefined);
  try {
    const directory = await mapDirectory(scim, target);
    const { client, change, sync, map } = directory;
    target.resources.Users.set("a", { id: "a", userName: "other@contoso.test", nickName: "Ada" });
    for (const at of [1, 2, 3]) await client.make("/Users", named(`ada${at}@contoso.test`, "Ada"));
    await map(CHOICE);
    await change({ listOverUnlinked: 1 });
    expect((await sync()).counts).toMatchObject({ created: 3 });
    const searches = target.calls.filter(({ query }) => query.includes("filter=nickName"));
    expect(searches).toEqual([]);
    const made = [...target.resources.Users.values()].map((each) => each["nickName"]).sort();
    expect(made).toEqual(["Ada", "Ada2", "Ada3", "Ada4"]);
  } finally {
    await target.stop();
  }
});

test("a value that Muster wrote is taken, also where the target does not show it in a search", async () => {
  const isSearch = (query: string) => query.includes("filter=nickName");
  const target = await startScriptedTarget(({ method, query }) =>
    method === "GET" && isSearch(query)
      ? { status: 200, body: { totalResults: 0, Resources: [] } }
      : undefined,
  );
  try {
    const { client, sync, map } = await mapDirectory(scim, target);
    await map(CHOICE);
    await client.make("/Users", named("ada1@contoso.test", "Ada"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    await client.make("/Users", named("ada2@contoso.test", "Ada"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    expect([...target.resources.Users.values()].map((each) => each["nickName"])).toEqual(["Ada", "Ada2"]);
    // The first value is known to be taken and is not searched; the others are searched once each.
    expect(target.calls.filter(({ query }) => isSearch(query))).toHaveLength(2);
  } finally {
    await target.stop();
  }
});

test("a newcomer waits when the target does not answer the search, and an adopted account keeps its value", async () => {
  const directory = await mapDirectory(scim);
  const { client, target, sync, map, accountOf } = directory;
  await target.make("/Users", user("ada@contoso.test", { nickName: "Countess" }));
  await client.make("/Users", named("ada@contoso.test", "Ada"));
  await map(CHOICE);
  expect((await sync()).counts).toMatchObject({ adopted: 1 });
  expect((await accountOf("ada@contoso.test")).nickName).toBe("Countess");

  const silent = await startScriptedTarget(({ method, query }) =>
    method === "GET" && query.includes("filter=nickName")
      ? { status: 400, scimType: "invalidFilter" }
      : undefined,
  );
  try {
    const waiting = await mapDirectory(scim, silent);
    await waiting.client.make("/Users", named("ada@contoso.test", "Ada"));
    await waiting.map(CHOICE);
    const { counts, plan } = await waiting.sync();
    expect(counts).toMatchObject({ pending: 1 });
    expect((await waiting.reasons(plan))["ada@contoso.test pending"]).toContain("pending.match-failed");
    expect(silent.resources.Users.size).toBe(0);
  } finally {
    await silent.stop();
  }
});

test("a mapping that could not keep its promise is refused, and trials say what a plan may change", async () => {
  const { client, admin, mapping, map, org } = await mapDirectory(scim);
  const put = (...attributes: readonly object[]) => admin("PUT", mapping, { user: { attributes } });
  const refused = await put({ ...CHOICE, target: "userName", apply: "always", matching: 1 });
  expect(refused.status).toBe(400);
  expect(
    refused.body.errors.map(({ code, pointer }: { code: string; pointer: string }) => [code, pointer]),
  ).toEqual([
    ["mapping.unique-value-always", "/user/attributes/0/apply"],
    ["mapping.unique-value-matching", "/user/attributes/0/matching"],
  ]);
  for (const { detail } of refused.body.errors) expect(detail ?? "text").not.toBe("");
  await map(CHOICE);
  await client.make("/Users", named("ada@contoso.test", "Ada"));
  const tried = await admin("POST", `${mapping}/test`, { type: "user", find: "ada@contoso.test" });
  expect(tried.body.attributes.find(({ target }: { target: string }) => target === "nickName")).toMatchObject(
    {
      value: "Ada",
      note: { code: "mapping.first-of-choices", params: { count: 4 } },
    },
  );
  const path = `/api/v1/organizations/${org}/expressions/evaluate`;
  const evaluated = await admin("POST", path, {
    expression: CHOICE.expression,
    values: { givenName: "Bea" },
  });
  expect(evaluated.body).toMatchObject({ value: "Bea", note: { params: { count: 4 } } });
});
