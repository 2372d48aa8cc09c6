import { expect, test } from "vitest";
import type { Packer } from "../../../ports/packer.ts";
import { PlanningRecorder } from "./planning-recorder.ts";

const packer: Packer = { pack: async (text) => text, unpack: async (text) => text };
const NOTHING = { ofObjects: [], ofAccounts: [] };

async function linesOf(recorder: PlanningRecorder): Promise<readonly unknown[] | undefined> {
  const finished = await recorder.finish();
  const texts = await Promise.all((finished?.parts ?? []).map((part) => packer.unpack(part)));
  return finished && texts.flatMap((text) => text.trimEnd().split("\n")).map((line) => JSON.parse(line));
}

test("a version of a row is recorded once, and named by its place", async () => {
  const recorder = new PlanningRecorder(packer, { sizeMax: 10_000, blanked: NOTHING });
  const row = { id: "a", version: 1, doc: { userName: "ada" } };
  expect(recorder.name("object", [row, { ...row }])).toEqual([0, 0]);
  expect(recorder.name("object", [{ ...row, version: 2 }])).toEqual([1]);
  expect(recorder.name("pending", [{ object: "a" }])).toEqual([{ object: "a" }]);
  expect(await linesOf(recorder)).toMatchObject([{ row: { version: 1 } }, { row: { version: 2 } }]);
});

test("values under the names of secrets and of blanked attributes are not recorded", async () => {
  const blanked = { ofObjects: ["nickName"], ofAccounts: ["password"] };
  const recorder = new PlanningRecorder(packer, { sizeMax: 10_000, blanked });
  recorder.name("object", [
    { id: "a", version: 1, doc: { nickName: "s1", badge: { apiToken: "s2" }, title: "x" } },
  ]);
  recorder.name("link", [
    { object: "a", version: 1, projected: { nickName: "kept", "urn:x:User:secret": "s3" } },
  ]);
  const answer = recorder.cleanAccount({ password: "s4", userName: "ada" });
  recorder.note({ kind: "answer", to: ["read"], answer });
  const text = JSON.stringify(await linesOf(recorder));
  expect(text).not.toMatch(/"s[1-4]"/);
  expect(text).toMatch(/"title":"x".*"nickName":"kept".*"userName":"ada"/);
});

test("a recording is given up at its bound, in one piece and in many", async () => {
  const recorder = new PlanningRecorder(packer, { sizeMax: 200, blanked: NOTHING });
  recorder.note({ kind: "answer", to: ["count"], answer: 1 });
  expect(recorder.size).toBeGreaterThan(0);
  recorder.note({ kind: "answer", to: ["page"], answer: "x".repeat(200) });
  recorder.note({ kind: "answer", to: ["count"], answer: 1 });
  expect(recorder.name("object", [{ id: "a", version: 1, doc: {} }])).toEqual([]);
  expect(await recorder.finish()).toBeUndefined();
});
