import { afterAll, beforeAll, expect, test } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { type ProvisionedDirectory, provisionDirectory } from "../provisioning/provisioned-directory.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { createRunner } from "./runner.ts";

/** `muster link` against a real server and target. */

let scim: ScimServer;
let target: ScimTarget;
let directory: ProvisionedDirectory;
let token: string;
beforeAll(async () => {
  scim = await startScimServer();
  target = await startScimmyTarget();
  directory = await provisionDirectory(scim, target);
  const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "admin" } as const;
  token = (await createIntegrationToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 })).token;
});
afterAll(async () => {
  await scim.close();
  await target.stop();
});

const files = new Map<string, string>();
const envOf = (language: string) => ({
  MUSTER_URL: scim.url,
  MUSTER_TOKEN: token,
  MUSTER_ORG: directory.org,
  MUSTER_LANG: language,
});
const cli = createRunner(() => envOf("en"), undefined, files);
const french = createRunner(() => envOf("fr"), undefined, files);

test("links are listed, shown, changed and undone by name", async () => {
  const dee = await directory.client.make("/Users", user("dee"));
  await directory.client.make("/Groups", group("Crew", []));
  await directory.sync();
  const own = await directory.accountId("dee");
  const other = await directory.target.make("/Users", user("dee.old"));

  const listed = await cli.run("link", "list", "Target");
  expect(listed.stdout).toMatch(/dee +user +\S+ +created by Muster/);
  expect(await cli.json("link", "list", "Target", "--type", "group")).toMatchObject({
    items: [{ name: "Crew", type: "group", provenance: "created" }],
  });
  expect((await cli.run("link", "list", "Target", "--scope", "out")).stdout).toContain("no such links");
  expect((await cli.run("link", "list", "Target", "--type", "robot")).exit).toBe(2);

  const moved = await cli.run("link", "relink", "Target", "dee", "--account", other.id, "--comment", "Right");
  expect(moved).toMatchObject({ exit: 0 });
  expect(moved.stdout).toContain(`dee is linked to the account ${other.id}`);
  expect(moved.stdout).toContain(`The account ${own} stays in the target as it is`);
  const shown = await cli.run("link", "show", "Target", "dee");
  expect(shown.stdout).toContain(`linked to the account ${other.id}, linked by hand`);
  expect(shown.stdout).toContain("by admin");
  expect((await french.run("link", "show", "Target", "Crew", "--group")).stdout).toContain("créé par Muster");
  expect(await cli.json("link", "undo", "Target", "dee")).toMatchObject({
    objectId: dee.id,
    link: { accountId: own },
    leftAccountId: other.id,
  });
  const eve = await directory.client.make("/Users", user("eve"));
  const taken = await cli.run("link", "relink", "Target", "eve", "--account", own);
  expect([taken.exit, taken.stderr]).toEqual([4, expect.stringContaining(`belongs to dee (${dee.id})`)]);
  expect((await cli.run("link", "unlink", "Target", eve.id)).exit).toBe(1);
  expect(await cli.json("link", "unlink", "Target", "dee")).toMatchObject({ link: null });
  expect(await cli.json("link", "undo", "Target", "dee")).toMatchObject({ link: { accountId: own } });
});

test("a file with wrong rows ends with 3 and names each of them by its line", async () => {
  const ada = await directory.target.make("/Users", user("ada"));
  await directory.client.make("/Users", user("ada"));
  files.set("links.csv", `name,account\nada,${ada.id}\nnil,${ada.id}x\n`);
  const tried = await cli.run("link", "import", "Target", "links.csv", "--dry-run");
  expect(tried).toMatchObject({ exit: 3 });
  expect(tried.stdout).toContain("1 link would be made. Nothing was written.");
  const { exit, stdout } = await cli.run("link", "import", "Target", "links.csv", "--json");
  expect([exit, JSON.parse(stdout)]).toMatchObject([
    3,
    { linked: 1, rejected: [{ line: 3, code: "account-link.object-unknown" }] },
  ]);
  const again = await french.run("link", "import", "Target", "links.csv");
  expect(again.stdout).toContain("1 lien existait déjà.");
  expect(again.stdout).toContain("ligne 3 : L’annuaire n’a pas d’objet nil");
  expect((await cli.run("link", "import", "Target", "missing.csv")).exit).toBe(2);
});
