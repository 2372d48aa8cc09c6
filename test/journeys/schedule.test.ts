import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DroppingProxy, startDroppingProxy } from "../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

const muster = new Installation();
let target: ScimTarget;
let proxy: DroppingProxy;
let people: string;
const hr = () => ["import", "--org", muster.orgId, "--source", "hr"];

beforeAll(async () => {
  target = await startScimmyTarget();
  proxy = await startDroppingProxy(target.url);
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve();
});
afterAll(async () => {
  await muster.remove();
  await proxy.stop();
  await target.stop();
});

test("the schedule begins with the first cycle, and then carries changes by itself", async () => {
  const company = await makeCompany(20, 6);
  people = company.people;
  await muster.json(...hr(), people, "--groups", company.groups);
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", proxy.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "scimmy", "--every", "10s"],
  );
  await muster.json("app", "assign", "scimmy", "--all");
  expect(await muster.json("app", "show", "scimmy")).toMatchObject({
    schedule: { state: "waiting", nextRunAt: null },
  });
  expect(await muster.json("sync", "scimmy")).toMatchObject({ exit: 0 });
  expect(await muster.json("app", "show", "scimmy")).toMatchObject({
    schedule: { state: "on", nextRunAt: expect.any(String) },
  });
  proxy.clear();
  const lines = readFileSync(people, "utf8").split("\n");
  writeFileSync(
    people,
    lines.map((line, i) => (i === 3 ? line.replace(/,Member,[^,]*,/, ",Member,Usher,") : line)).join("\n"),
  );
  expect(await muster.json(...hr(), people)).toMatchObject({ updated: 1 });
  for (let waited = 0; waited < 25_000 && !proxy.answered.has("PATCH /Users/:id"); waited += 250) {
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  expect(Object.fromEntries(proxy.answered)).toEqual({ "PATCH /Users/:id": 1 });
});

test("a change of the directory does not wait for the schedule, and the metrics tell how long a leaver had access", async () => {
  await muster.json("app", "schedule", "scimmy", "--every", "1h");
  await muster.stop();
  await muster.serve({ MUSTER_START_ON_CHANGE: "on" });
  proxy.clear();
  const lines = readFileSync(people, "utf8").split("\n");
  const nameOf = (line: string) => /[^,"]+@contoso\.example/.exec(line)?.[0] ?? "";
  // A person whom no other line names as the manager.
  const isNamedOnce = (name: string) => lines.filter((line) => line.includes(name)).length === 1;
  const leaver = lines.findIndex((line) => isNamedOnce(nameOf(line)) && line.includes(",Member,"));
  writeFileSync(people, lines.filter((_, at) => at !== leaver).join("\n"));
  expect(await muster.json(...hr(), people)).toMatchObject({ leavers: 1 });
  for (let waited = 0; waited < 25_000 && !proxy.answered.has("PATCH /Users/:id"); waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(proxy.answered.get("PATCH /Users/:id")).toBe(1);
  const count = async () => {
    const headers = { authorization: `Bearer ${muster.adminToken}` };
    const text = await (await fetch(`${muster.url}/metrics`, { headers })).text();
    return /^muster_application_deprovisioning_seconds_count{.*} (\d+)$/m.exec(text)?.[1];
  };
  for (let waited = 0; waited < 10_000 && (await count()) === undefined; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await count()).toBe("1");
});
