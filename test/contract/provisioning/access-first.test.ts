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
