import fc from "fast-check";
import { expect, test } from "vitest";
import { FAULT_KINDS, type Fault, REFUSERS } from "../../src/core/provisioning/fault.ts";
import { explainRefusal, mayBeTrouble } from "../../src/core/provisioning/target-trouble.ts";

const anyFault: fc.Arbitrary<Fault> = fc
  .record({
    kind: fc.constantFrom(...FAULT_KINDS),
    code: fc.constantFrom("target.invalid", "target.unsupported", "target.not-found", "target.busy"),
    status: fc.constantFrom(undefined, 200, 302, 400, 401, 403, 404, 405, 422, 503),
    refusedBy: fc.constantFrom(undefined, ...REFUSERS),
    scimType: fc.constantFrom(undefined, "invalidPath", "invalidValue"),
  })
  .map(({ status, refusedBy, scimType, ...rest }) => ({
    ...rest,
    params: scimType === undefined ? {} : { scimType },
    ...(status === undefined ? {} : { status }),
    ...(refusedBy === undefined ? {} : { refusedBy }),
  }));

test("a target that can be read keeps its refusals, whatever they are", () => {
  fc.assert(
    fc.property(anyFault, (refusal) => {
      expect(explainRefusal(refusal, { ok: true, value: {} })).toBe(refusal);
    }),
  );
});

test("the same answer to a read is trouble of the target, which is neither parked nor remembered", () => {
  fc.assert(
    fc.property(anyFault.filter(mayBeTrouble), (refusal) => {
      const judged = explainRefusal(refusal, { ok: false, fault: refusal });
      expect([judged.kind, judged.code, judged.status]).toEqual([
        "unavailable",
        "target.refuses-everything",
        refusal.status,
      ]);
      expect(mayBeTrouble(judged)).toBe(false);
    }),
  );
});

test("a refusal either stays, or becomes a fault that passes by itself or stops all writing", () => {
  fc.assert(
    fc.property(anyFault, anyFault, (refusal, fault) => {
      const judged = explainRefusal(refusal, { ok: false, fault });
      if (judged === refusal) return;
      expect(mayBeTrouble(refusal)).toBe(true);
      expect(["invalid", "forbidden", "conflict", "already-exists", "not-found"]).not.toContain(judged.kind);
    }),
  );
});
