import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deps } from "../../../src/app/deps.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { overEveryStore } from "../store/stores.ts";
import { createRunner } from "./runner.ts";

/** A whole organization is written to files, compared with them, changed by them, and created from them. */

const BADGE = "urn:example:params:scim:schemas:extension:1.0:Badge";
const SCHEMA = {
  id: BADGE,
  name: "Badge",
  description: "The badge of a person.",
  attributes: [{ name: "level", type: "string", multiValued: false, description: "Where it opens doors." }],
};
const DEVICES = JSON.parse(readFileSync("examples/schemas/devices.json", "utf8"));
const SIGNING = `whsec_${"Q".repeat(32)}`;

await overEveryStore((under) => {
  let muster: AdminServer;
  /** The name of an application whose commits are refused. */
  let refused = "";
  const files = new Map<string, string>();
  const env: Record<string, string> = {};
  const { run, json } = createRunner(
    () => ({
      MUSTER_URL: muster.url,
      MUSTER_TOKEN: muster.tokens["instance-admin"],
      MUSTER_ORG: "contoso",
      TARGET_TOKEN: "target-secret-4d1e",
      ...env,
    }),
    async () => {},
    files,
  );
  const config = (...args: string[]) => run("config", ...args);

  beforeAll(async () => {
    const place = await under.newPlace();
    muster = await startAdminServer(
      (deps) => refuseSome(deps, () => refused),
      "url" in place ? { databaseUrl: place.url } : {},
    );
    await addPeople(muster.deps, muster.org, ["ana"]);
    files.set("badge.json", JSON.stringify(SCHEMA));
    files.set("devices.json", JSON.stringify(DEVICES));
    const extended = { name: "User", schemaExtensions: [{ schema: BADGE, required: false }] };
    files.set("user.json", JSON.stringify({ resourceTypes: [extended] }));
    for (const args of [
      ["schema", "apply", "badge.json", "devices.json", "user.json"],
      ["webhook", "create", "--name", "audit", "--url", "https://audit.test/hook", "--type", "user.created"],
      [
        "app",
        "create",
        "--name",
        "Target",
        "--connector",
        "scim",
        "--url",
        "https://target.test/scim",
        "--token-env",
        "TARGET_TOKEN",
      ],
      ["scope", "set", "Target", "--filter", `${BADGE}:level EQUALS "3"`],
      ["app", "assign", "Target", "--user", "ana@contoso.test"],
    ]) {
      expect(await run(...args)).toMatchObject({ exit: 0, stderr: "" });
    }
  });
  afterAll(() => muster.close());

  async function audited() {
    return muster.deps.store.count("audit", {});
  }

  async function exported(...args: string[]): Promise<string> {
    const { stdout, stderr, exit } = await config("export", ...args);
    expect([exit, stderr]).toEqual([0, ""]);
    return stdout;
  }

  const paths = (result: { changes: { kind: string; name: string; action: string; path: string }[] }) =>
    result.changes.map(({ kind, name, action, path }) => `${kind} ${name}: ${action} ${path}`);

  test("an export has the organization with its applications, and applying it writes nothing", async () => {
    const text = await exported();
    expect(text).toBe(await exported());
    expect(text).toContain("muster: 1\nkind: organization\nname: Contoso\n");
    expect(text).toContain("softDeleteDays: 0\n");
    expect(text).toContain(`id: ${BADGE}\n`);
    expect(text).toContain("  - name: audit\n    url: https://audit.test/hook\n");
    expect(text).toContain("    secret:\n      from: $env:AUDIT_SECRET\n      ifMissing: keep\n");
    expect(text).toContain("applications:\n  - Target\n");
    expect(text).toContain("---\n# Configuration of Muster");
    expect(text).not.toContain("whsec_");
    files.set("org.yaml", text);
    const before = await audited();
    expect(await json("config", "diff", "org.yaml", "--prune")).toMatchObject({ changed: 0 });
    expect(await json("config", "apply", "org.yaml", "--yes")).toMatchObject({ changed: 0, applied: false });
    expect(await audited()).toBe(before);
  });

  test("every section changes as its file says, and the second run changes nothing", async () => {
    const original = await exported();
    const text = original
      .replace("softDeleteDays: 0", "softDeleteDays: 30")
      .replace("https://audit.test/hook", "https://audit.test/other")
      .replace("state: on", "state: off")
      .replace("description: The badge of a person.", "description: The badge.")
      .replace(
        "- Target\n",
        "- Target\n  - name: Nested\n    config: { url: https://nested.test/scim }\n    schedule: { state: off }\n",
      )
      .replace("- ana\n", "- ana\n");
    files.set("org.yaml", text);
    env["AUDIT_SECRET"] = SIGNING;
    const diff = await json("config", "diff", "org.yaml");
    expect(paths(diff)).toEqual([
      "organization Contoso: change softDeleteDays",
      `organization Contoso: change definitions/schemas/${BADGE}`,
      "organization Contoso: change webhooks/audit/url",
      "organization Contoso: change webhooks/audit/state",
      "organization Contoso: change webhooks/audit/secret",
      "application Nested: create ",
      "application Nested: create config/url",
      "application Nested: create schedule/state",
    ]);
    expect(JSON.stringify(diff)).not.toContain("whsec_");
    const applied = await config("apply", "org.yaml", "--yes");
    expect(applied).toMatchObject({ exit: 0, stderr: "" });
    expect(applied.stdout).toContain('~ organization "Contoso"');
    expect(applied.stdout).toContain('+ application "Nested"');
    expect(await json("app", "show", "Nested")).toMatchObject({ schedule: { state: "off" } });
    const before = await audited();
    expect(await json("config", "apply", "org.yaml", "--yes")).toMatchObject({ changed: 0 });
    expect(await audited()).toBe(before);
    expect(await json("webhook", "list")).toMatchObject({ items: [{ state: "off" }] });
    // The first file names the application that was added since, once it is to be pruned.
    files.set("org.yaml", original);
    const pruned = await json("config", "diff", "org.yaml", "--prune");
    expect(paths(pruned)).toContain("application Nested: delete ");
    const refusal = await config("apply", "org.yaml", "--prune", "--yes", "--accept-deletions", "0");
    expect(refusal.exit).toBe(4);
    expect(refusal.stderr).toContain("--accept-deletions");
    expect(await config("apply", "org.yaml", "--prune", "--yes")).toMatchObject({ exit: 0 });
    expect(await json("config", "diff", "org.yaml", "--prune")).toMatchObject({ changed: 0 });
    delete env["AUDIT_SECRET"];
  });

  test("another organization is created from the files, with the definitions that its filters name", async () => {
    const text = (await exported("--all-organizations"))
      .split("---\n")
      .filter((document) => /(?:name|organization): Contoso\n/.test(document))
      .join("---\n")
      .replaceAll("Contoso", "Northwind")
      .replace(/assignments:\n {2}- .*\n/, "");
    expect(text).toContain("kind: application\norganization: Northwind\nname: Target\n");
    files.set("north/all.yaml", text);
    env["AUDIT_SECRET"] = SIGNING;
    const applied = await json("config", "apply", "north", "--all-organizations", "--yes");
    expect(paths(applied)).toEqual(
      expect.arrayContaining([
        "organization Northwind: create ",
        `organization Northwind: create definitions/schemas/${BADGE}`,
        "organization Northwind: create definitions/resourceTypes/User",
        "organization Northwind: create webhooks/audit",
        "application Target: create ",
      ]),
    );
    expect(await json("config", "apply", "north", "--all-organizations", "--yes")).toMatchObject({
      changed: 0,
    });
    expect((await json("scope", "show", "Target", "--org", "northwind")).user.filters).toHaveLength(1);
    expect((await json("config", "diff", "north/all.yaml", "--org", "northwind")).changed).toBe(0);
    delete env["AUDIT_SECRET"];
    expect((await json("config", "diff", "north", "--all-organizations")).changed).toBe(0);
  });

  test("an application is exported by its id, or by a name that one organization alone has", async () => {
    env["MUSTER_ORG"] = "";
    const url = ["--connector", "scim", "--url", "https://single.test/scim", "--token-env", "TARGET_TOKEN"];
    const { appId } = await json("app", "create", "--org", "contoso", "--name", "Single", ...url);
    expect(await exported("single")).toContain("\nname: Single\n");
    expect(await exported(appId)).toBe(await exported("Single", "--org", "contoso"));
    const both = await config("export", "Target");
    expect([both.exit, both.stdout]).toEqual([2, ""]);
    expect(both.stderr.match(/--org [0-9a-f-]{36}/g)).toHaveLength(2);
    expect(await exported("Target", "--org", "northwind")).toContain("\nname: Target\n");
    // Without an application it is a matter of one organization.
    expect((await config("export")).stderr).toContain("--org");
    expect((await run("app", "delete", appId, "--yes")).exit).toBe(0);
    delete env["MUSTER_ORG"];
  });

  test("--prune deletes what the lists leave out, and a list that is left out deletes nothing", async () => {
    files.set("few.yaml", "muster: 1\nkind: organization\nname: Northwind\n");
    const few = ["few.yaml", "--org", "northwind", "--prune"];
    expect(await json("config", "diff", ...few)).toMatchObject({ changed: 0 });
    files.set(
      "few.yaml",
      "muster: 1\nkind: organization\nname: Northwind\ndefinitions: { schemas: [], resourceTypes: [] }\nwebhooks: []\napplications: []\n",
    );
    const shown = await config("diff", ...few);
    expect(shown.stdout).toContain('- application "Target"  0 linked accounts');
    expect(await json("config", "apply", ...few, "--yes")).toMatchObject({ deletions: 7, applied: true });
    expect(await json("config", "diff", ...few)).toMatchObject({ changed: 0 });
    expect(await json("app", "list", "--org", "northwind")).toMatchObject({ items: [] });
    expect(await json("webhook", "list", "--org", "northwind")).toMatchObject({ items: [] });
  });

  test("an attribute of the organization's own schema is known to a mapping, and a misspelt one is noted", async () => {
    for (const [source, noted] of [
      [`${BADGE}:level`, []],
      [`${BADGE}:levle`, [`${BADGE}:level`]],
    ] as const) {
      const set = await json("mapping", "set", "Target", "nickName", "--source", source);
      const nearest = set.notes.map(({ params }: { params: { nearest: string } }) => params.nearest);
      expect(nearest).toEqual(noted);
    }
    expect((await json("mapping", "reset", "Target")).notes).toEqual([]);
  });

  const HEAD = "muster: 1\nkind: organization\nname: Contoso\n";

  test.each<[string, string, string, RegExp]>([
    ["an unknown member", "webhoks: []\n", "configuration.member-unknown", /:4:1: .*webhooks/],
    [
      "an unknown member of a webhook",
      "webhooks:\n  - { name: a, adress: x }\n",
      "configuration.member-unknown",
      /:5:16: /,
    ],
    [
      "an unknown member of an application within",
      "applications:\n  - { name: A, colour: red }\n",
      "configuration.member-unknown",
      /:5:16: /,
    ],
    ["days out of bounds", "softDeleteDays: 5000\n", "configuration.value-invalid", /:4:17: /],
    [
      "a webhook without its address",
      "webhooks:\n  - { name: new }\n",
      "configuration.webhook-url-missing",
      /:5:5: .*new/,
    ],
    [
      "an unknown event type",
      "webhooks:\n  - { name: new, url: https://a.test/, types: [user.sung] }\n",
      "webhook.type-unknown",
      /:5:47: .*user\.created/,
    ],
    [
      "a signing secret in clear",
      "webhooks:\n  - { name: audit, secret: whsec_hunter2hunter2 }\n",
      "configuration.secret-in-clear",
      /:5:28: .*\$env:NAME/,
    ],
    [
      "a reference that leads nowhere",
      "webhooks:\n  - { name: audit, secret: $env:NOWHERE }\n",
      "configuration.reference-unresolved",
      /:5:28: .*NOWHERE/,
    ],
    [
      "a credential in clear within",
      "applications:\n  - { name: A, credential: hunter2-hunter2 }\n",
      "configuration.secret-in-clear",
      /:5:28: /,
    ],
    [
      "an application that is not there",
      "applications: [Nowhere]\n",
      "configuration.application-missing",
      /:4:16: .*Nowhere/,
    ],
    [
      "a wrong definition",
      "definitions:\n  schemas:\n    - id: urn:example:x\n      name: X\n      attributes:\n        - { name: a, type: strin }\n",
      "schema.invalid",
      /:9:28: /,
    ],
    [
      "a setting of an application within",
      "applications:\n  - name: A\n    config: { url: https://a.test/ }\n    settings: { parkAfter: 0 }\n",
      "setting.",
      /:7:28: /,
    ],
  ])("%s is refused with its place and changes nothing", async (_, body, code, expected) => {
    files.set("bad.yaml", HEAD + body);
    const before = await audited();
    const { exit, stdout, stderr } = await config("apply", "bad.yaml", "--yes");
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toContain("hunter2");
    const { error } = await json("config", "diff", "bad.yaml");
    const codes = error.errors.map((each: { code: string }) => each.code);
    expect(codes).toContainEqual(expect.stringContaining(code));
    expect(await audited()).toBe(before);
  });

  test("wrong definitions do not hide the errors of applications, and cause none in filters", async () => {
    const application =
      "applications:\n  - name: A\n    config: { url: https://a.test/ }\n    settings: { parkAfter: 0 }\n";
    const filters = `    scopes: { user: ['${BADGE}:new EQUALS "1"', 'department LIKE "x"'] }\n`;
    for (const definitions of ["definitions: 7\n", "definitions: { schemas: [{ id: 7 }] }\n"]) {
      files.set("bad.yaml", HEAD + definitions + application + filters);
      const { error } = await json("config", "diff", "bad.yaml");
      const found = error.errors.map(({ code, line }: { code: string; line: number }) => `${line} ${code}`);
      expect(found.slice(1).sort()).toEqual(["8 setting.not-a-whole-number", "9 scoping.operator-unknown"]);
    }
  });

  test("documents of other organizations and of unknown kinds are refused", async () => {
    const codes = async (text: string, ...args: string[]) => {
      files.set("bad.yaml", text);
      return (await json("config", "diff", "bad.yaml", ...args)).error.errors.map(
        ({ code, line }: { code: string; line: number }) => `${line} ${code}`,
      );
    };
    expect(await codes(HEAD, "--org", "fabrikam")).toEqual(["3 configuration.organization-differs"]);
    expect(await codes("muster: 1\nkind: team\nname: A\n")).toEqual(["2 configuration.kind-unknown"]);
    expect(await codes("muster: 1\nkind: organizaton\nname: Contoso\nwebhoks: []\n")).toEqual([
      "2 configuration.kind-unknown",
      "4 configuration.member-unknown",
    ]);
    expect(await codes(`${HEAD}---\n${HEAD}`)).toEqual(["7 configuration.repeated"]);
    const application = "muster: 1\nkind: application\nname: A\n";
    expect(await codes(application, "--all-organizations")).toEqual(["1 configuration.organization-missing"]);
    expect(await codes(`${application}organization: None\n`, "--all-organizations")).toEqual([
      "4 configuration.organization-unknown",
    ]);
    const documents = [{ muster: 1, kind: "organization", name: "Contoso" }];
    const at = `/api/v1/organizations/${muster.org}/configuration/apply`;
    expect((await muster.call("POST", at, { body: { documents } })).body.errors).toMatchObject([
      { code: "configuration.organization-elsewhere", pointer: "/documents/0/kind" },
    ]);
  });

  test("a refusal half-way says what was done, and the second run does the rest", async () => {
    const names = ["One", "Two", "Three"];
    const nested = names.map((name) => `  - { name: ${name}, config: { url: https://${name}.test/ } }\n`);
    files.set("three.yaml", `${HEAD}applications:\n${nested.join("")}`);
    refused = "Two";
    const stopped = await config("apply", "three.yaml", "--yes");
    refused = "";
    expect(stopped.exit).toBe(3);
    expect(stopped.stderr).toContain("Changes that were made: 2 of 6.");
    expect(stopped.stderr).toMatch(/three\.yaml:6:13: /);
    expect(paths(await json("config", "diff", "three.yaml"))).toEqual([
      "application Two: create ",
      "application Two: create config/url",
      "application Three: create ",
      "application Three: create config/url",
    ]);
    expect(await json("config", "apply", "three.yaml", "--yes")).toMatchObject({ changed: 4 });
    expect(await json("config", "apply", "three.yaml", "--yes")).toMatchObject({ changed: 0 });
  });
});

/** The same services, whose store refuses to insert an application of this name. */
function refuseSome(deps: Deps, name: () => string): Deps {
  const store: Deps["store"] = new Proxy(deps.store, {
    get(target, member) {
      const value: unknown = Reflect.get(target, member, target);
      if (typeof value !== "function") return value;
      if (member !== "commit") return value.bind(target);
      const commit: Deps["store"]["commit"] = async (writes) => {
        const isRefused = writes.some(
          (write) => write.op === "insert" && write.table === "application" && write.row.name === name(),
        );
        return isRefused ? { kind: "conflict", index: 0, reason: "exists" } : target.commit(writes);
      };
      return commit;
    },
  });
  return { ...deps, store };
}
