import { afterAll, beforeAll, expect, test } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { group, type ScimServer, startScimServer } from "../scim/server.ts";
import { createRunner } from "./runner.ts";

let scim: ScimServer;
let client: Awaited<ReturnType<ScimServer["client"]>>;
let token: string;
beforeAll(async () => {
  scim = await startScimServer();
  client = await scim.client();
  const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "admin" } as const;
  token = (await createIntegrationToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 })).token;
});
afterAll(() => scim.close());

const envOf = (language: string) => ({
  MUSTER_URL: scim.url,
  MUSTER_TOKEN: token,
  MUSTER_ORG: client.org,
  MUSTER_LANG: language,
  TARGET: "secret-of-target-1a2b3c4d",
});
const files = new Map<string, string>();
const cli = createRunner(() => envOf("en"), undefined, files);
const french = createRunner(() => envOf("fr"));

test("groups are selected, shown and removed, and the text says when the selection does not count", async () => {
  await client.make("/Groups", group("Crew"));
  const flags = ["--connector", "scim", "--url", "https://target.example/scim", "--token-env", "TARGET"];
  await cli.json("app", "create", ...flags, "--name", "Target");

  const added = await cli.run("app", "groups", "Target", "--add", "crew", "--memberships-only");
  expect(added).toMatchObject({ exit: 0 });
  expect(added.stdout).toContain('Selected: the group "Crew", of which only the memberships are kept.');
  expect(added.stdout).toContain("The selection does not count yet");
  await cli.json("app", "settings", "Target", "--set", "groups=selected");
  expect(await cli.json("app", "groups", "Target")).toMatchObject({
    groups: "selected",
    items: [{ name: "Crew", membershipsOnly: true }],
  });
  const shown = await french.run("app", "groups", "Target");
  expect(shown.stdout).toContain("appartenances seules");
  expect(shown.stdout).not.toContain("ne compte pas");
  expect(await cli.run("app", "groups", "Target", "--add", "Nobody here")).toMatchObject({ exit: 1 });
  expect(await cli.json("app", "groups", "Target", "--remove", "Crew")).toMatchObject({ name: "Crew" });
  const gone = await cli.run("app", "groups", "Target", "--remove", "Crew");
  expect([gone.exit, gone.stderr]).toEqual([1, expect.stringContaining("there was nothing to remove")]);
  expect((await cli.run("app", "groups", "Target")).stdout).toContain("The application selects no group.");
});

test("selected groups go into a file and come out of it, and --prune removes the others", async () => {
  const flags = ["--connector", "scim", "--url", "https://target.example/scim", "--token-env", "TARGET"];
  await cli.json("app", "create", ...flags, "--name", "Filed");
  for (const name of ["North", "South", "West"]) await client.make("/Groups", group(name));
  await cli.json("app", "settings", "Filed", "--set", "groups=selected");
  await cli.json("app", "groups", "Filed", "--add", "North");
  await cli.json("app", "groups", "Filed", "--add", "South", "--memberships-only");
  const { stdout } = await cli.run("config", "export", "Filed");
  expect(stdout).toContain(
    "selectedGroups:\n  - { group: North }\n  - { group: South, membershipsOnly: true }\n",
  );
  files.set("same.yaml", stdout);
  expect(await cli.json("config", "apply", "same.yaml", "--prune", "--yes")).toMatchObject({ changed: 0 });

  files.set(
    "other.yaml",
    stdout.replace("{ group: North }", "{ group: West }").replace(", membershipsOnly: true", ""),
  );
  const { version } = await cli.json("app", "show", "Filed");
  expect((await cli.json("config", "apply", "other.yaml", "--prune", "--yes")).changes).toMatchObject([
    { action: "create", path: "selectedGroups/West", to: "group" },
    { action: "change", path: "selectedGroups/South", from: "memberships only", to: "group" },
    { action: "delete", path: "selectedGroups/North", accounts: 0 },
  ]);
  expect(await cli.json("app", "show", "Filed")).toMatchObject({ version: Number(version) + 1 });

  files.set("bad.yaml", stdout.replace("{ group: South,", "{ group: North,"));
  expect((await cli.run("config", "diff", "bad.yaml")).stderr).toMatch(
    /bad\.yaml:\d+:\d+: "North" is in the list twice/,
  );
  files.set("bad.yaml", stdout.replace("{ group: North }", "{ group: Nowhere }"));
  expect((await cli.run("config", "diff", "bad.yaml")).stderr).toMatch(/bad\.yaml:\d+:\d+: .*Nowhere/);
  await cli.run("app", "delete", "Filed", "--yes");
  files.set("same.yaml", stdout.replace("$env:FILED_TOKEN", "$env:TARGET"));
  expect((await cli.json("config", "apply", "same.yaml", "--yes")).changes).toContainEqual(
    expect.objectContaining({ path: "selectedGroups/South", to: "memberships only" }),
  );
});
