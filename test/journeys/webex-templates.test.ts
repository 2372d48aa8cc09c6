import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyFiles, makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";
import { SimulatedWebex } from "./webex.ts";

const ORG_ID = "0ae87ade-8c8a-4952-af08-318798958d0c";
const muster = new Installation();
let company: CompanyFiles;

beforeAll(async () => {
  company = await makeCompany(20, 6);
  await muster.init();
  await muster.serve();
  const imported = await muster.json(
    ...["import", "--org", muster.orgId, "--source", "hr", company.people, "--groups", company.groups],
  );
  expect(imported.exit).toBe(0);
});
afterAll(() => muster.remove());

test.each([
  ["cisco-webex", `/v1/scim/${ORG_ID}`, 0],
  ["cisco-webex-scim2", `/identity/scim/${ORG_ID}/v2`, 6],
])("the template %s fits what the simulator of Webex accepts", async (template, path, groups) => {
  const webex = await SimulatedWebex.start();
  try {
    muster.targetToken = String(webex.printed["token"]);
    const created = await muster.json(
      ...["app", "create", "--org", muster.orgId, "--template", template, "--set", `orgId=${ORG_ID}`],
      ...["--url", `${webex.printed["url"]}${path}`, "--token-env", "TARGET_TOKEN", "--name", template],
    );
    expect(created.exit).toBe(0);
    expect(await muster.run("app", "test", template)).toMatchObject({ exit: 0 });
    await muster.json("app", "assign", template, "--all");
    await muster.json("sync", template);
    const { accounts, groups: held, refusals } = await webex.state();
    // Whoever is disabled and has no account gets none.
    const enabled = readFileSync(company.people, "utf8")
      .split("\n")
      .filter((line) => line.includes(",true,"));
    expect(enabled.length).toBeGreaterThan(15);
    expect(accounts).toHaveLength(enabled.length);
    expect(held).toHaveLength(groups);
    expect(Object.keys(refusals.byStatus)).toEqual(["404"]);
    const { total } = (await webex.state()).requests;
    expect(await muster.json("sync", template)).toMatchObject({ exit: 0 });
    expect((await webex.state()).requests.total).toBe(total);
  } finally {
    await webex.stop();
  }
});

test("a token that Webex does not accept is named as the reason", async () => {
  const webex = await SimulatedWebex.start();
  try {
    muster.targetToken = "wrong-token";
    const url = String(webex.printed["currentUrl"]);
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", url],
      ...["--token-env", "TARGET_TOKEN", "--name", "refused"],
    );
    const tested = await muster.run("app", "test", "refused");
    expect(tested.exit).toBe(4);
    expect(tested.stdout + tested.stderr).toContain("The target refuses the credentials (401)");
  } finally {
    await webex.stop();
  }
});
