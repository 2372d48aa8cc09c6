import { afterAll, beforeAll, expect, test } from "vitest";
import { isObject, type JsonObject } from "../../../src/core/json.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** A target that keeps texts in its own spelling is in step as long as it shows what it made of Muster's values. */

let scim: ScimServer;
let target: ScriptedTarget;
let directory: ProvisionedDirectory;
let path: string;
/** False for a time in which the target answers to changes without showing the account. */
let isShowing = true;
const ids = new Map<string, string>();

/** Trims and lower-cases given names, and numbers titles in its own way. */
function keep(resource: JsonObject): JsonObject {
  const { name, title } = resource;
  const given = isObject(name ?? null) && isObject(name) ? String(name["givenName"] ?? "") : "";
  return {
    ...resource,
    ...(given === "" ? {} : { name: { ...(name as JsonObject), givenName: given.toLowerCase() } }),
    ...(typeof title === "string" ? { title: `#${title.length}` } : {}),
  };
}

const person = (name: string, title = "Engineer") => ({
  ...user(name),
  name: { givenName: name.toUpperCase(), familyName: "Ray" },
  title,
});

async function reconcile(body: object = {}) {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const begun = await directory.admin("POST", `${path}/reconcile`, body);
    if (begun.status === 202) {
      await ended(begun.body.cycleId);
      return (await directory.admin("GET", `${path}/reconciliation`)).body;
    }
    await scim.deps.env.sleep(25);
  }
  throw new Error("the application stays busy");
}

async function ended(cycle: string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { body } = await directory.admin("GET", `/api/v1/cycles/${cycle}`);
    if (body.endedAt !== null) return;
    await scim.deps.env.sleep(25);
  }
  throw new Error("the cycle does not end");
}

const writes = () => target.calls.filter(({ method }) => method !== "GET").length;
const sums = (found: { attributes: { path: string; differing: number; spelt: number }[] }) =>
  Object.fromEntries(found.attributes.map((each) => [each.path, [each.differing, each.spelt]]));

await overEveryStore((under) => {
  beforeAll(async () => {
    isShowing = true;
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
    // Without the account in it, an answer to a PATCH is as good as one with status 204.
    const shape = (resource: JsonObject, { method }: { method: string }) =>
      isShowing || method !== "PATCH" ? resource : { id: resource["id"] ?? "", meta: {} };
    target = await startScriptedTarget(() => undefined, shape, { keep });
    directory = await provisionDirectory(scim, target);
    path = `/api/v1/organizations/${directory.org}/applications/${directory.app}`;
    for (const name of ["ada", "ben", "cyd"])
      ids.set(name, (await directory.client.make("/Users", person(name))).id);
    await directory.sync();
  });
  afterAll(() => Promise.all([scim.close(), target.stop()]));

  test("what a create was seen to give is no difference, and is summed up by attribute", async () => {
    const sent = writes();
    const found = await reconcile({ correct: true });
    expect(found).toMatchObject({ linked: 3, drifted: 0, drift: [] });
    expect(sums(found)).toEqual({ "name.givenName": [0, 3], title: [0, 3] });
    expect(writes()).toBe(sent);
    const { body } = await directory.admin("POST", `${path}/test`);
    const attributes = "name.givenName (3), title (3)";
    expect(body.notes).toContainEqual({ code: "target.values-spelt", params: { attributes, accounts: 3 } });
  });

  test("a value that somebody else changed is a difference, beside spelt ones", async () => {
    await directory.target.patch(`/Users/${await directory.accountId("ada")}`, [
      { op: "replace", path: "title", value: "abc" },
    ]);
    const found = await reconcile();
    expect(found).toMatchObject({
      drifted: 1,
      drift: [{ name: "ada", changes: [{ path: "title", to: "#3" }] }],
    });
    expect(sums(found)).toEqual({ title: [1, 2], "name.givenName": [0, 3] });
    expect(await reconcile({ correct: true })).toMatchObject({ drifted: 1, corrected: true });
    expect(await reconcile()).toMatchObject({ drifted: 0 });
  });

  test("of a change that the target does not show, the account is read back", async () => {
    isShowing = false;
    await directory.client.patch(`/Users/${ids.get("ben")}`, [
      { op: "replace", path: "title", value: "Head" },
    ]);
    await directory.sync();
    isShowing = true;
    const sent = writes();
    const found = await reconcile({ correct: true });
    expect(sums(found)).toMatchObject({ title: [0, 3] });
    expect(writes()).toBe(sent);
  });

  test("a spelling whose write was not seen is judged by those that were, and another text is not", async () => {
    const where = { org: directory.org, app: directory.app };
    for (const link of await scim.deps.store.page("link", { where, limit: 10 })) {
      if (link.object !== ids.get("cyd")) continue;
      await scim.deps.store.commit([
        { op: "update", table: "link", key: { ...where, object: link.object }, set: { spelt: null } },
      ]);
    }
    const found = await reconcile({ correct: true });
    expect(found).toMatchObject({ drifted: 1, corrected: true });
    expect(sums(found)).toEqual({ "name.givenName": [0, 3], title: [1, 2] });
    // The correction was seen to give the same, so that it is not made again.
    expect(await reconcile()).toMatchObject({ drifted: 0 });
  });
});
