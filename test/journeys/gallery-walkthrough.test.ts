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

/** Runs a command that changes the configuration; it has to succeed. */
async function configure(...argv: readonly string[]) {
  const answer = await muster.json(...argv);
  expect(answer).toMatchObject({ exit: 0 });
  return answer;
}

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

test("2. roles are defined, and one user is assigned first", async () => {
  await configure("app", "roles", APP, "--set", "member", "--name", "Default Access", "--default");
  await configure("app", "roles", APP, "--set", "lead", "--name", "Team lead");
  const unknown = await muster.run("app", "assign", APP, "--user", person(0), "--role", "editor");
  expect(unknown.exit).not.toBe(0);
  expect(unknown.stderr).toContain("member, lead");
  await configure("app", "assign", APP, "--user", person(0), "--role", "lead");
});

test("3. and 4. the connection test says whether the credentials are good, or why not", async () => {
  const refused = await muster.run("app", "test", APP);
  expect(refused.exit).toBe(4);
  expect(refused.stdout + refused.stderr).toContain("The target refuses the credentials (401)");
  muster.targetToken = String(webex.printed["token"]);
  await configure("app", "secret", APP, "--token-env", "TARGET_TOKEN");
  expect(await muster.run("app", "test", APP)).toMatchObject({ exit: 0 });
});

test("5. notices go to an address", async () => {
  await configure(
    ...["app", "settings", APP, "--set", "notifyAddress=it@contoso.example", "--set", "notifyOnFailure=true"],
  );
  const { settings } = await muster.json("app", "settings", APP);
  expect(settings).toContainEqual(
    expect.objectContaining({ name: "notifyAddress", value: "it@contoso.example" }),
  );
});

test("6. mappings, matching, scoping filters and switches are set, and each is tried on a person", async () => {
  await configure("mapping", "set", APP, "title", "--expression", 'Append([jobTitle], " (Contoso)")');
  const { attributes } = await muster.json("mapping", "test", APP, "--user", person(0));
  expect(attributes).toContainEqual(
    expect.objectContaining({ target: "title", value: `${titles.get(person(0))} (Contoso)` }),
  );
  await configure("scope", "set", APP, "--filter", "department IS NOT NULL");
  expect(await muster.json("scope", "test", APP, "--user", person(0))).toMatchObject({ inScope: true });
  await configure("mapping", "set", APP, "--type", "group", "--action", "delete=off");
  await configure("app", "settings", APP, "--set", "groups=selected");
  await configure("app", "groups", APP, "--add", "Town Hall");
});

test("7. the first plan is about one user, and the next cycle about everyone", async () => {
  expect(await muster.json("plan", APP)).toMatchObject({ exit: 0, counts: { create: 2 } });
  expect(await muster.json("sync", APP)).toMatchObject({ exit: 0, counts: { created: 2 } });
  expect(await accountOf(person(0))).toMatchObject({ active: true });

  await configure("app", "assign", APP, "--all");
  const everyone = await muster.json("sync", APP);
  expect(everyone).toMatchObject({ exit: 0, counts: { created: titles.size - 1, failed: 0 } });
  const { accounts, groups } = await webex.state();
  expect(accounts.map(({ userName }) => userName).sort()).toEqual([...titles.keys()].sort());
  expect(groups).toMatchObject([{ displayName: "Town Hall" }]);
  for (const { userName, document } of accounts) {
    expect(document["title"]).toBe(`${titles.get(userName)} (Contoso)`);
  }
});

test("7. later cycles send what changed: a title, and a user who is disabled", async () => {
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

test("7. a mapping is taken back: the plan counts the people, and no cycle starts over", async () => {
  await configure("mapping", "reset", APP);
  // The account of the leaver is disabled and still linked.
  const linked = titles.size;
  expect(await muster.json("plan", APP)).toMatchObject({
    kind: "incremental",
    counts: { update: linked },
    attributes: [{ path: "title", changed: linked, evaluated: linked }],
  });
  expect(await muster.json("sync", APP)).toMatchObject({
    exit: 0,
    counts: { updated: linked, failed: 0 },
  });
  expect((await accountOf(person(1)))?.document["title"]).toBe("Keeper of Maps");
});

test("8. the log says what was done and why, and the audit trail holds every change of configuration", async () => {
  const { items } = await muster.json("log", APP, "--all");
  expect(items).toContainEqual(expect.objectContaining({ action: "disable", status: "success" }));
  const why = await muster.run("why", person(0), "--app", APP);
  expect(why).toMatchObject({ exit: 0, stdout: expect.stringContaining('with the role "lead"') });
  const audit = await muster.json("audit", "--category", "application", "--all");
  expect(audit["items"]).toHaveLength(11);
});
