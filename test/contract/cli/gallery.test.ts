import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { createRunner } from "./runner.ts";

const WEBEX_ORG = "0ae87ade-8c8a-4952-af08-318798958d0c";

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

const envOf = (more: Readonly<Record<string, string>> = {}) => ({
  MUSTER_URL: muster.url,
  MUSTER_TOKEN: muster.tokens["instance-admin"],
  MUSTER_ORG: muster.org,
  WEBEX_TOKEN: "secret-of-webex-1a2b3c4d",
  ...more,
});
const cli = createRunner(() => envOf());
const french = createRunner(() => envOf({ MUSTER_LANG: "fr" }));

test("the gallery is listed, searched and shown", async () => {
  const all = await cli.json("gallery", "list");
  expect(all.templates.length).toBeGreaterThan(10);
  const found = await cli.json("gallery", "search", "WÉBEX");
  expect(found.templates.map(({ id }: { id: string }) => id)).toEqual(["cisco-webex", "cisco-webex-scim2"]);
  const talking = await cli.json("gallery", "list", "--category", "communication");
  expect(talking.templates.map(({ id }: { id: string }) => id)).toContain("slack");
  expect(talking.templates.length).toBeLessThan(all.templates.length);
  expect(talking.templates).toContainEqual(
    expect.objectContaining({ category: "communication", documentation: expect.stringMatching(/^https:/) }),
  );
  expect(await cli.run("gallery", "list", "--category", "games")).toMatchObject({ exit: 2 });
  const shown = await cli.json("gallery", "show", "cisco-webex");
  expect(shown).toMatchObject({
    id: "cisco-webex",
    config: { url: "https://api.ciscospark.com/v1/scim/{orgId}" },
    parameters: [{ name: "orgId" }],
    authentication: { kind: "bearer", lifetimeDays: 365 },
    settings: { groups: "none" },
  });
  const text = (await cli.run("gallery", "show", "cisco-webex")).stdout;
  expect(text).toContain("  groups: none");
  expect(text).toMatch(/Mappings of a new application\n {2}user\n {4}userName +userPrincipalName +match/);
  expect(text).toContain("  group: the default of the connector");
  expect(text).toMatch(
    /inactive account with another userName\. Not confirmed by a page of the vendor\. \(20/,
  );
  const inFrench = await french.json("gallery", "show", "cisco-webex");
  expect(inFrench.summary).not.toBe(shown.summary);
  for (const runner of [cli, french]) {
    const { exit, stdout } = await runner.run("gallery", "show", "slack");
    expect([exit, stdout.includes("180")]).toEqual([0, true]);
  }
  expect(await cli.run("gallery", "search", "nothing-like-this")).toMatchObject({ exit: 0 });
  expect(await cli.run("gallery", "show", "constructor")).toMatchObject({ exit: 1 });
});

test("an application is created from a template, and remembers it", async () => {
  const flags = ["--template", "cisco-webex", "--token-env", "WEBEX_TOKEN", "--name", "Webex"];
  const made = await cli.json("app", "create", ...flags, "--set", `orgId=${WEBEX_ORG}`);
  expect(made).toMatchObject({
    appId: expect.any(String),
    template: "cisco-webex",
    connector: "scim",
    config: { url: `https://api.ciscospark.com/v1/scim/${WEBEX_ORG}` },
    hasSecret: true,
  });
  const mapping = await cli.json("app", "mapping", "Webex");
  expect(mapping.user.map(({ target }: { target: string }) => target)).toEqual([
    ...["userName", "active", "displayName", "name.givenName", "name.familyName", "externalId"],
  ]);
  const { settings } = await cli.json("app", "settings", "Webex");
  expect(settings).toContainEqual(expect.objectContaining({ name: "groups", value: "none", set: true }));
  expect((await cli.run("app", "show", "Webex")).stdout).toContain("cisco-webex");
  expect(JSON.stringify(made)).not.toContain("secret-of-webex");
});

test("the default mapping of an application is that of its template", async () => {
  const flags = ["--template", "cisco-webex", "--set", `orgId=${WEBEX_ORG}`, "--token-env", "WEBEX_TOKEN"];
  await cli.json("app", "create", ...flags, "--name", "Mapped");
  const first = await cli.json("mapping", "show", "Mapped");
  expect(first).toMatchObject({ mapping: "default", changes: [] });
  await cli.json("mapping", "set", "Mapped", "title", "--source", "jobTitle");
  expect(await cli.json("mapping", "show", "Mapped")).toMatchObject({
    mapping: "other",
    changes: [{ target: "title", to: null }],
  });
  await cli.json("mapping", "reset", "Mapped");
  expect((await cli.json("mapping", "show", "Mapped")).user).toEqual(first.user);
});

test("an address of its own and limits of the vendor go together", async () => {
  const flags = ["--template", "slack", "--token-env", "WEBEX_TOKEN", "--name", "Slack"];
  const made = await cli.json("app", "create", ...flags, "--url", "http://127.0.0.1:9/scim");
  expect(made.config).toMatchObject({
    url: "http://127.0.0.1:9/scim",
    pageSize: 1_000,
    rates: [{ requests: 180, perSeconds: 60, burst: 20 }, { calls: "reads" }],
  });
});

test("a wrong parameter names its pattern and where the value is found, in the reader's language", async () => {
  const flags = ["--template", "cisco-webex", "--token-env", "WEBEX_TOKEN", "--name", "Wrong"];
  const refused = await cli.run("app", "create", ...flags, "--set", "orgId=mine", "--set", "colour=red");
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toContain("Control Hub");
  expect(refused.stderr).toContain("{8}");
  expect(refused.stderr).toContain("colour");
  const inFrench = await french.run("app", "create", ...flags);
  expect(inFrench.stderr).toContain("Connectez-vous à Control Hub");
  const list = await cli.json("app", "list");
  expect(list.items.map(({ name }: { name: string }) => name)).not.toContain("Wrong");
});

test.each([
  ["both", ["--template", "slack", "--connector", "scim"]],
  ["neither", []],
  ["values without a template", ["--connector", "scim", "--url", "http://x.example", "--set", "a=b"]],
  ["no address", ["--connector", "scim"]],
  ["a value twice", ["--template", "cisco-webex", "--set", "orgId=a", "--set", "orgId=b"]],
])("wrong usage: %s", async (_, flags) => {
  const run = await cli.run("app", "create", ...flags, "--token-env", "WEBEX_TOKEN", "--name", "X");
  expect(run.exit).toBe(2);
});

test("the API takes a template or a connector", async () => {
  const at = `/api/v1/organizations/${muster.org}/applications`;
  const both = { name: "X", template: "slack", connector: "scim" };
  for (const body of [both, { name: "X", parameters: { a: "b" }, config: { url: "http://x.example" } }]) {
    expect(await muster.call("POST", at, { body })).toMatchObject({
      status: 400,
      body: { code: "request.invalid" },
    });
  }
  const unknown = await muster.call("POST", at, { body: { name: "X", template: "no-such" } });
  expect(unknown).toMatchObject({ status: 400, body: { code: "template.not-found" } });
  const wrong = await muster.call("POST", at, { body: { name: "X", template: "cisco-webex" } });
  expect(wrong).toMatchObject({
    status: 400,
    body: {
      code: "template.parameters-invalid",
      errors: [{ pointer: "/parameters/orgId", code: "template.parameter-missing" }],
    },
  });
});
