import { expect, test } from "vitest";
import { holdAnswer } from "../src/contract/hold-answer.ts";
import { texts } from "../web/src/messages/en/audit.ts";
import { readSource, shipped } from "./tidy/sources.ts";

/** The activities that the code writes into the audit trail by name, and the answers to holds, which are activities too. */
const written = [
  ...shipped
    .filter((file) => file.startsWith("src/app/"))
    .flatMap((file) => [...readSource(file).matchAll(/\bactivity: "([a-z-]+)"/g)].map(([, name]) => name)),
  ...holdAnswer.shape.answer.options,
];

test("the console has words for each activity of the audit trail", () => {
  const names = [...new Set(written)];
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !Object.hasOwn(texts, `activity.${name}`))).toEqual([]);
  const shown = readSource("web/src/objects/activity-name.tsx");
  expect(names.filter((name) => !shown.includes(`"${name}"`))).toEqual([]);
});
