import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dropPlan } from "../../../src/app/retention/trim-plans.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import type { World } from "../../../src/cli/world.ts";
import { replayCycle } from "../../../src/commands/replay/replay-cycle.ts";
import type { TokenKind } from "../../../src/ports/tables.ts";
import { bundleOf, expectSameReplay } from "../../replayed.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { LOCAL } from "../audit/trail.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type MappedDirectory, mapDirectory } from "./mapped-directory.ts";

/** Cycles are bundled, and their plans computed once more from the bundle alone. `sync` replays each of its cycles. */

const SECRET = "s3cr3t-of-the-pilot";
const TITLE = { target: "title", kind: "direct", source: "title", apply: "always" };
const PASSWORD = {
  target: "password",
  kind: "expression",
  expression: 'Join("-", [nickName], "2026-start")',
  ...{ apply: "on-create", writeOnly: true },
};

/** Runs a command of this machine over files in memory. */
async function run(argv: readonly string[], files: Readonly<Record<string, string>>) {
  let text = "";
  const sink = { write: (part: string) => (text += part) };
  const world: World = {
    ...{ stdout: sink, stderr: sink, env: { MUSTER_LANG: "en" }, version: "test" },
    async openFile(path) {
      const bytes = new TextEncoder().encode(files[path]);
      return { sizeBytes: bytes.length, bytes: Readable.from([bytes]) };
    },
    ...{ now: () => 0, sleep: async () => {} },
  };
  const exit = await buildProgram(world, { ...LOCAL, replayCycle }).run(["cycle", "replay", ...argv]);
  return { exit, text, json: argv.includes("--json") ? JSON.parse(text) : undefined };
}

await overEveryStore((under) => {
  let scim: ScimServer;
  let target: ScriptedTarget;
  let directory: MappedDirectory;
  let initial = "";
  let leaver = "";

  const lastCycle = async () => {
    const { org, app } = directory;
    const where = { org, app };
    const [cycle] = await scim.deps.store.page("cycle", { where, descending: true, limit: 1 });
    return cycle!;
  };

  beforeAll(async () => {
    const place = await under.newPlace();
    const databaseUrl = "url" in place ? place.url : undefined;
    scim = await startScimServer({ ...(databaseUrl && { databaseUrl }), planning: "thread" });
    target = await startScriptedTarget(() => undefined);
    directory = await mapDirectory(scim, target);
    const { client, sync, map } = directory;
    await map(TITLE, PASSWORD);
    const [ada, bo] = [
      await client.make("/Users", user("ada", { title: "Pilot", nickName: SECRET })),
      await client.make("/Users", user("bo", { title: "Baker" })),
    ];
    await client.make("/Groups", { displayName: "Crew", members: [{ value: ada.id }, { value: bo.id }] });
    await sync();
    initial = await expectSameReplay(scim.deps, await lastCycle());
    await client.patch(`/Users/${bo.id}`, [{ op: "replace", path: "title", value: "Miller" }]);
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    await client.patch(`/Users/${ada.id}`, [{ op: "replace", path: "active", value: false }]);
    expect((await sync()).counts).toMatchObject({ disabled: 1 });
    leaver = await expectSameReplay(scim.deps, await lastCycle());
  });
  afterAll(async () => {
    await target.stop();
    await scim.close();
  });

  test("a bundle has the facts of its time and gives the same decisions on another machine", async () => {
    expect(initial).toContain("Baker");
    expect(initial).not.toContain("Miller");
    const files = { "c.jsonl": initial };
    const { exit, json } = await run(["c.jsonl", "--json"], files);
    expect([exit, json]).toMatchObject([0, { identical: true, kind: "initial", difference: null }]);
    expect((await run(["c.jsonl"], files)).text).toMatch(
      /^Identical: the replay gives the same decisions \(3\)/,
    );
    expect((await run(["l.jsonl", "--json"], { "l.jsonl": leaver })).json.identical).toBe(true);
  });

  test("it holds no credential, no address, and no value that a write-only attribute is made of", async () => {
    for (const hidden of [target.token, target.url, SECRET]) {
      expect(initial).not.toContain(hidden);
      expect(leaver).not.toContain(hidden);
    }
  });

  test("another mapping: which accounts would have had other values, and how many", async () => {
    const { admin, org, app } = directory;
    const { body } = await admin("GET", `/api/v1/organizations/${org}/applications/${app}/configuration`);
    const { attributes } = body.document.mappings.user;
    const changed = attributes.map((each: { target: string }) =>
      each.target === "title"
        ? { target: "title", kind: "expression", expression: "ToUpper([title])" }
        : each,
    );
    const document = { ...body.document, mappings: { user: { attributes: changed } } };
    const files = {
      "c.jsonl": initial,
      "same.yaml": JSON.stringify(body.document),
      "new.yaml": JSON.stringify(document),
    };
    expect(await run(["c.jsonl", "--config", "same.yaml", "--json"], files)).toMatchObject({
      ...{ exit: 0, json: { identical: true, verbs: [], attributes: [], unanswered: [] } },
    });
    const { exit, json } = await run(["c.jsonl", "--config", "new.yaml", "--json"], files);
    expect([exit, json]).toMatchObject([
      0,
      {
        ...{ identical: false, verbs: [] },
        attributes: [
          { attribute: "title", count: 2, of: 2, examples: [{ recorded: "Pilot", replayed: "PILOT" }, {}] },
        ],
      },
    ]);
    const { text } = await run(["c.jsonl", "--config", "new.yaml"], files);
    expect(text).toMatch(/^title: 2 of 2\n {4}ada: "Pilot" → "PILOT"/m);
    const scoped = { ...body.document, scopes: { user: ['title EQUALS "Baker"'] } };
    const { json: fewer } = await run(["c.jsonl", "--config", "s.yaml", "--json"], {
      ...files,
      "s.yaml": JSON.stringify(scoped),
    });
    expect(fewer.verbs).toMatchObject([{ type: "user", recorded: "create", replayed: "none", count: 1 }]);
    const grouped = {
      ...document,
      mappings: {
        user: { attributes: [...attributes, { target: "nickName", kind: "direct", source: "memberOf" }] },
      },
    };
    expect(
      (await run(["c.jsonl", "--config", "g.yaml"], { ...files, "g.yaml": JSON.stringify(grouped) })).text,
    ).toMatch(/facts that the recorded cycle did not read/);
  });

  test("a wrong configuration is refused with the places of its errors", async () => {
    const wrong = {
      muster: 1,
      kind: "application",
      name: "Target",
      settings: { parkAfter: 0 },
      mappings: { user: { attributes: [{ target: "!" }] } },
    };
    const { exit, text } = await run(["c.jsonl", "--config", "w.yaml"], {
      "c.jsonl": initial,
      "w.yaml": JSON.stringify(wrong),
    });
    expect([exit, text]).toEqual([2, expect.stringContaining("w.yaml:1:")]);
  });

  describe("a file that is not as it was written", () => {
    test.each<[string, (text: string) => string, RegExp]>([
      ["an altered value", (text) => text.replace("Baker", "Bakes"), /not as Muster wrote it/],
      [
        "a line less",
        (text) =>
          text
            .split("\n")
            .filter((_, at) => at !== 2)
            .join("\n"),
        /not as Muster wrote it/,
      ],
      ["a line more", (text) => `${text}{}\n`, /not as Muster wrote it/],
      ["the end missing", (text) => text.slice(0, -200), /ends before the last line/],
      ["half of it", (text) => text.slice(0, text.length / 2), /ends before the last line/],
      [
        "another format",
        (text) => text.replace('"version":1', '"version":2'),
        /format version 2, written by Muster test/,
      ],
      ["another file", () => "name,mail\nada,a@contoso.test\n", /not a bundle of a cycle/],
      ["nothing", () => "", /not a bundle of a cycle/],
    ])("%s", async (_, change, message) => {
      const { exit, text } = await run(["c.jsonl"], { "c.jsonl": change(initial) });
      expect([exit, text]).toEqual([2, expect.stringMatching(message)]);
    });

    test("a decision that does not follow is shown by name", async () => {
      const lines = initial
        .trimEnd()
        .split("\n")
        .slice(0, -1)
        .map((line) => (line.includes('"kind":"decision"') ? line.replace("Baker", "Judge") : line));
      const hash = lines.reduce((before, line) => scim.deps.env.hash(`${before}\n${line}`), "");
      const forged = [...lines, JSON.stringify({ kind: "end", lines: lines.length, hash })].join("\n");
      const { exit, json } = await run(["c.jsonl", "--json"], { "c.jsonl": forged });
      expect([exit, json]).toMatchObject([
        1,
        {
          identical: false,
          difference: { name: "bo", part: "title", recorded: { to: "Judge" }, replayed: { to: "Baker" } },
        },
      ]);
    });
  });

  test("the server gives the bundle to those who may read exchanges, and the audit trail reports it", async () => {
    const { org } = directory;
    const { id } = await lastCycle();
    const path = `${scim.url}/api/v1/cycles/${id}/bundle`;
    const get = async (kind: TokenKind) =>
      fetch(path, { headers: { authorization: `Bearer ${await scim.token(org, "generic", "t", kind)}` } });
    expect((await get("scim")).status).toBe(403);
    const answer = await get("organization-admin");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "application/jsonl; charset=utf-8",
    ]);
    expect((await answer.text()).replace(/"muster":"[^"]*"/, "").split("\n")).toHaveLength(
      leaver.split("\n").length,
    );
    const where = { org, activity: "bundle" };
    expect(await scim.deps.store.page("audit", { where, limit: 9 })).toMatchObject([{ target: id }]);
  });

  test("cycles without a recording say why, and a recording goes with its plan", async () => {
    const { sync, map, org } = directory;
    const codeOf = async () => {
      const found = await bundleOf(scim.deps, await lastCycle());
      return typeof found === "string" ? "bundled" : found.code;
    };
    await map(TITLE, {
      target: "nickName",
      kind: "expression",
      expression: "Redact([title])",
      apply: "always",
    });
    await sync();
    expect(await codeOf()).toBe("bundle.hidden");
    await map(TITLE);
    await sync();
    expect(await codeOf()).toBe("bundled");
    const { store } = scim.deps;
    const plan = (await lastCycle()).plan!;
    expect(await store.count("recording_part", { org, plan })).toBeGreaterThan(0);
    await dropPlan(store, org, plan, () => true);
    expect([
      await store.count("recording_part", { org, plan }),
      await store.count("recording", { org, plan }),
    ]).toEqual([0, 0]);
    expect(await codeOf()).toBe("bundle.no-plan");
  });
});
