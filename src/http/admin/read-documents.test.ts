import { expect, test } from "vitest";
import { readDocuments } from "./read-documents.ts";

/** Documents that are wrong in very many places, which one request may hold. */

/** A clock in which every reading is a turn later, and the number of turns that were passed on. */
function countTurns() {
  const turns = { now: 0, passed: 0 };
  const env = {
    monotonic: () => (turns.now += 10),
    sleep: async () => {
      turns.passed += 1;
    },
  };
  return { turns, deps: { env } as never };
}

const misspelt = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`q${at}`, 0]));

test("other requests go first between documents, and the errors of all are bounded", async () => {
  const { turns, deps } = countTurns();
  const document = { muster: 1, kind: "application", nam: "A", ...misspelt(50) };
  const read = await readDocuments(
    deps,
    Array.from({ length: 100 }, () => document),
    "en",
  );
  expect(turns.passed).toBe(100);
  expect(read.errors.length).toBeGreaterThan(500);
  expect(read.errors.length).toBeLessThanOrEqual(1_000);
  expect(read.errorCount).toBe(100 * 51);
  expect(read.errors[0]?.pointer).toBe("/documents/0/nam");
});

test("of the members of a document only so many are looked at that it is refused", async () => {
  const { deps } = countTurns();
  const document = { muster: 1, kind: "application", name: "A", ...misspelt(50_000) };
  const read = await readDocuments(deps, [document], "en");
  expect(read.errors.length).toBeGreaterThan(100);
  expect(read.errors.length).toBeLessThanOrEqual(200);
});

test("an error within a misspelt member is placed where the sender wrote it", async () => {
  const { deps } = countTurns();
  const document = { muster: 1, kind: "application", name: "A", schedul: { state: "often" } };
  const read = await readDocuments(deps, [document], "en");
  expect(read.errors.map(({ pointer }) => pointer)).toContain("/documents/0/schedul/state");
  expect(read.toWritten("/documents/0/schedule/state")).toBe("/documents/0/schedul/state");
  expect(read.toWritten("/documents/0/scheduled")).toBe("/documents/0/scheduled");
  expect(read.toWritten("")).toBe("");
});
