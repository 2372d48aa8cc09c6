import { expect, test } from "vitest";
import type { WaitingShape } from "../contract/waiting.ts";
import { createMessages } from "../messages/messages.ts";
import { createPaint } from "./paint.ts";
import { renderWaiting } from "./render-waiting.ts";

const ID = "0190a1b2-0000-7000-8000-00000000000c";
const PLAN = "0190a1b2-0000-7000-8000-00000000000d";
const paint = createPaint({ write: () => true }, {});

const held = (name: string, planId: string | null = PLAN): WaitingShape => ({
  objectId: ID,
  type: "user",
  name,
  state: "held",
  reasons: [],
  since: "2026-01-31T08:00:00.000Z",
  attempts: 0,
  exchangeId: null,
  nextAttemptAt: null,
  planId,
  answer: null,
});

const commandsFor = (...items: WaitingShape[]) =>
  renderWaiting(items, createMessages("fr"), paint)
    .filter((line) => line.includes("muster hold"))
    .map((line) => line.trim());

test("a hold comes with both answers, as commands that can be pasted whole", () => {
  expect(commandsFor(held("ana@contoso.test"))).toEqual([
    `muster hold approve ${PLAN} --user ana@contoso.test`,
    `muster hold reject ${PLAN} --user ana@contoso.test`,
  ]);
  expect(commandsFor(held("Ana d’Or $HOME"))[0]).toBe(`muster hold approve ${PLAN} --user 'Ana d’Or $HOME'`);
});

test("a name that cannot be typed as it is shown is replaced by the id", () => {
  expect(commandsFor(held("ana\u200b@contoso.test"))[0]).toBe(`muster hold approve ${PLAN} --user ${ID}`);
});

test("a hold that no person can answer has no commands", () => {
  expect(commandsFor(held("ana@contoso.test", null))).toEqual([]);
});
