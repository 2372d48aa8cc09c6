import { afterAll, beforeAll, expect, test } from "vitest";
import { startScriptedTarget } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { mapDirectory } from "./mapped-directory.ts";

/** `Redact` uses a value and shows a mark in its place; `DefaultDomain` is a setting of the application. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const redacted = (target: string, source: string) => ({
  ...{ target, kind: "expression", expression: `Redact([${source}])`, apply: "always" },
});

test("a redacted value is sent and compared, and no plan, log or record shows it", async () => {
  const target = await startScriptedTarget(() => undefined);
  try {
    const { client, org, app, admin, map, plan, sync } = await mapDirectory(scim, target);
    const made = await client.make(
      "/Users",
      user("ada@contoso.test", { nickName: "Xanthippe", title: "One" }),
    );
    await map(redacted("nickName", "nickName"), redacted("urn:example:User:pin", "title"), {
      target: "title",
      kind: "direct",
      source: "title",
      apply: "always",
    });
    const at = `/api/v1/organizations/${org}/applications/${app}`;
    const shown: string[] = [];
    const show = async (path: string) => {
      const { status, body } = await admin("GET", path);
      expect([path, status]).toEqual([path, 200]);
      shown.push(JSON.stringify(body));
      return body;
    };
    const created = await show(`/api/v1/plans/${await plan()}/decisions`);
    expect(created.items[0].changes).toContainEqual({ path: "nickName", from: null, to: "[redacted]" });
    expect(created.items[0].changes).toContainEqual({ path: "title", from: null, to: "One" });
    expect((await sync()).counts).toMatchObject({ created: 1 });
    await client.patch(`/Users/${made.id}`, [{ op: "replace", path: "nickName", value: "Bathsheba" }]);
    const { counts, plan: second } = await sync();
    expect(counts).toMatchObject({ updated: 1 });
    const updated = await show(`/api/v1/plans/${second}/decisions`);
    expect(updated.items[0].changes).toEqual([{ path: "nickName", from: "[redacted]", to: "[redacted]" }]);
    expect((await sync("initial")).counts).toMatchObject({ unchanged: 1 });
    const [held] = [...target.resources.Users.values()];
    expect(held).toMatchObject({ nickName: "Bathsheba", "urn:example:User": { pin: "One" } });
    await show(`${at}/exchanges?limit=500`);
    await show(`${at}/log?limit=500`);
    await show(`${at}/why?type=user&find=ada@contoso.test`);
    expect(shown.join("\n")).toContain("POST");
    for (const value of ["Xanthippe", "Bathsheba"]) expect(shown.join("\n")).not.toContain(value);
  } finally {
    await target.stop();
  }
});

test("a redacted attribute cannot find accounts, and is not searched for a free value", async () => {
  const { admin, mapping } = await mapDirectory(scim);
  const choice = { ...redacted("title", "title"), apply: "on-create" };
  const attributes = [
    { ...redacted("userName", "userName"), matching: 1 },
    { ...choice, expression: 'SelectUniqueValue([title], Redact(Append([title], "2")))' },
  ];
  const { status, body } = await admin("PUT", mapping, { user: { attributes } });
  const errors = body.errors.map(({ code, pointer }: Record<string, string>) => [code, pointer]);
  expect([status, ...errors]).toEqual([
    400,
    ["mapping.redact-matching", "/user/attributes/0/matching"],
    ["mapping.redact-unique", "/user/attributes/1/expression"],
  ]);
});

test("people are held until the default domain is set, and a changed domain is a plan", async () => {
  const { client, org, app, admin, map, sync, plan, reasons, accountOf, mapping } = await mapDirectory(scim);
  await client.make("/Users", user("ada@contoso.test", { nickName: "ada" }));
  const expression = 'Join("@", [nickName], DefaultDomain())';
  await map({ target: "title", kind: "expression", expression, apply: "always" });
  expect((await reasons(await plan()))["ada@contoso.test hold"]).toContain("hold.default-domain-missing");
  expect((await sync()).counts).toMatchObject({ held: 1 });
  const tried = await admin("POST", `${mapping}/test`, { type: "user", find: "ada@contoso.test" });
  expect(tried.body.problems).toEqual([{ code: "hold.default-domain-missing", params: { path: "title" } }]);
  const set = (defaultDomain: string) =>
    admin("PATCH", `/api/v1/organizations/${org}/applications/${app}/settings`, {
      settings: { defaultDomain },
    });
  const refused = await set("not a domain");
  expect([refused.status, refused.body.errors[0].code]).toEqual([400, "setting.not-a-domain"]);
  expect((await set("contoso.test")).status).toBe(200);
  expect((await sync()).counts).toMatchObject({ created: 1 });
  expect((await accountOf("ada@contoso.test")).title).toBe("ada@contoso.test");
  expect((await set("fabrikam.test")).status).toBe(200);
  expect((await sync()).counts).toMatchObject({ updated: 1 });
  expect((await accountOf("ada@contoso.test")).title).toBe("ada@fabrikam.test");
  const path = `/api/v1/organizations/${org}/expressions/evaluate`;
  const evaluated = await admin("POST", path, { expression: "DefaultDomain()" });
  expect(evaluated.body).toMatchObject({ value: null, note: { code: "mapping.default-domain-unknown" } });
});
