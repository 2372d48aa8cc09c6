import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { mapDirectory } from "./mapped-directory.ts";

/** Values of `Guid` and `RandomString` are drawn from the seed of the application, once for an object and an attribute. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const DRAWN = [
  { target: "nickName", kind: "expression", expression: "Guid()", apply: "always" },
  {
    target: "title",
    kind: "expression",
    expression: 'RandomString(12, 2, 0, 2, 2, "l1O0")',
    apply: "always",
  },
];

test("every cycle and every trial finds the values that were drawn first", async () => {
  const { app, org, client, sync, map, accountOf, admin, mapping } = await mapDirectory(scim);
  await client.make("/Users", user("ada@contoso.test", {}));
  await client.make("/Users", user("ben@contoso.test", {}));
  await map(...DRAWN);
  expect((await sync()).counts).toMatchObject({ created: 2 });
  const [ada, ben] = [await accountOf("ada@contoso.test"), await accountOf("ben@contoso.test")];
  expect(ada.nickName).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ada.title).toMatch(/^[^l1O0]{12}$/);
  expect([ben.nickName, ben.title]).not.toEqual([ada.nickName, ada.title]);
  expect((await sync("initial")).counts).toEqual({ evaluated: 2, unchanged: 2 });
  const tried = await admin("POST", `${mapping}/test`, { type: "user", find: "ada@contoso.test" });
  expect(tried.body.create).toMatchObject({ nickName: ada.nickName, title: ada.title });
  const shown = await admin("GET", `/api/v1/organizations/${org}/applications/${app}`);
  const row = await scim.deps.store.get("application", { org, id: app });
  expect(row?.seed).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(shown.body)).not.toContain(row?.seed);
});

test("two applications draw different values for one object", async () => {
  const first = await mapDirectory(scim);
  const { body } = await first.client.make("/Users", user("ada@contoso.test", {})).then(() =>
    first.admin("POST", `/api/v1/organizations/${first.org}/applications`, {
      name: "Other",
      config: { url: "https://target.example/scim" },
      secret: "a-secret-of-this-test",
    }),
  );
  const attributes = [
    { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
    ...DRAWN,
  ];
  const draw = async (app: string) => {
    const path = `/api/v1/organizations/${first.org}/applications/${app}/mapping/test`;
    const trial = { type: "user", find: "ada@contoso.test", mapping: { attributes } };
    return (await first.admin("POST", path, trial)).body.create;
  };
  const [here, there] = [await draw(first.app), await draw(body.appId)];
  expect([here.nickName === there.nickName, here.title === there.title]).toEqual([false, false]);
  expect(await draw(first.app)).toEqual(here);
});

test("a value stays when the application gets another name, mapping or secret", async () => {
  const { app, org, client, sync, map, accountOf, admin } = await mapDirectory(scim);
  await client.make("/Users", user("ada@contoso.test", {}));
  await map(...DRAWN);
  await sync();
  const { nickName } = await accountOf("ada@contoso.test");
  const path = `/api/v1/organizations/${org}/applications/${app}`;
  expect((await admin("PATCH", path, { name: "Renamed" })).status).toBe(200);
  await map(...DRAWN.slice(0, 1));
  expect((await sync()).counts).toMatchObject({ unchanged: 1 });
  expect((await accountOf("ada@contoso.test")).nickName).toBe(nickName);
});
