import { expect, test } from "vitest";
import { SignInQuestion } from "./sign-in-question.ts";

test("requests that ask at the same time share one question, and all of them learn the answer", async () => {
  const question = new SignInQuestion();
  const seen: boolean[] = [];
  question.subscribe(() => seen.push(question.isOpen()));
  const answers = Promise.all([question.ask(), question.ask()]);
  question.answer(true);
  expect(await answers).toEqual([true, true]);
  expect(seen).toEqual([true, false]);
});

test("after an answer, the next request asks again", async () => {
  const question = new SignInQuestion();
  const first = question.ask();
  question.answer(false);
  const second = question.ask();
  question.answer(true);
  expect([await first, await second]).toEqual([false, true]);
});
