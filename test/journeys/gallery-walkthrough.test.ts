import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyFiles, makeCompany, rewriteLines } from "./company.ts";
import { Installation } from "./muster.ts";
import { SimulatedWebex } from "./webex.ts";

// An administrator adds Cisco Webex from the gallery and configures it until it runs, by the command line alone.

const ORG_ID = "0ae87ade-8c8a-4952-af08-318798958d0c";
const APP = "Cisco Webex";
const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
let company: CompanyFiles;
let webex: SimulatedWebex;
/** The enabled people of the company, by userPrincipalName, and the title of each. */
let titles: ReadonlyMap<string, string>;

beforeAll(async () => {
  company = await makeCompany(20, 6);
  titles = readTitles(company.people);
  webex = await SimulatedWebex.start();
  await muster.init();
  await muster.serve();
  await importCompany(company.people);
});
afterAll(async () => {
  await muster.remove();
  await webex.stop();
});

function readTitles(people: string): ReadonlyMap<string, string> {
  const [header = "", ...lines] = readFileSync(people, "utf8").trim().split("\n");
  const title = header.split(",").indexOf("jobTitle");
  return new Map(
    lines
      .filter((line) => line.includes(",true,"))
      .map((line) => line.split(","))
      .map((cells) => [String(cells[0]), String(cells[title])]),
  );
}

async function importCompany(people: string) {
  const imported = await muster.json(
    ...["import", "--org", muster.orgId, "--source", "hr", people, "--groups", company.groups],
  );
  expect(imported).toMatchObject({ exit: 0 });
}

/** One of the enabled people, always the same for the same place. */
const person = (place: number) => [...titles.keys()][place] ?? "";

async function accountOf(userName: string) {
  return (await webex.state()).accounts.find((account) => account.userName === userName);
}

test("1. the gallery finds Cisco Webex, and the application is made from it", async () => {
  const { templates } = await muster.json("gallery", "search", "webex");
  expect(templates).toMatchObject([{ id: "cisco-webex" }, { id: "cisco-webex-scim2" }]);
  const create = [
    "app",
    "create",
    "--template",
    "cisco-webex-scim2",
    "--token-env",
    "TARGET_TOKEN",
    "--name",
    APP,
  ];
  muster.targetToken = "wrong-token";
  const wrong = await muster.run(...create, "--set", "orgId=contoso");
  expect(wrong.exit).toBe(2);
  expect(wrong.stderr).toContain("orgId");
  const url = `${webex.printed["url"]}/identity/scim/${ORG_ID}/v2`;
  const created = await muster.json(...create, "--set", `orgId=${ORG_ID}`, "--url", url);
  expect(created).toMatchObject({ exit: 0, appId: expect.any(String) });
  const { items } = await muster.json("app", "list");
  expect(items).toMatchObject([{ name: APP }]);
});

test("2. one user is assigned first", async () => {
  expect(await muster.json("app", "assign", APP, "--user", person(0))).toMatchObject({ exit: 0 });
});

test("3. and 4. the connection test says whether the credentials are good, or why not", async () => {
  const refused = await muster.run("app", "test", APP);
  expect(refused.exit).toBe(4);
  expect(refused.stdout + refused.stderr).toContain("The target refuses the credentials (401)");
  muster.targetToken = String(webex.printed["token"]);
  expect(await muster.json("app", "secret", APP, "--token-env", "TARGET_TOKEN")).toMatchObject({ exit: 0 });
  expect(await muster.run("app", "test", APP)).toMatchObject({ exit: 0 });
});

test("5. notices go to an address", async () => {
  const set = ["--set", "notifyAddress=it@contoso.example", "--set", "notifyOnFailure=true"];
  expect(await muster.json("app", "settings", APP, ...set)).toMatchObject({ exit: 0 });
  const { settings } = await muster.json("app", "settings", APP);
  expect(settings).toContainEqual(
    expect.objectContaining({ name: "notifyAddress", value: "it@contoso.example" }),
  );
});

test("6. mappings, matching, scoping filters and switches are set, and each is tried on a person", async () => {
  const expression = 'Append([jobTitle], " (Contoso)")';
  expect(await muster.json("mapping", "set", APP, "title", "--expression", expression)).toMatchObject({
    exit: 0,
  });
  const { attributes } = await muster.json("mapping", "test", APP, "--user", person(0));
  expect(attributes).toContainEqual(
    expect.objectContaining({ target: "title", value: `${titles.get(person(0))} (Contoso)` }),
  );
  expect(await muster.json("scope", "set", APP, "--filter", "department IS NOT NULL")).toMatchObject({
    exit: 0,
  });
  expect(await muster.json("scope", "test", APP, "--user", person(0))).toMatchObject({ inScope: true });
  expect(await muster.json("mapping", "set", APP, "--type", "group", "--action", "delete=off")).toMatchObject(
    { exit: 0 },
  );
});

test("7. the plan shows one account, then everyone's, and cycles create, update and disable", async () => {
  const planned = await muster.json("plan", APP);
  expect(planned).toMatchObject({ exit: 0, counts: { create: 1 } });
  expect(await muster.json("sync", APP)).toMatchObject({ exit: 0, counts: { created: 1 } });
  expect(await accountOf(person(0))).toMatchObject({ active: true });

  expect(await muster.json("app", "assign", APP, "--all")).toMatchObject({ exit: 0 });
  const everyone = await muster.json("sync", APP);
  expect(everyone).toMatchObject({ exit: 0, counts: { created: titles.size - 1 + 6, failed: 0 } });
  const { accounts, groups } = await webex.state();
  expect(accounts.map(({ userName }) => userName).sort()).toEqual([...titles.keys()].sort());
  expect(groups).toHaveLength(6);
  for (const { userName, document } of accounts) {
    expect(document["title"]).toBe(`${titles.get(userName)} (Contoso)`);
  }

  const leaver = person(3);
  const next = rewriteLines(company.people, (lines) =>
    lines
      .filter((line) => line !== "")
      .map((line) => (line.startsWith(`${leaver},`) ? line.replace(",true,", ",false,") : line))
      .map((line) => line.replace(`,${titles.get(person(1))},`, ",Keeper of Maps,")),
  );
  await importCompany(next);
  expect(await muster.json("sync", APP)).toMatchObject({ exit: 0, counts: { disabled: 1, failed: 0 } });
  expect(await accountOf(leaver)).toMatchObject({ active: false });
  expect((await accountOf(person(1)))?.document["title"]).toBe("Keeper of Maps (Contoso)");
  expect(Object.keys((await webex.state()).refusals.byStatus)).toEqual(["401", "404"]);
});

test("8. the log says what was done and why, and the audit trail holds every change of configuration", async () => {
  const { items } = await muster.json("log", APP, "--all");
  expect(items).toContainEqual(expect.objectContaining({ action: "disable", status: "success" }));
  expect(await muster.json("why", person(0), "--app", APP)).toMatchObject({ exit: 0 });
  const audit = await muster.json("audit", "--category", "application", "--all");
  expect(audit["items"]).toHaveLength(6);
});
