import fc from "fast-check";
import { expect, test } from "vitest";
import { toAccountId } from "../ids.ts";
import { formatMatchAnswer, readChosenAccount, readMatchAnswer } from "./match-answer.ts";

const anyAccount = fc.constantFrom("a", "b", "c", "d e").map((text) => toAccountId(text));
const anyFound = fc.uniqueArray(anyAccount, { maxLength: 4 });
const anyAnswer = fc.constantFrom("adopt" as const, "reject" as const, "create" as const, "later" as const);

test("an answer is read back for the same accounts in any order, and for no others", () => {
  fc.assert(
    fc.property(anyAnswer, anyFound, anyFound, (answer, found, others) => {
      const [account] = found;
      const stored = formatMatchAnswer(answer, found, account);
      if (stored === undefined) {
        expect([answer, account]).toEqual(["adopt", undefined]);
        return;
      }
      expect(readMatchAnswer(stored, [...found].reverse())?.answer).toBe(answer);
      const isSame = others.length === found.length && others.every((each) => found.includes(each));
      const isStillThere = answer === "adopt" && account !== undefined && others.includes(account);
      if (!isSame && !isStillThere) expect(readMatchAnswer(stored, others)).toBeUndefined();
    }),
  );
});

test("an account that was not found is a choice of its own, which matching does not take for a match", () => {
  const stored = formatMatchAnswer("adopt", [toAccountId("a")], toAccountId("z"));
  expect(readChosenAccount(stored)).toBe("z");
  expect(readMatchAnswer(stored, [toAccountId("a")])).toBeUndefined();
  expect(readChosenAccount({ subject: "link z", answer: "rejected" })).toBeUndefined();
  expect(readChosenAccount({ subject: "adopt z", answer: "approved" })).toBeUndefined();
});

test("answers to the hold of a plan are answers of matching", () => {
  const found = [toAccountId("a")];
  expect(readMatchAnswer({ subject: "adopt a", answer: "approved" }, found)?.answer).toBe("adopt");
  expect(readMatchAnswer({ subject: "adopt a", answer: "rejected" }, found)?.answer).toBe("reject");
});
