import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "../contract/admin/server.ts";
import { scimClient, user } from "../contract/scim/server.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { Installation } from "./muster.ts";

/** A server that is killed in the middle of an import of links, and a formula-safe file that comes back. */

const LINKS = 250;
/** Links of one commit. */
const AT_ONCE = 100;
const muster = new Installation();
let target: ScimTarget;

beforeAll(async () => {
  target = await startScimmyTarget();
  await muster.init();
  await muster.serve();
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

const nameOf = (index: number) => `user${index}@contoso.example`;

test("an import that is killed is complete after a repetition, and nothing is created", async () => {
  muster.targetToken = target.token;
  const accounts = scimClient(target.url, target.token);
  const lines: string[] = [];
  const people: string[] = [];
  for (let index = 0; index < LINKS; index += 1) {
    const { id } = await accounts.make("/Users", user(nameOf(index)));
    lines.push(`${nameOf(index)},${id}`);
    people.push(`${nameOf(index)},User ${index}`);
  }
  const peopleFile = join(muster.directory, "people.csv");
  writeFileSync(peopleFile, ["userPrincipalName,displayName", ...people].join("\n"));
  const imported = await muster.json("import", "--org", muster.orgId, "--source", "hr", peopleFile);
  expect(imported.exit).toBe(0);
  const made = await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "scimmy"],
  );
  expect(made.exit).toBe(0);
  expect(await muster.json("app", "assign", "scimmy", "--all")).toMatchObject({ exit: 0 });
  const file = join(muster.directory, "links.csv");
  writeFileSync(file, ["name,account", ...lines].join("\n"));

  await muster.stop();
  await muster.serve({ MUSTER_FAULT: "linked:2" });
  expect((await muster.json("link", "import", "scimmy", file)).exit).not.toBe(0);
  await muster.ended();
  await muster.serve();
  const { body } = await call(
    `${muster.url}/api/v1/organizations/${muster.orgId}/applications/${made["appId"]}/links?limit=500`,
    "GET",
    { token: muster.adminToken },
  );
  expect(body.items).toHaveLength(2 * AT_ONCE);

  const again = await muster.json("link", "import", "scimmy", file);
  expect(again).toMatchObject({ exit: 0, linked: LINKS - 2 * AT_ONCE, unchanged: 2 * AT_ONCE, rejected: [] });
  const synced = await muster.json("sync", "scimmy");
  expect(synced).toMatchObject({
    exit: 0,
    closed: true,
    counts: { evaluated: LINKS, created: 0, failed: 0 },
  });
  expect((await accounts.get("/Users?count=1")).body.totalResults).toBe(LINKS);

  const exported = join(muster.directory, "exported.csv");
  expect(await muster.json("link", "export", "scimmy", "--out", exported)).toMatchObject({
    exit: 0,
    links: LINKS,
  });
  expect(await muster.json("link", "import", "scimmy", exported)).toMatchObject({
    exit: 0,
    linked: 0,
    unchanged: LINKS,
    rejected: [],
  });
});
