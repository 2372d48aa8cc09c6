import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Script, ScriptedTarget } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** Accounts are found by display name and title together, and by user name where that finds none. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const always = { kind: "direct", apply: "always" };
const MAPPING = {
  attributes: [
    { ...always, target: "userName", source: "userPrincipalName", matching: 2 },
    { ...always, target: "displayName", source: "displayName", matching: 1 },
    { ...always, target: "title", source: "jobTitle", matching: 1 },
  ],
};

async function prepare({ admin, org, app, client }: ProvisionedDirectory, target: ScriptedTarget) {
  const path = `/api/v1/organizations/${org}/applications/${app}/mapping`;
  expect((await admin("PUT", path, { user: MAPPING })).body.detail).toBe(undefined);
  hold(target, { id: "lead", userName: "old-ada", displayName: "Ada", title: "Lead" });
  hold(target, { id: "clerk", userName: "other", displayName: "Ada", title: "Clerk" });
  await client.make("/Users", user("ada@contoso.test", { displayName: "Ada", title: "Lead" }));
  await client.make("/Users", user("cleo@contoso.test", { displayName: "Ada", title: "Chef" }));
}

function hold({ resources }: ScriptedTarget, account: JsonObject & { readonly id: string }) {
  resources.Users.set(account.id, account);
}

const namesIn = ({ resources }: ScriptedTarget) =>
  [...resources.Users.values()].map(({ userName }) => userName).sort();

/** The filters that were asked by, of users. */
const filtersOf = ({ calls }: ScriptedTarget) =>
  calls.flatMap(({ endpoint, query }) => {
    const filter = new URLSearchParams(query).get("filter");
    return endpoint === "Users" && filter !== null ? [filter] : [];
  });

const JOINED = /^displayName eq ".*" and title eq ".*"$/;
const isJoined = (query: string) => JOINED.test(new URLSearchParams(query).get("filter") ?? "");

const REFUSING: Script = ({ query }) =>
  isJoined(query) ? { status: 400, scimType: "invalidFilter" } : undefined;

test.each([
  ["one search after the other", 500, 2],
  ["one listing", 0, 0],
])("attributes of equal precedence are searched together: %s", async (_, listOverUnlinked, joined) => {
  await withScriptedTarget(
    scim,
    () => undefined,
    async (directory, target) => {
      await prepare(directory, target);
      const { client, change, sync } = directory;
      // Without a title only the user name is left to search by.
      await client.make("/Users", user("dan@contoso.test", { displayName: "Ada" }));
      hold(target, { id: "dan", userName: "dan@contoso.test" });
      await change({ listOverUnlinked });
      expect((await sync()).counts).toMatchObject({ adopted: 2, created: 1 });
      expect(target.resources.Users.get("lead")).toMatchObject({ userName: "ada@contoso.test" });
      expect(target.resources.Users.get("clerk")).toMatchObject({ userName: "other" });
      expect(namesIn(target)).toEqual(["ada@contoso.test", "cleo@contoso.test", "dan@contoso.test", "other"]);
      expect(filtersOf(target).filter((filter) => JOINED.test(filter))).toHaveLength(joined);
      expect((await sync("initial")).counts).toMatchObject({ unchanged: 3 });
    },
  );
});

test("several accounts that hold all of the values are a hold that names them", async () => {
  await withScriptedTarget(
    scim,
    () => undefined,
    async (directory, target) => {
      await prepare(directory, target);
      hold(target, { id: "twin", userName: "twin", displayName: "Ada", title: "Lead" });
      const plan = await directory.plan();
      const { body } = await directory.admin("GET", `/api/v1/plans/${plan}/decisions`);
      const held = body.items.find(({ verb }: { verb: string }) => verb === "hold");
      expect(held.reasons).toMatchObject([
        { code: "scope.all" },
        {
          code: "match.several-together",
          params: { count: 2, search: 'displayName eq "Ada" and title eq "Lead"' },
        },
        { code: "match.candidates", params: { accounts: "old-ada (lead), twin (twin)" } },
        { code: "hold.several-matches" },
      ]);
    },
  );
});

/** Answers a joined filter as if its second condition were not there. */
const IGNORING =
  (target: () => ScriptedTarget): Script =>
  ({ query, endpoint }) => {
    if (endpoint !== "Users" || !isJoined(query)) return undefined;
    const Resources = [...target().resources.Users.values()].filter(
      ({ displayName }) => displayName === "Ada",
    );
    return { status: 200, body: { totalResults: Resources.length, Resources } };
  };

test.each(["refuses", "ignores"])(
  "a target that %s the second condition is asked by the first alone",
  async (how) => {
    let held: ScriptedTarget | undefined;
    const script = how === "refuses" ? REFUSING : IGNORING(() => held!);
    await withScriptedTarget(scim, script, async (directory, target) => {
      held = target;
      await prepare(directory, target);
      expect((await directory.sync()).counts).toMatchObject({ adopted: 1, created: 1 });
      expect(target.resources.Users.get("lead")).toMatchObject({ userName: "ada@contoso.test" });
      expect(namesIn(target)).toEqual(["ada@contoso.test", "cleo@contoso.test", "other"]);
      const filters = filtersOf(target);
      expect(filters.filter((filter) => JOINED.test(filter))).toHaveLength(1);
      expect(filters.filter((filter) => filter === 'displayName eq "Ada"')).toHaveLength(2);
    });
  },
);

test("an account that was found by an attribute which it does not show proves nothing", async () => {
  let held: ScriptedTarget | undefined;
  const hiding: Script = ({ query, endpoint, method }) => {
    if (endpoint !== "Users" || method !== "GET" || !query.includes("displayName")) return undefined;
    const Resources = [...held!.resources.Users.values()].map(({ title: _, ...rest }) => rest);
    return { status: 200, body: { totalResults: Resources.length, Resources } };
  };
  await withScriptedTarget(scim, hiding, async (directory, target) => {
    held = target;
    await prepare(directory, target);
    const { counts, plan } = await directory.sync();
    expect(counts).toMatchObject({ pending: 2 });
    expect(await directory.reasons(plan)).toMatchObject({
      "ada@contoso.test pending": ["pending.match-failed"],
    });
    expect(namesIn(target)).toEqual(["old-ada", "other"]);
  });
});
