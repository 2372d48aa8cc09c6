import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fault } from "../../src/core/provisioning/fault.ts";
import {
  isRetryDue,
  type NewRefusal,
  RETRY_AFTER_MS,
  type RememberedRefusal,
  rememberRefusal,
} from "../../src/core/provisioning/remembered-refusal.ts";

const WITHHELD = "target.attribute-refused";

const anyFault: fc.Arbitrary<Fault> = fc
  .record({
    code: fc.constantFrom("target.invalid", "target.not-kept", WITHHELD),
    status: fc.constantFrom(400, 422),
    detail: fc.string({ maxLength: 4 }),
  })
  .map(({ code, status, detail }) => ({
    ...({ kind: "invalid", code, status, params: { detail } } as const),
    refusedBy: code === WITHHELD ? "muster" : "target",
  }));

const anyAnswers = fc.array(
  fc.record({ value: fc.constantFrom("x", "y"), fault: anyFault, gap: fc.nat({ max: 2 * RETRY_AFTER_MS }) }),
  { minLength: 1, maxLength: 40 },
);

const anyLimit = fc.integer({ min: 1, max: 5 });

/** Remembers the answers one after the other; `each` sees every step. */
function remember(
  answers: readonly { readonly value: string; readonly fault: Fault; readonly gap: number }[],
  parkAfter: number,
  each: (kept: RememberedRefusal, refusal: NewRefusal, before: RememberedRefusal | undefined) => void,
): void {
  let before: RememberedRefusal | undefined;
  let now = 0;
  for (const { value, fault, gap } of answers) {
    now += gap;
    const refusal = { value, fault, isRepeatable: true, now, parkAfter };
    const kept = rememberRefusal(refusal, before);
    each(kept, refusal, before);
    before = kept;
  }
}

test("a value is parked exactly when its last answers were equal as often as the limit says", () => {
  fc.assert(
    fc.property(anyAnswers, anyLimit, (answers, parkAfter) => {
      // The equal answers of the target at the end, counted in another way: from the back, without what was left out.
      const seen: { value: string; fault: Fault }[] = [];
      remember(answers, parkAfter, (kept, { value, fault }) => {
        seen.push({ value: String(value), fault });
        const sinceOther = seen.findLastIndex((each) => each.value !== value) + 1;
        const own = seen.slice(sinceOther).filter((each) => each.fault.code !== WITHHELD);
        const wordsOf = (each: { fault: Fault }) => `${each.fault.code} ${each.fault.status}`;
        const last = own.at(-1);
        const differing = own.findLastIndex((each) => last !== undefined && wordsOf(each) !== wordsOf(last));
        const equal = own.length - differing - 1;
        expect(kept.answers).toBe(last === undefined ? 0 : equal);
        expect(kept.parked).toBe(equal >= parkAfter ? 1 : 0);
      });
    }),
  );
});

test("nothing is due at once, what is not parked is due after a day, and what is parked never", () => {
  fc.assert(
    fc.property(anyAnswers, anyLimit, (answers, parkAfter) => {
      remember(answers, parkAfter, (kept, { now }) => {
        expect(isRetryDue(kept, now)).toBe(false);
        expect(isRetryDue(kept, now + RETRY_AFTER_MS)).toBe(kept.parked === 0);
      });
    }),
  );
});

test("an answer that is left out changes no count and no evidence of the same value", () => {
  fc.assert(
    fc.property(anyAnswers, anyLimit, (answers, parkAfter) => {
      remember(answers, parkAfter, (kept, { value, fault }, before) => {
        if (fault.code !== WITHHELD || before === undefined || before.value !== value) return;
        if (before.answers === 0) return;
        const { retry_at: _was, ...rest } = before;
        expect(kept).toMatchObject(rest);
      });
    }),
  );
});
