import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Verdict } from "./clause.ts";
import { AREAS, CLAUSES } from "./clauses.ts";
import { DEVIATIONS, DEVIATIONS_MAX } from "./deviations.ts";
import { examine, type Finding, type Provider, startMuster, startStub } from "./provider.ts";
import { writeReport } from "./report.ts";

let provider: Provider;
let findings: ReadonlyMap<string, Finding> = new Map();
beforeAll(async () => {
  provider = await startMuster();
  findings = await examine(provider, CLAUSES);
}, 120_000);
afterAll(() => provider.close());

const known = new Set(DEVIATIONS.map(({ id }) => id));

describe("Muster", () => {
  test.each(CLAUSES)("$section $level $id", ({ id }) => {
    const finding = findings.get(id);
    if (finding?.verdict === "deviates" && !known.has(id)) throw finding.error;
    const isExpected = finding !== undefined && known.has(id) === (finding.verdict === "deviates");
    expect(isExpected, "holds now: take it off test/conformance/deviations.ts").toBe(true);
  });

  test("docs/scim-conformance.md says what was found (-u writes it anew)", async () => {
    const verdicts = new Map([...findings].map(([id, { verdict }]): [string, Verdict] => [id, verdict]));
    await expect(writeReport(AREAS, verdicts, DEVIATIONS)).toMatchFileSnapshot(
      "../../docs/scim-conformance.md",
    );
  });
});

test("known deviations are clauses, have a reason, and do not become more", () => {
  expect(DEVIATIONS).toHaveLength(DEVIATIONS_MAX);
  expect(known.size).toBe(DEVIATIONS.length);
  const ids = new Set(CLAUSES.map(({ id }) => id));
  expect([...known].filter((id) => !ids.has(id))).toEqual([]);
  for (const { why, since } of DEVIATIONS) {
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(since).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});

test("every clause has a name of its own, a section and a sentence", () => {
  expect(new Set(CLAUSES.map(({ id }) => id)).size).toBe(CLAUSES.length);
  for (const { id, section, title } of CLAUSES) {
    expect(id).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
    expect(section).toMatch(/^(RFC \d{4}|IOP) §\d+(\.\d+)*$/);
    expect(title).toMatch(/^\S.{15,}[^.]\.$/);
  }
});

const ERROR = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"404","detail":"x"}';
const LIST =
  '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}';

describe("a provider that answers everything alike", () => {
  test.each([
    ["nothing", 204, ""],
    ["an empty object", 200, "{}"],
    ["an object that was made", 201, '{"id":"1","userName":"ada"}'],
    ["an empty list", 200, LIST],
    ["not found", 404, ERROR],
  ])("meets no clause: %s", async (_, status, body) => {
    const stub = await startStub(status, body);
    try {
      const found = await examine(stub, CLAUSES);
      expect(found.size).toBe(CLAUSES.length);
      expect([...found].filter(([, { verdict }]) => verdict !== "deviates").map(([id]) => id)).toEqual([]);
    } finally {
      await stub.close();
    }
  });
});
