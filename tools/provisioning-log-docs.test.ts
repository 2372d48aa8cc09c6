import { describe, expect, test } from "vitest";
import { FAULT_KINDS } from "../src/core/provisioning/fault.ts";
import { STEP_STATUSES } from "../src/core/provisioning/log/list-steps.ts";
import { findFaultCode, REFERENCE_CODES } from "../src/core/provisioning/log/reference-codes.ts";
import { STEP_TYPES } from "../src/core/provisioning/log/step-places.ts";
import { en } from "../src/messages/en.ts";
import { bare, read, section, tableRows } from "./documents.ts";

/** The tables of the provisioning log in the documents, compared with the code. */

describe.each([
  ["docs/provisioning-log.md", "The steps", "Codes"],
  ["docs/fr/provisioning-log.md", "Les étapes", "Les codes"],
])("%s", (file, steps, codes) => {
  test("has the steps and their statuses", () => {
    const rows = tableRows(section(file, steps)).map(([name]) => bare(name));
    expect(rows).toEqual([...STEP_TYPES, ...STEP_STATUSES]);
  });

  test("has each code with its counterpart", () => {
    const rows = tableRows(section(file, codes)).map((row) => row.map(bare));
    const kinds = FAULT_KINDS.map((kind) => [kind, findFaultCode({ kind, code: "" })]);
    expect(rows).toEqual([...REFERENCE_CODES, ...kinds]);
  });
});

test("every code that has a counterpart is a code of Muster", () => {
  const known = new Set(Object.keys(en).map((key) => key.replace(/_(one|other)$/, "")));
  expect([...REFERENCE_CODES.keys()].filter((code) => !known.has(code))).toEqual([]);
  expect(read("README.md")).toContain("docs/provisioning-log.md");
});
