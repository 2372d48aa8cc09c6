import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/refusing-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Taking access away does not wait for anything else about the same account or group. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

/** A target with two people, `ada` and `bo`, both of them in the group `Crew`. */
async function withCrew(
  work: (crew: {
    readonly directory: ProvisionedDirectory;
    readonly target: ScriptedTarget;
    readonly bo: { readonly id: string };
    readonly crew: { readonly id: string };
  }) => Promise<void>,
): Promise<void> {
  const target = await startScriptedTarget();
  try {
    const directory = await provisionDirectory(scim, { url: target.url, token: "target-secret-9c1e" });
    const ada = await directory.client.make("/Users", user("ada"));
    const bo = await directory.client.make("/Users", user("bo"));
    const crew = await directory.client.make("/Groups", group("Crew", [ada.id, bo.id]));
    await directory.sync();
    expect(await directory.seen()).toEqual({
      accounts: ["ada active", "bo active"],
      members: { Crew: ["ada", "bo"] },
    });
    await work({ directory, target, bo, crew });
  } finally {
    await target.stop();
  }
}

const patch = (...Operations: readonly object[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});

test("a member leaves a group although the new name of the group is not written", () =>
  withCrew(async ({ directory, target, bo, crew }) => {
    target.rules.refusal = ({ paths }) => (paths.includes("displayName") ? 500 : undefined);
    const operations = [
      { op: "replace", path: "displayName", value: "Staff" },
      { op: "remove", path: `members[value eq "${bo.id}"]` },
    ];
    await directory.client.send("PATCH", `/Groups/${crew.id}`, patch(...operations));
    await directory.sync();
    expect((await directory.seen()).members).toEqual({ Crew: ["ada"] });
    target.rules.refusal = undefined;
    await directory.sync();
    expect((await directory.seen()).members).toEqual({ Staff: ["ada"] });
    target.writes.length = 0;
    await directory.sync("initial");
    expect(target.writes).toEqual([]);
  }));

test("an account that cannot be read after a call of unknown outcome still loses groups and access", () =>
  withCrew(async ({ directory, target, bo, crew }) => {
    const account = await directory.accountId("bo");
    target.rules.refusal = ({ method, id, paths }) =>
      id === account && (method === "GET" || paths.includes("title")) ? 500 : undefined;
    await directory.client.send(
      "PATCH",
      `/Users/${bo.id}`,
      patch({ op: "replace", path: "title", value: "Chief" }),
    );
    await directory.sync();
    const removal = { op: "remove", path: `members[value eq "${bo.id}"]` };
    await directory.client.send("PATCH", `/Groups/${crew.id}`, patch(removal));
    await directory.sync();
    expect((await directory.seen()).members).toEqual({ Crew: ["ada"] });
    await directory.client.send(
      "PATCH",
      `/Users/${bo.id}`,
      patch({ op: "replace", path: "active", value: false }),
    );
    await directory.sync();
    expect((await directory.seen()).accounts).toEqual(["ada active", "bo inactive"]);
    target.rules.refusal = undefined;
    await directory.sync();
    expect(target.users.get(account)).toMatchObject({ title: "Chief", active: false });
    target.writes.length = 0;
    await directory.sync("initial");
    expect(target.writes).toEqual([]);
  }));

test("a leaver is disabled although the account cannot be read after a call of unknown outcome", () =>
  withCrew(async ({ directory, target, bo }) => {
    const account = await directory.accountId("bo");
    target.rules.refusal = ({ method, id, paths }) =>
      id === account && (method === "GET" || paths.includes("title")) ? 500 : undefined;
    const title = { op: "replace", path: "title", value: "Chief" };
    await directory.client.send("PATCH", `/Users/${bo.id}`, patch(title));
    await directory.sync();
    await directory.client.send("DELETE", `/Users/${bo.id}`);
    await directory.sync();
    expect(await directory.seen()).toEqual({
      accounts: ["ada active", "bo inactive"],
      members: { Crew: ["ada"] },
    });
  }));

test("a group that cannot be read after a call of unknown outcome still loses members, and gains none", () =>
  withCrew(async ({ directory, target, bo, crew }) => {
    const { id: account } = [...target.groups.values()][0] ?? { id: "" };
    target.rules.refusal = ({ method, id, paths }) =>
      id === account && (method === "GET" || paths.includes("displayName")) ? 500 : undefined;
    const cy = await directory.client.make("/Users", user("cy"));
    const name = { op: "replace", path: "displayName", value: "Staff" };
    await directory.client.send("PATCH", `/Groups/${crew.id}`, patch(name));
    await directory.sync();
    const changes = [
      { op: "remove", path: `members[value eq "${bo.id}"]` },
      { op: "add", path: "members", value: [{ value: cy.id }] },
    ];
    await directory.client.send("PATCH", `/Groups/${crew.id}`, patch(...changes));
    await directory.sync();
    expect((await directory.seen()).members).toEqual({ Crew: ["ada"] });
    target.rules.refusal = undefined;
    await directory.sync();
    expect((await directory.seen()).members).toEqual({ Staff: ["ada", "cy"] });
  }));

test("memberships that waited are not forgotten when the next cycle stops half-way", () =>
  withCrew(async ({ directory, target, bo }) => {
    const groups = [];
    for (let n = 0; n < 40; n += 1) {
      groups.push(await directory.client.make("/Groups", group(`Team ${n}`, [bo.id])));
    }
    await directory.sync();
    const removal = patch({ op: "remove", path: `members[value eq "${bo.id}"]` });
    for (const { id } of groups) await directory.client.send("PATCH", `/Groups/${id}`, removal);
    target.rules.refusal = ({ paths }) => (paths.length > 0 ? 503 : undefined);
    await directory.sync();
    let writes = 0;
    target.rules.refusal = ({ paths }) => {
      if (paths.length > 0) writes += 1;
      return writes > 10 ? 401 : undefined;
    };
    await directory.sync();
    target.rules.refusal = undefined;
    await directory.sync();
    await directory.sync();
    const { members } = await directory.seen();
    expect(Object.entries(members).filter(([name, held]) => name !== "Crew" && held.length > 0)).toEqual([]);
  }));

test("a member for whom the target fails keeps nobody else in or out", () =>
  withCrew(async ({ directory, target, bo, crew }) => {
    const cy = await directory.client.make("/Users", user("cy"));
    const di = await directory.client.make("/Users", user("di"));
    await directory.sync();
    const account = await directory.accountId("cy");
    target.rules.refusal = ({ added }) => (added.includes(account) ? 500 : undefined);
    const changes = [
      { op: "remove", path: `members[value eq "${bo.id}"]` },
      { op: "add", path: "members", value: [{ value: cy.id }, { value: di.id }] },
    ];
    await directory.client.send("PATCH", `/Groups/${crew.id}`, patch(...changes));
    await directory.sync();
    expect((await directory.seen()).members).toEqual({ Crew: ["ada", "di"] });
    target.rules.refusal = undefined;
    await directory.sync();
    expect((await directory.seen()).members).toEqual({ Crew: ["ada", "cy", "di"] });
  }));

test("an account whose new name is refused for good still gains memberships", () =>
  withCrew(async ({ directory, target, bo }) => {
    target.rules.refusal = ({ paths }) => (paths.includes("userName") ? 400 : undefined);
    const name = patch({ op: "replace", path: "userName", value: "bob" });
    await directory.client.send("PATCH", `/Users/${bo.id}`, name);
    await directory.sync();
    await directory.client.make("/Groups", group("Ops", [bo.id]));
    await directory.sync();
    expect((await directory.seen()).members["Ops"]).toEqual(["bo"]);
  }));

test("a leaver whose disabling was refused alike several times is disabled once the target takes it", () =>
  withCrew(async ({ directory, target, bo }) => {
    target.rules.refusal = ({ method }) => (method === "GET" ? undefined : 403);
    await directory.client.send("DELETE", `/Users/${bo.id}`);
    for (let n = 0; n < 5; n += 1) await directory.sync();
    target.rules.refusal = undefined;
    await directory.sync();
    expect((await directory.seen()).accounts).toEqual(["ada active", "bo inactive"]);
  }));

test("a leaver who lost access before the target refused the credentials loses every group in the next cycle", () =>
  withCrew(async ({ directory, target, bo }) => {
    const assignments = `/api/v1/organizations/${directory.org}/applications/${directory.app}/assignments`;
    await directory.change({ groups: "all" });
    for (let n = 0; n < 30; n += 1) await directory.client.make("/Groups", group(`Team ${n}`, [bo.id]));
    const ada = (await directory.client.get("/Users?filter=userName%20eq%20%22ada%22")).body.Resources[0];
    const subjects = [ada.id, bo.id].map((find) => ({ kind: "user", find }));
    for (const subject of subjects) await directory.admin("POST", assignments, { subject });
    await directory.admin("DELETE", `${assignments}/*`);
    await directory.sync();
    await directory.admin("DELETE", `${assignments}/${bo.id}`);
    let writes = 0;
    target.rules.refusal = ({ paths }) => {
      if (paths.length > 0) writes += 1;
      return writes > 4 ? 401 : undefined;
    };
    await directory.sync();
    expect((await directory.seen()).accounts).toEqual(["ada active", "bo inactive"]);
    target.rules.refusal = undefined;
    await directory.sync();
    const { members } = await directory.seen();
    expect(Object.entries(members).filter(([, held]) => held.includes("bo"))).toEqual([]);
  }));

test("a leaver is out of the groups before the first account is created", () =>
  withCrew(async ({ directory, target, bo }) => {
    const assignments = `/api/v1/organizations/${directory.org}/applications/${directory.app}/assignments`;
    await directory.change({ groups: "all" });
    const { body } = await directory.client.get("/Users");
    for (const { id } of body.Resources)
      await directory.admin("POST", assignments, { subject: { kind: "user", find: id } });
    await directory.admin("DELETE", `${assignments}/*`);
    await directory.sync();
    await directory.admin("DELETE", `${assignments}/${bo.id}`);
    for (const name of ["cy", "di", "ed"]) {
      const { id } = await directory.client.make("/Users", user(name));
      await directory.admin("POST", assignments, { subject: { kind: "user", find: id } });
    }
    target.writes.length = 0;
    await directory.sync();
    const kinds = target.writes.map((line) =>
      line.replace(/\/[^/]+$/u, (end) => (line.startsWith("PATCH") ? "" : end)),
    );
    expect(kinds).toEqual(["PATCH /Users", "PATCH /Groups", "POST /Users", "POST /Users", "POST /Users"]);
    expect((await directory.seen()).members).toEqual({ Crew: ["ada"] });
  }));
