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
const cli = createRunner(() => envOf("en"));
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
