import { afterAll, beforeAll, expect, test } from "vitest";
import { startScriptedTarget } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { mapDirectory } from "./mapped-directory.ts";

/** Attributes whose values are made when they are sent. `test/journeys/write-only.test.ts` searches for traces of them. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const PASSWORD = {
  target: "password",
  kind: "expression",
  expression: "RandomString(16, 2, 1, 2, 2)",
  apply: "on-create",
  writeOnly: true,
};

test.each<[string, object, readonly (readonly [code: string, member: string])[]]>([
  ["at every change", { apply: "always" }, [["write-only-always", "apply"]]],
  ["to match by", { matching: 2 }, [["write-only-matching", "matching"]]],
  ["with a default", { defaultIfNull: "Welcome-2026" }, [["write-only-default", "defaultIfNull"]]],
  ["as a constant", { kind: "constant", value: "x", expression: undefined }, [["write-only-kind", "kind"]]],
  ["as a text", { writeOnly: "yes" }, [["write-only-invalid", "writeOnly"]]],
  ["in clear", { writeOnly: undefined }, [["write-only-required", "writeOnly"]]],
  [
    "in clear by its URN, with a value for everyone",
    {
      target: "urn:ietf:params:scim:schemas:core:2.0:User:Password",
      kind: "constant",
      ...{ value: "x", expression: undefined, writeOnly: false },
    },
    [["write-only-required", "writeOnly"]],
  ],
  ["as a choice", { expression: 'SelectUniqueValue("a", "b")' }, [["write-only-unique", "writeOnly"]]],
  [
    "as a reference that is always sent",
    { reference: "user", apply: "always" },
    [
      ["write-only-always", "apply"],
      ["write-only-reference", "reference"],
    ],
  ],
])("a write-only attribute %s is refused", async (_, change, expected) => {
  const { admin, mapping } = await mapDirectory(scim);
  const name = { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 };
  const attributes = [name, { ...PASSWORD, ...change }];
  const { status, body } = await admin("PUT", mapping, { user: { attributes } });
  expect(status).toBe(400);
  expect(body.errors.map(({ code, pointer }: Record<string, string>) => [code, pointer])).toEqual(
    expected.map(([code, member]) => [`mapping.${code}`, `/user/attributes/1/${member}`]),
  );
});

test("a plan names the attribute, an adopted account keeps its own, and a target may never show it", async () => {
  const target = await startScriptedTarget(
    () => undefined,
    ({ password: _, ...shown }) => shown,
  );
  try {
    const { client, map, plan, sync, reasons, admin } = await mapDirectory(scim, target);
    target.resources.Users.set("ben", { id: "ben", userName: "ben@contoso.test", password: "own" });
    await client.make("/Users", user("ada@contoso.test", {}));
    await client.make("/Users", user("ben@contoso.test", {}));
    await map(PASSWORD);
    const made = await plan();
    const chains = await reasons(made);
    expect(chains["ada@contoso.test create"]).toContain("change.made-when-sent");
    expect(chains["ben@contoso.test adopt"]).not.toContain("change.made-when-sent");
    const { body } = await admin("GET", `/api/v1/plans/${made}/decisions`);
    expect(JSON.stringify(body)).not.toMatch(/"path":"password","(?:from|to)"/);
    expect((await sync()).counts).toMatchObject({ created: 1, adopted: 1 });
    const passwords = [...target.resources.Users.values()].map((each) => String(each["password"]));
    expect(passwords.map((each) => each.length)).toEqual([3, 16]);
    // Nothing of it is remembered as refused, and nothing is sent again.
    expect((await sync("initial")).counts).toEqual({ evaluated: 2, unchanged: 2 });
    const writes = target.calls.filter(({ method }) => method !== "GET");
    expect(writes.map(({ method }) => method)).toEqual(["POST"]);
  } finally {
    await target.stop();
  }
});

test("a refused attribute that only new accounts get is said to be lost, and is not sent again", async () => {
  const target = await startScriptedTarget(({ body }) => {
    const refused = ["password", "nickName"].find((path) => JSON.stringify(body ?? "").includes(`"${path}"`));
    return refused === undefined
      ? undefined
      : { status: 400, body: { status: "400", scimType: "invalidPath", detail: `${refused}: not accepted` } };
  });
  try {
    const { client, map, sync, admin, org, app } = await mapDirectory(scim, target);
    await client.make("/Users", user("ada@contoso.test", { nickName: "Ada", title: "Engineer" }));
    await map(
      PASSWORD,
      { target: "nickName", kind: "direct", source: "nickName", apply: "on-create" },
      { target: "title", kind: "direct", source: "title", apply: "always" },
    );
    expect((await sync()).counts).toMatchObject({ created: 1 });
    const { body } = await admin("GET", `/api/v1/organizations/${org}/applications/${app}/log`);
    const lines: readonly { reasons: readonly { code: string; params: object }[] }[] = body.items;
    const refused = lines.flatMap(({ reasons }) => reasons).filter(({ code }) => code.startsWith("refused."));
    expect(refused.map(({ code, params }) => [code, Object(params).path]).sort()).toEqual([
      ["refused.attribute-on-create", "nickName"],
      ["refused.attribute-on-create", "password"],
    ]);
    const sent = target.calls.length;
    await map({ target: "title", kind: "direct", source: "title", apply: "always" }, PASSWORD);
    await sync("initial");
    const later = target.calls.slice(sent).map((call) => JSON.stringify(call.body ?? ""));
    expect(later.join()).not.toMatch(/password|nickName/);
  } finally {
    await target.stop();
  }
});

await overEveryStore((under) => {
  test("an attribute that becomes write-only loses the values that were stored of it", async () => {
    const place = await under.newPlace();
    const server = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
    const target = await startScriptedTarget(({ body }) =>
      JSON.stringify(body ?? "").includes("refused-3")
        ? { status: 400, body: { status: "400", scimType: "invalidValue", detail: "password: not accepted" } }
        : undefined,
    );
    try {
      const { client, map, plan, sync, org, app } = await mapDirectory(server, target);
      for (const [at, nickName] of ["first-1", "second-2", "refused-3"].entries())
        await client.make("/Users", user(`user-${at}@contoso.test`, { nickName }));
      const title = { target: "title", kind: "direct", source: "userName", apply: "always" };
      await map({ target: "nickName", kind: "direct", source: "nickName", apply: "always" }, title);
      await sync();
      const stored = async () => {
        const links = await server.deps.store.page("link", { where: { org, app }, limit: 9 });
        const refusals = await server.deps.store.page("target_refusal", { where: { org, app }, limit: 9 });
        return JSON.stringify([links, refusals]);
      };
      expect(await stored()).toMatch(/first-1.*second-2.*refused-3/s);
      await map({ ...PASSWORD, target: "nickName" }, title);
      await plan();
      expect(await stored()).not.toMatch(/first-1|second-2|refused-3/);
      expect((await stored()).split("user-1@contoso.test").length).toBeGreaterThan(2);
      expect((await sync()).counts).toMatchObject({ unchanged: 3 });
      expect(target.resources.Users.size).toBe(3);
    } finally {
      await target.stop();
      await server.close();
    }
  });
});
