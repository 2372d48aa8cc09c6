import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { createRunner } from "./runner.ts";

/** A configuration file with errors: each has its place, they come together, and nothing is changed. */

let muster: AdminServer;
const files = new Map<string, string>();
const env: Record<string, string> = {};
const { run, json } = createRunner(
  () => ({
    MUSTER_URL: muster.url,
    MUSTER_TOKEN: muster.tokens["instance-admin"],
    MUSTER_ORG: "contoso",
    ...env,
  }),
  async () => {},
  files,
);
const config = (...args: string[]) => run("config", ...args);

beforeAll(async () => {
  muster = await startAdminServer();
  const body = { name: "Target", config: { url: "https://target.test/scim" } };
  await muster.call("POST", `/api/v1/organizations/${muster.org}/applications`, { body });
});
afterAll(() => muster.close());

async function audited() {
  return (await muster.deps.store.page("audit", { where: { org: muster.org }, limit: 5_000 })).length;
}

const HEAD = "muster: 1\nkind: application\nname: Broken\nconfig: { url: https://broken.test/scim }\n";

test.each<[string, string, string, RegExp]>([
  [
    "an alias bomb",
    "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "configuration.yaml-alias",
    /bad\.yaml:6:8: .*alias/,
  ],
  ["a tab", "settings:\n\tparkAfter: 3\n", "configuration.yaml-tab", /bad\.yaml:6:1: .*tab/],
  ["a doubled member", "name: Again\n", "configuration.yaml-duplicate-key", /bad\.yaml:5:1: /],
  [
    "an open bracket",
    "scopes: { user: [\n",
    "configuration.yaml-syntax",
    /bad\.yaml:\d+:\d+: .*not valid YAML/,
  ],
  [
    "an unknown member",
    "asignments: []\n",
    "configuration.member-unknown",
    /bad\.yaml:5:1: .*nearest name is assignments/,
  ],
  [
    "an unknown member within",
    "mappings: { users: default }\n",
    "configuration.member-unknown",
    /bad\.yaml:5:13: .*user/,
  ],
  [
    "a value of another type",
    "assignments: everyone\n",
    "configuration.value-invalid",
    /bad\.yaml:5:14: .*list/,
  ],
  [
    "everyone assigned twice",
    "assignments: [{ everyone: true }, { everyone: true }]\n",
    "configuration.listed-twice",
    /bad\.yaml:5:35: .*"everyone" is in the list twice/,
  ],
  ["an unknown setting", "settings: { parkAftr: 3 }\n", "setting.unknown", /bad\.yaml:5:13: .*parkAfter/],
  [
    "a setting out of its bounds",
    "settings: { parkAfter: 0 }\n",
    "setting.not-a-whole-number",
    /bad\.yaml:5:24: /,
  ],
  [
    "a secret in clear",
    "credential: hunter2-hunter2\n",
    "configuration.secret-in-clear",
    /bad\.yaml:5:13: .*\$env:NAME/,
  ],
  [
    "a secret under another name",
    "token: hunter2-hunter2\n",
    "configuration.member-unknown",
    /bad\.yaml:5:8: .*\$file:PATH/,
  ],
  [
    "a reference without a word on what happens if it is missing",
    "credential: { from: $env:SOME_NAME }\n",
    "configuration.value-invalid",
    /bad\.yaml:5:13: The value of credential must be \$env:NAME, .*ifMissing: keep/,
  ],
  ["a seed of another form", "seed: abc\n", "configuration.value-invalid", /bad\.yaml:5:7: .*64/],
  [
    "an unknown user",
    "assignments:\n  - { user: nobody-here }\n",
    "app.subject-not-found",
    /bad\.yaml:6:13: .*nobody-here/,
  ],
  [
    "two mappings to one target",
    "mappings:\n  user:\n    attributes:\n      - { target: userName, kind: direct, source: mail, matching: 1 }\n      - { target: userName, kind: direct, source: mail }\n",
    "mapping.target-overlaps",
    /bad\.yaml:9:19: .*userName/,
  ],
  [
    "an attribute without its kind",
    "mappings:\n  user:\n    attributes:\n      - { target: userName, source: mail, matching: 1 }\n",
    "mapping.kind-invalid",
    /bad\.yaml:8:9: The kind of source "" does not exist\. Set kind to direct/,
  ],
  [
    "a wrong expression",
    "mappings:\n  user:\n    attributes:\n      - { target: userName, kind: direct, source: mail, matching: 1 }\n      - { target: title, kind: expression, expression: 'ToUpper([mail]' }\n",
    "mapping.",
    /bad\.yaml:9:71, position 14: /,
  ],
  [
    "a filter on an unknown attribute",
    'scopes:\n  user:\n    - deprtment EQUALS "Sales"\n',
    "scoping.attribute-unknown",
    /bad\.yaml:7:7, position 0: .*department/,
  ],
  [
    "a connector that there is not",
    "connector: telnet\n",
    "app.connector-unknown",
    /bad\.yaml:5:12: .*telnet/,
  ],
  ["another version of the format", "", "configuration.value-invalid", /bad\.yaml:1:9: .*muster must be 1\./],
])("%s is refused with its place and changes nothing", async (name, body, code, expected) => {
  const head = name.startsWith("another version") ? HEAD.replace("muster: 1", "muster: 2") : HEAD;
  files.set("bad.yaml", head + body);
  const before = [await audited(), (await json("config", "export")).documents];
  const { exit, stdout, stderr } = await config("apply", "bad.yaml", "--yes");
  expect([exit, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(expected);
  expect(stderr).not.toContain("hunter2");
  const { error } = await json("config", "diff", "bad.yaml");
  expect(error.code).toBe("configuration.invalid");
  expect(error.errors[0].code).toContain(code);
  expect(error.errors[0]).toMatchObject({
    file: "bad.yaml",
    line: expect.any(Number),
    column: expect.any(Number),
  });
  expect([await audited(), (await json("config", "export")).documents]).toEqual(before);
});

test("the errors of all documents are reported at once, and in French", async () => {
  files.set(
    "bad.yaml",
    `${HEAD}settings: { parkAfter: 0 }\n---\n${HEAD.replace("Broken", "Other")}colour: red\n`,
  );
  env["MUSTER_LANG"] = "fr";
  const { stderr } = await config("diff", "bad.yaml");
  delete env["MUSTER_LANG"];
  expect(stderr).toMatch(/Rien n’a été changé/);
  files.set("bad.yaml", `${HEAD}settings: { parkAfter: 0 }\nassignments: [{ user: nope }]\n---\n${HEAD}`);
  const { error } = await json("config", "diff", "bad.yaml");
  expect(error.errors.map((each: { line: number }) => each.line)).toEqual([5, 6, 10]);
});

test("of very many errors the first are listed, and the number of all", async () => {
  const aliases = Array.from({ length: 2_000 }, () => "  - *a").join("\n");
  const users = Array.from({ length: 120 }, (_, at) => `  - { user: nobody-${at} }`).join("\n");
  const members = Array.from({ length: 150 }, (_, at) => `colour${at}: red`).join("\n");
  for (const [body, count, more] of [
    [`tags:\n  - &a x\n${aliases}\n`, "2,000", "1,900"],
    [`assignments:\n${users}\n`, "120", "20"],
    [`${members}\nassignments:\n${users}\n`, "270", "170"],
    [`credential: hunter2-hunter2\nassignments:\n${users}\n`, "121", "21"],
  ] as const) {
    files.set("bad.yaml", HEAD + body);
    const { exit, stderr } = await config("diff", "bad.yaml");
    const lines = stderr.split("\n").filter((line) => line.startsWith("  bad.yaml:"));
    expect([exit, lines.length]).toEqual([2, 100]);
    expect(stderr).toContain(`has ${count} errors`);
    expect(stderr).toContain(`… and ${more} more`);
    const { error } = await json("config", "diff", "bad.yaml");
    expect([error.errors.length, error.params.errors]).toEqual([100, Number(count.replace(",", ""))]);
  }
});

test("secrets in clear, wrong members and wrong contents are one list, and no secret is sent", async () => {
  files.set(
    "bad.yaml",
    [
      ...["muster: 1", "kind: application", "name: Broken", "config: { url: https://broken.test/scim }"],
      ...["credential: hunter2-hunter2", "settings: { parkAfter: 0 }", "assignments:", "  - { usr: ana }"],
      ...["scopes:", "  user:", '    - deprtment EQUALS "Sales"', "colour: red", "---"],
      ...["muster: 1", "kind: application", "name: Other", "config: { url: nowhere }", "roles: 7", ""],
    ].join("\n"),
  );
  const { error } = await json("config", "apply", "bad.yaml", "--yes");
  const found = error.errors.map(({ line, code }: { line: number; code: string }) => [line, code]);
  expect(found).toEqual([
    [5, "configuration.secret-in-clear"],
    [6, "setting.not-a-whole-number"],
    [8, "configuration.member-unknown"],
    [8, "app.subject-not-found"],
    [11, "scoping.attribute-unknown"],
    [12, "configuration.member-unknown"],
    [17, "config.url-invalid"],
    [18, "configuration.value-invalid"],
  ]);
  expect(JSON.stringify(error)).not.toContain("hunter2");
});

test.each([
  ["the settings of the connector", "config: { url: nowhere }", "config.url-invalid"],
  ["their type", "config: 7", "configuration.value-invalid"],
  ["the name of the section", "conifg: { url: https://broken.test/scim }", "configuration.member-unknown"],
  ["the template", "template: cisco-webx", "template.not-found"],
  ["the type of the template", "template: 7", "configuration.value-invalid"],
  ["the connector", "connector: telnet", "app.connector-unknown"],
  ["the roles", "roles: 7", "configuration.value-invalid"],
  ["the name of the application", "name: 7", "configuration.value-invalid"],
  ["the version of the format", "muster: 2", "configuration.value-invalid"],
  ["the kind", "kind: aplication", "configuration.kind-unknown"],
  ["the word for the version", "mustr: 1", "configuration.member-unknown"],
])("an error in %s does not hide those that follow", async (_, line, code) => {
  const head = [
    "muster: 1",
    "kind: application",
    "name: Broken",
    "config: { url: https://broken.test/scim }",
  ];
  const own = line.replace(/:.*/, "").slice(0, 4);
  const kept = head.filter((each) => !each.startsWith(own) && !(own === "coni" && each.startsWith("conf")));
  const rest = [
    ...["settings: { parkAftr: 0 }", "assignments: [{ user: nobody-here, role: Admin }]"],
    ...["selectedGroups: [{ group: nothing-here }]", "scopes: { user: ['deprtment EQUALS \"Sales\"'] }"],
    "mappings: { user: { attributes: [{ target: userName, kind: drct, source: mail, matching: 1 }] } }",
  ];
  files.set("bad.yaml", [...kept, line, ...rest].join("\n"));
  const { error } = await json("config", "diff", "bad.yaml");
  const at = kept.length + 1;
  const found = error.errors.map((each: { line: number; code: string }) => `${each.line} ${each.code}`);
  expect(found.sort()).toEqual(
    [
      `${at} ${code}`,
      `${at + 1} setting.unknown`,
      `${at + 2} app.subject-not-found`,
      `${at + 3} object.not-found`,
      `${at + 4} scoping.attribute-unknown`,
      `${at + 5} mapping.kind-invalid`,
    ].sort(),
  );
});

test.each(["", "parameters: {}\n"])(
  "a missing parameter of the template is reported, and where it is given in a file: %j",
  async (more) => {
    files.set("bad.yaml", `muster: 1\nkind: application\nname: Broken\ntemplate: cisco-webex\n${more}`);
    const { exit, stderr } = await config("diff", "bad.yaml");
    expect([exit, stderr]).toEqual([
      2,
      expect.stringMatching(/bad\.yaml:\d:\d+: .*orgId has no value.*parameters in a file/),
    ]);
  },
);

test.each([
  ["its name", "name: 7", "configuration.value-invalid", []],
  ["its kind", "kind: orgnization", "configuration.kind-unknown", []],
  ["its kind, which says nothing", "kind: nothing", "configuration.kind-unknown", []],
  ["its name, among all organizations", "name: 7", "configuration.value-invalid", ["--all-organizations"]],
])("an organization with an error in %s does not hide those that follow", async (_, line, code, options) => {
  const head = ["muster: 1", "kind: organization", "name: Contoso"];
  const kept = head.filter((each) => each.slice(0, 4) !== line.slice(0, 4));
  const rest = [
    "webhooks: [{ name: audit, url: nowhere }]",
    "applications: [{ name: Second, config: { url: https://second.test/scim }, settings: { parkAftr: 0 } }]",
    "---",
    "{ muster: 1, kind: application, organization: Contoso, name: Target, settings: { parkAftr: 0 } }",
  ];
  files.set("bad.yaml", [...kept, line, ...rest].join("\n"));
  const { error } = await json("config", "diff", "bad.yaml", ...options);
  const found = error.errors.map((each: { line: number; code: string }) => `${each.line} ${each.code}`);
  const ofContents = ["4 webhook.url-invalid", "5 setting.unknown"];
  expect(found.sort()).toEqual([`3 ${code}`, ...ofContents, "7 setting.unknown"]);
});

test("of an organization with a wrong name, errors that depend on what it has are left out", async () => {
  const lines = [
    "muster: 1",
    "kind: organization",
    "name: 7",
    "webhooks:",
    "  - { name: payroll, secret: keep }",
    "  - { name: archive, url: https://archive.test/, secret: { from: $env:UNSET, ifMissing: keep } }",
    "applications:",
    "  - name: Second",
    "    credential: $env:UNSET",
    "    config: { url: https://second.test/scim }",
    "    assignments: [{ user: ana }, { group: Staff }]",
    "    selectedGroups: [{ group: Staff }]",
    '    scopes: { user: ["costCentre EQUALS 7"] }',
    "---",
    "{ muster: 1, kind: application, organization: 7, name: Target, settings: { parkAftr: 0 } }",
  ];
  files.set("bad.yaml", lines.join("\n"));
  const { error } = await json("config", "diff", "bad.yaml", "--all-organizations");
  const found = error.errors.map((each: { line: number; code: string }) => `${each.line} ${each.code}`);
  expect(found).toEqual([
    "3 configuration.value-invalid",
    "9 configuration.reference-unresolved",
    "15 configuration.value-invalid",
    "15 setting.unknown",
  ]);
});

test("a misspelt member within a section is one error, and its value is checked", async () => {
  const sections = [
    "roles: [{ valu: Member }]",
    "schedule: { stat: often }",
    "assignments: [{ grup: nobody-here }]",
    "selectedGroups: [{ grop: nothing-here }]",
  ];
  files.set("bad.yaml", `${HEAD}${sections.join("\n")}\n`);
  const { error } = await json("config", "diff", "bad.yaml");
  const found = error.errors.map((each: { line: number; code: string }) => `${each.line} ${each.code}`);
  expect(found.sort()).toEqual([
    "5 configuration.member-unknown",
    "6 configuration.member-unknown",
    "6 configuration.value-invalid",
    "7 app.subject-not-found",
    "7 configuration.member-unknown",
    "8 configuration.member-unknown",
    "8 object.not-found",
  ]);
});

test("a reference to a text that cannot be a credential is named with its place", async () => {
  files.set("bad.yaml", `${HEAD}credential: $file:shadow\n`);
  files.set("shadow", "root:*:1\ndaemon:*:1\n");
  const { exit, stderr } = await config("diff", "bad.yaml");
  expect([exit, stderr]).toEqual([2, expect.stringMatching(/bad\.yaml:5:13: .*\$file:shadow.*one line/)]);
  expect(stderr).not.toContain("daemon");
});

test("a credential of another form than the settings send is named, also beside other errors", async () => {
  env["SPACED"] = "two words of a secret";
  const oauth = "oauth: { tokenUrl: https://login.test/token, clientId: muster }";
  const wrong = `${HEAD}credential: $env:SPACED\n`;
  for (const rest of ["", "settings: { parkAfter: x }\n", "colour: red\n"]) {
    files.set("bad.yaml", wrong + rest);
    const { error } = await json("config", "diff", "bad.yaml");
    expect(error.errors).toHaveLength(rest === "" ? 1 : 2);
    expect(error.errors[0]).toMatchObject({ code: "app.credential-not-a-token", line: 5, column: 13 });
  }
  files.set("good.yaml", wrong.replace("scim }", `scim, ${oauth} }`));
  expect(await config("diff", "good.yaml")).toMatchObject({ exit: 0 });
  delete env["SPACED"];
});

test.each(["credential", "credentail"])(
  "a secret in clear is refused without a server too, as %s",
  async (name) => {
    files.set("bad.yaml", `${HEAD}${name}: hunter2-hunter2\n`);
    env["MUSTER_URL"] = "http://127.0.0.1:9";
    env["MUSTER_ORG"] = muster.org;
    const { error } = await json("config", "diff", "bad.yaml");
    for (const name of ["MUSTER_URL", "MUSTER_ORG"]) delete env[name];
    expect(error.errors).toMatchObject([{ line: 5, code: "configuration.secret-in-clear" }]);
  },
);

test("a misspelt credential in clear is reported as misspelt too", async () => {
  files.set("bad.yaml", `${HEAD}credentail: hunter2-hunter2\n`);
  const { error } = await json("config", "diff", "bad.yaml");
  expect(error.errors).toMatchObject([
    { line: 5, code: "configuration.member-unknown", params: { nearest: "credential" } },
    { line: 5, code: "configuration.secret-in-clear" },
  ]);
  expect(JSON.stringify(error)).not.toContain("hunter2");
});
