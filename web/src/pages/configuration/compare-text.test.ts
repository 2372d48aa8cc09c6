import { expect, test } from "vitest";
import type { ConfigurationResultShape } from "../../../../src/contract/configuration.ts";
import { createMessages } from "../../../../src/messages/messages.ts";
import { ConsoleError } from "../../api/console-error.ts";
import { compareText } from "./compare-text.ts";
import type { ConfigurationBody } from "./configuration-body.ts";

const SAME: ConfigurationResultShape = { changed: 0, applied: false, deletions: 0, changes: [], notes: [] };
const INPUT = { secrets: {}, prune: false, deletionsMax: 5 };
const messages = createMessages("en");

async function send(text: string, more: Partial<typeof INPUT & { secrets: Record<string, string> }> = {}) {
  const sent: ConfigurationBody[] = [];
  const outcome = await compareText({ text, ...INPUT, ...more }, messages, async (body) => {
    sent.push(body);
    return SAME;
  });
  return { outcome, sent };
}

test("the documents are sent with the values of their own references, and the limit only with the switch", async () => {
  const text =
    "muster: 1\ncredential: $env:A\n---\nmuster: 1\ncredential: { from: $file:b, ifMissing: keep }\n";
  const secrets = { "$env:A": "x", "$env:other": "y", "$file:b": "" };
  const { outcome, sent } = await send(text, { secrets });
  expect(outcome).toMatchObject({ kind: "compared", references: ["$env:A", "$file:b"] });
  expect(sent).toMatchObject([{ documents: [{}, {}], secrets: { "$env:A": "x" }, prune: false }]);
  expect(sent[0]?.deletionsMax).toBeUndefined();
  const { sent: pruned } = await send(text, { prune: true });
  expect(pruned).toMatchObject([{ prune: true, deletionsMax: 5 }]);
});

test.each([
  ["broken YAML", "a: [1\n", "configuration.yaml-syntax", 2],
  ["a document that is a list", "- 1\n", "configuration.not-an-object", 1],
  ["a secret in clear", "muster: 1\ncredential: hunter2\n", "configuration.secret-in-clear", 2],
])("%s is refused with its place, and nothing is sent", async (_, text, code, line) => {
  const { outcome, sent } = await send(text);
  expect(outcome).toMatchObject({ kind: "wrong", errors: [{ code, line }] });
  expect(sent).toEqual([]);
});

test.each([
  ["# a comment alone\n", "empty"],
  [`a: ${"x".repeat(1_000_000)}`, "too-long"],
])("a text without a document or too long is not sent", async (text, reason) => {
  const { outcome, sent } = await send(text);
  expect([outcome, sent]).toEqual([{ kind: "unusable", reason }, []]);
});

test("errors of the server get their places, in the order of the text, and those that are not listed are counted", async () => {
  const at = (pointer: string) => ({ pointer, code: "setting.unknown", detail: "" });
  const text = "muster: 1\nsettings:\n  one: 1\n---\nsettings:\n  two: 2\n";
  const outcome = await compareText({ text, ...INPUT }, messages, async () => {
    const errors = [at("/documents/1/settings/two"), at("/documents/0/settings/one")];
    const problem = { type: "", title: "", status: 400, code: "configuration.invalid", detail: "" };
    throw new ConsoleError("refused", "POST", {
      problem: { ...problem, params: { errors: 5 }, errors, trackingId: "" },
    });
  });
  expect(outcome).toMatchObject({ kind: "wrong", unlisted: 3, errors: [{ line: 3 }, { line: 6 }] });
});
