import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DroppingProxy, startDroppingProxy } from "../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

const muster = new Installation();
let target: ScimTarget;
let proxy: DroppingProxy;

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
  const { people, groups } = await makeCompany(20, 6);
  const hr = ["import", "--org", muster.orgId, "--source", "hr"];
  await muster.json(...hr, people, "--groups", groups);
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
  expect(await muster.json(...hr, people)).toMatchObject({ updated: 1 });
  for (let waited = 0; waited < 25_000 && !proxy.answered.has("PATCH /Users/:id"); waited += 250) {
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  expect(Object.fromEntries(proxy.answered)).toEqual({ "PATCH /Users/:id": 1 });
});
