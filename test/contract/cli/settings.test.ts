import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { createRunner } from "./runner.ts";

/** The command line shows, sets and resets the settings of an application, and sets its scoping filters from a file. */

let muster: AdminServer;
const files = new Map<string, string>();
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

const { run, json } = createRunner(
  () => ({
    MUSTER_URL: muster.url,
    MUSTER_TOKEN: muster.tokens["instance-admin"],
    MUSTER_ORG: "contoso",
  }),
  undefined,
  files,
);

let made = 0;
async function newApplication(): Promise<string> {
  made += 1;
  const name = `Target ${made}`;
  const body = { name, config: { url: "http://127.0.0.1:9" } };
  await muster.call("POST", `/api/v1/organizations/${muster.org}/applications`, { body });
  return name;
}

interface Shown {
  readonly name: string;
  readonly value: unknown;
  readonly set: boolean;
}

async function settingsOf(app: string): Promise<Readonly<Record<string, unknown>>> {
  const { settings } = await json("app", "settings", app);
  return Object.fromEntries(settings.map(({ name, value }: Shown) => [name, value]));
}

async function chosenIn(app: string): Promise<readonly string[]> {
  const { settings } = await json("app", "settings", app);
  return settings.filter(({ set }: Shown) => set).map(({ name }: Shown) => name);
}

test("settings are shown with their values, set together, and reset to their defaults", async () => {
  const app = await newApplication();
  const defaults = await settingsOf(app);
  expect(defaults).toMatchObject({ deletionCountMax: 50, onUserGone: "disable", notifyAddress: null });
  const changes = ["--set", "deletionCountMax=200", "--set", "onUserGone=delete"];
  expect(await json("app", "settings", app, ...changes)).toMatchObject({
    changed: ["deletionCountMax", "onUserGone"],
  });
  expect(await chosenIn(app)).toEqual(["deletionCountMax", "onUserGone"]);
  expect((await json("app", "settings", app, ...changes)).changed).toEqual([]);
  const scoped = await run("app", "settings", app, "--set", "groups=none");
  expect(scoped.stdout).toMatch(/\nChanged: groups\.\nThe next cycle looks at .* muster plan \S+\n$/);
  await run("app", "settings", app, "--reset", "groups");
  const { stdout, exit } = await run("app", "settings", app);
  expect(exit).toBe(0);
  expect(stdout).toMatch(/deletionCountMax +200 \*/);
  expect(stdout).toMatch(/parkAfter +3 /);
  await json("app", "settings", app, "--reset", "deletionCountMax", "--reset", "onUserGone");
  expect([await settingsOf(app), await chosenIn(app)]).toEqual([defaults, []]);
});

test("the address for messages and their switch are settings like others", async () => {
  const app = await newApplication();
  const notify = ["--set", "notifyAddress=ops@contoso.example", "--set", "notifyOnFailure=true"];
  await json("app", "settings", app, ...notify);
  const wanted = { notifyAddress: "ops@contoso.example", notifyOnFailure: true };
  expect(await settingsOf(app)).toMatchObject(wanted);
  const wrong = await run("app", "settings", app, "--set", "notifyAddress=nowhere", "--json");
  expect([wrong.exit, JSON.parse(wrong.stdout).error.code]).toEqual([2, "app.settings-invalid"]);
  expect(await settingsOf(app)).toMatchObject(wanted);
  await json("app", "settings", app, "--reset", "notifyAddress");
  expect(await settingsOf(app)).toMatchObject({ notifyAddress: null, notifyOnFailure: true });
});

test.each([
  ["a number out of bounds", ["--set", "deletionShareMax=2"]],
  ["a word that is not a choice", ["--set", "onUserGone=archive"]],
  ["a text for a number", ["--set", "parkAfter=often"]],
  ["a name that does not exist", ["--set", "deletionMax=3"]],
  ["one name twice", ["--set", "parkAfter=4", "--reset", "parkAfter"]],
  ["a pair without a value", ["--set", "parkAfter"]],
])("a change that is wrong in one place changes nothing: %s", async (_, wrong) => {
  const app = await newApplication();
  const before = await json("app", "show", app);
  const { exit, stderr } = await run("app", "settings", app, "--set", "deletionFloor=9", ...wrong);
  expect([exit, stderr.length > 0]).toEqual([2, true]);
  expect([await chosenIn(app), (await json("app", "show", app)).version]).toEqual([[], before.version]);
});

test("filters are set from a file, and a file of what is shown changes nothing", async () => {
  const app = await newApplication();
  const user = {
    filters: [{ clauses: [{ attribute: "title", operator: "EQUALS", value: "Lead" }] }],
  };
  const group = { filters: ['displayName Includes "Staff"'] };
  files.set("scope.json", JSON.stringify({ user, group }));
  const set = await json("scope", "set", app, "--file", "scope.json");
  expect(set).toMatchObject({ user, group: { filters: [{ clauses: [{ attribute: "displayName" }] }] } });
  const { version } = await json("app", "show", app);
  files.set("shown.json", (await run("scope", "show", app, "--json")).stdout);
  expect((await run("scope", "set", app, "--file", "shown.json")).exit).toBe(0);
  expect((await json("app", "show", app)).version).toBe(version);
});
