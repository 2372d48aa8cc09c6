import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Script, ScriptedRefusal, ScriptedTarget, Shape } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** A new account that is refused for a part of its attributes is created with the others. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const withTarget = (
  script: Script,
  work: (directory: ProvisionedDirectory, target: ScriptedTarget) => Promise<void>,
  shape?: Shape,
) => withScriptedTarget(scim, script, work, shape);

const error = (status: number, detail?: string, scimType?: string): ScriptedRefusal => ({
  status,
  body: {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    ...(detail === undefined ? {} : { detail }),
    ...(scimType === undefined ? {} : { scimType }),
  },
});

const holds = (body: JsonObject, text: string) => JSON.stringify(body).includes(text);
const postsOf = ({ calls }: ScriptedTarget) => calls.filter(({ method }) => method === "POST").length;
const person = (name: string, rest: object = {}) =>
  user(name, {
    name: { givenName: "Given", familyName: "Family" },
    emails: [{ type: "work", value: `${name}@example.org` }],
    ...rest,
  });

/** Refuses the formatted name in every write, and a new account without an e-mail address. */
const refuseFormatted =
  (formatted: ScriptedRefusal, email: ScriptedRefusal): Script =>
  ({ method, body }) => {
    if (method === "GET") return undefined;
    if (holds(body, "formatted")) return formatted;
    return method === "POST" && body["emails"] === undefined ? email : undefined;
  };

test("an attribute that the answer names is left out at once, and then for everybody", () => {
  const script = refuseFormatted(
    error(400, "Attribute name.formatted is readOnly", "mutability"),
    error(400, "emails is required", "invalidValue"),
  );
  return withTarget(script, async ({ client, sync }, target) => {
    await client.make("/Users", person("ada"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    expect(postsOf(target)).toBe(2);
    await client.make("/Users", person("bo"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    expect(postsOf(target)).toBe(3);
    expect(target.resources.Users.size).toBe(2);
  });
});

test("a refusal without a word is narrowed down by halves, in a bounded number of calls", () =>
  withTarget(refuseFormatted(error(400), error(400)), async ({ client, sync }, target) => {
    await client.make("/Users", person("ada", { title: "Chief" }));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    expect(postsOf(target)).toBeLessThanOrEqual(20);
    const [held] = [...target.resources.Users.values()];
    expect(held).toMatchObject({ userName: "ada", title: "Chief", emails: [{ value: "ada@example.org" }] });
  }));

test("an answer that may have made the account is followed by no other POST", () =>
  withTarget(
    ({ method }) => (method === "POST" ? { status: 500 } : undefined),
    async ({ client, sync }, target) => {
      await client.make("/Users", person("ada"));
      await sync();
      expect(postsOf(target)).toBe(1);
    },
  ));

test("a target that creates nobody is asked a few times in a cycle, and each failure has its words", () =>
  withTarget(
    ({ method }) => (method === "POST" ? error(403, "you may not do this") : undefined),
    async ({ client, sync, admin, org, app }, target) => {
      for (let n = 0; n < 40; n += 1) await client.make("/Users", person(`user-${n}`));
      const { failed = 0, pending = 0 } = (await sync()).counts;
      // The others wait, because new accounts rest after too many failures.
      expect([failed >= 20, failed + pending]).toEqual([true, 40]);
      expect(postsOf(target)).toBeLessThanOrEqual(20);
      const path = `/api/v1/organizations/${org}/applications/${app}/log?status=failure&limit=200`;
      const { body } = await admin("GET", path);
      const told = body.items.map(
        ({ fault }: { fault: { params: { detail: string } } }) => fault.params.detail,
      );
      expect([told.length, new Set(told)]).toEqual([failed, new Set(["you may not do this"])]);
    },
  ));

test("a 403 that names an attribute refuses this attribute", () =>
  withTarget(
    ({ method, body }) =>
      method !== "GET" && holds(body, "Chief") ? error(403, "title may not be set") : undefined,
    async ({ client, sync }, target) => {
      await client.make("/Users", person("ada", { title: "Chief" }));
      expect((await sync()).counts).toMatchObject({ created: 1 });
      expect(postsOf(target)).toBe(2);
    },
  ));

/** Holds one telephone number of each person. */
const ONE_NUMBER =
  (target: () => ScriptedTarget): Script =>
  ({ method, id, body }) => {
    const phones = body["phoneNumbers"];
    if (method === "POST" && Array.isArray(phones) && phones.length > 1) return error(400, "one at most");
    const operations = body["Operations"];
    if (method !== "PATCH" || !Array.isArray(operations)) return undefined;
    const count = (op: string) =>
      JSON.stringify(operations).split(`"op":"${op}","path":"phoneNumbers`).length - 1;
    const held = target().resources.Users.get(id ?? "")?.["phoneNumbers"];
    const left = (Array.isArray(held) ? held.length : 0) - count("remove") + count("add");
    return left > 1 ? error(400, "one at most", "invalidValue") : undefined;
  };

test("a refused element is sent again once another element of its attribute has gone", async () => {
  let running: ScriptedTarget | undefined;
  await withTarget(
    ONE_NUMBER(() => running!),
    async ({ client, sync }, target) => {
      running = target;
      const phones = [
        { type: "work", value: "1" },
        { type: "mobile", value: "2" },
      ];
      const { id } = await client.make("/Users", person("ada", { phoneNumbers: phones }));
      await sync();
      target.calls.length = 0;
      await sync();
      expect(target.calls.filter(({ method }) => method !== "GET")).toEqual([]);
      await client.patch(`/Users/${id}`, [{ op: "remove", path: 'phoneNumbers[type eq "work"]' }]);
      await sync();
      const [held] = [...target.resources.Users.values()];
      expect(held?.["phoneNumbers"]).toMatchObject([{ type: "mobile", value: "2" }]);
    },
  );
});

test("a name that a hidden account of a leaver has is held under the leaver's name, and can be approved", async () => {
  let running: ScriptedTarget | undefined;
  const hidesInactive: Script = ({ method, endpoint, id, body, query }) => {
    if (endpoint !== "Users" || running === undefined) return undefined;
    const all = [...running.resources.Users.values()];
    const isTaken = all.some(({ userName }) => userName === body["userName"]);
    if (method === "POST" && isTaken) return error(409, "taken", "uniqueness");
    if (method !== "GET" || id !== undefined) return undefined;
    const wanted = /"(.*)"$/.exec(new URLSearchParams(query).get("filter") ?? "")?.[1];
    const Resources = all.filter(
      ({ active, userName }) => active !== false && (wanted === undefined || userName === wanted),
    );
    return { status: 200, body: { totalResults: Resources.length, Resources } };
  };
  await withTarget(hidesInactive, async ({ client, sync, admin, org, app, reasons, answer }, target) => {
    running = target;
    const dee = await client.make("/Users", person("dee"));
    await sync();
    await client.send("DELETE", `/Users/${dee.id}`);
    await sync();
    await client.make("/Users", person("dee"));
    expect((await sync()).counts).toMatchObject({ failed: 1 });
    const path = `/api/v1/organizations/${org}/applications/${app}/log?status=failure&limit=1`;
    expect((await admin("GET", path)).body.items[0].fault).toMatchObject({
      code: "target.value-of-leaver",
      params: { owner: "dee", id: dee.id },
    });
    target.calls.length = 0;
    await sync();
    const held = await sync();
    expect(held.counts).toMatchObject({ held: 1 });
    expect((await reasons(held.plan))["dee hold"]).toContain("hold.account-of-leaver");
    expect(postsOf(target)).toBe(0);
    expect(await answer(held.plan, "approved")).toBe(1);
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect([...target.resources.Users.values()]).toMatchObject([{ userName: "dee", active: true }]);
  });
});

test("a newcomer who was held for a taken id is not requested again by an initial cycle, unless something changes", async () => {
  let running: ScriptedTarget | undefined;
  const oneId: Script = ({ method, body }) =>
    method === "POST" && running !== undefined
      ? { status: 201, body: { ...body, id: [...running.resources.Users.keys()][0] ?? "" } }
      : undefined;
  await withTarget(oneId, async ({ client, sync }, target) => {
    await client.make("/Users", person("ada"));
    await sync();
    running = target;
    const bo = await client.make("/Users", person("bo"));
    expect((await sync()).counts).toMatchObject({ held: 1 });
    expect(postsOf(target)).toBe(2);
    expect((await sync("initial")).counts).toMatchObject({ held: 1 });
    expect(postsOf(target)).toBe(2);
    await client.patch(`/Users/${bo.id}`, [{ op: "replace", path: "title", value: "Chief" }]);
    expect((await sync()).counts).toMatchObject({ held: 1 });
    expect(postsOf(target)).toBe(3);
  });
});

test("an answer that shows an account of another name links the account that has the name sent", async () => {
  const guest = { id: "guest", userName: "guest", active: true };
  const shape: Shape = (resource, { method }) => (method === "POST" ? guest : resource);
  const work = async ({ client, sync }: ProvisionedDirectory, target: ScriptedTarget) => {
    target.resources.Users.set("guest", guest);
    const { id } = await client.make("/Users", person("ada"));
    expect((await sync()).counts).toMatchObject({ created: 1 });
    await client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
    expect((await sync()).counts).toMatchObject({ disabled: 1 });
    const held = [...target.resources.Users.values()].map(({ userName, active }) => ({ userName, active }));
    expect(held).toEqual([
      { userName: "guest", active: true },
      { userName: "ada", active: false },
    ]);
  };
  await withTarget(() => undefined, work, shape);
});

test("an answer that shows an account of another name links nothing while the target does not say more", async () => {
  const guest = { id: "guest", userName: "guest", active: true };
  let isAway = true;
  const shape: Shape = (resource, { method }) => (method === "POST" ? guest : resource);
  const script: Script = ({ method, query }) =>
    isAway && method === "GET" && query.includes("ada") ? { status: 500 } : undefined;
  const work = async ({ client, sync }: ProvisionedDirectory, target: ScriptedTarget) => {
    target.resources.Users.set("guest", guest);
    await sync();
    await client.make("/Users", person("ada"));
    isAway = true;
    const { counts } = await sync();
    expect(counts).not.toMatchObject({ created: 1 });
    isAway = false;
    for (let cycle = 0; cycle < 3; cycle += 1) await sync("initial");
    const names = [...target.resources.Users.values()].map(({ userName }) => userName);
    expect(names.filter((name) => name === "ada").length).toBeLessThanOrEqual(1);
    expect(target.resources.Users.get("guest")).toEqual(guest);
  };
  await withTarget(script, work, shape);
});
