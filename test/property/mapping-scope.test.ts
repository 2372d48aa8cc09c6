import fc from "fast-check";
import { expect, test } from "vitest";
import { formatClauses, parseClauses } from "../../src/core/mapping/scope/clause-text.ts";
import { evaluateScope, findNextChange } from "../../src/core/mapping/scope/evaluate-scope.ts";
import { SCOPE_OPERATORS, type ScopeOperator } from "../../src/core/mapping/scope/operators.ts";
import { parseScopes } from "../../src/core/mapping/scope/scope.ts";
import { GROUP } from "../../src/core/scim/definitions/group.ts";
import { USER } from "../../src/core/scim/definitions/user.ts";
import { regex } from "../mapping.ts";

const types = { user: USER, group: GROUP };
const OPERATORS = Object.keys(SCOPE_OPERATORS) as ScopeOperator[];
const NAMES = ["department", "userName", "active", "emails.value", "memberOf", "manager.title", "nickName"];
const DAY = 86_400_000;

const anyValue = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("1", "-30d", "2026-01-01", "now", "a.b"),
);
const anyClause = fc
  .record({
    attribute: fc.constantFrom(...NAMES, 'emails[type eq "work"].value'),
    operator: fc.constantFrom(...OPERATORS),
    value: anyValue,
  })
  .map(({ attribute, operator, value }) =>
    SCOPE_OPERATORS[operator] === "none" ? { attribute, operator } : { attribute, operator, value },
  );
const anyFacts = fc
  .record({
    object: fc.record({
      document: fc.dictionary(
        fc.constantFrom("userName", "active", "emails", "nickName"),
        fc.jsonValue() as fc.Arbitrary<never>,
      ),
    }),
    groups: fc.array(fc.record({ id: fc.string(), name: fc.string() }), { maxLength: 3 }),
  })
  .map(({ object: { document }, groups }) => ({
    object: { id: "u", document, softDeleted: false },
    manager: undefined,
    groups,
  }));

test("the text form of clauses is read back as the same clauses", () => {
  fc.assert(
    fc.property(fc.array(anyClause, { minLength: 1, maxLength: 5 }), (clauses) => {
      const parsed = parseClauses(formatClauses(clauses));
      expect(parsed.errors).toEqual([]);
      expect(parsed.clauses).toMatchObject(clauses);
    }),
  );
});

test("any text is read or refused with a place in it", () => {
  const words = fc.array(
    fc.oneof(fc.constantFrom(...NAMES, ...OPERATORS, "AND", '"', '"a"', "[", "]", "\\", "1"), fc.string()),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(words, (parts) => {
      const text = parts.join(" ");
      const parsed = parseScopes({ user: { filters: [text] } }, { regex, types });
      if (parsed.ok) {
        const [filter] = parsed.scopes.user?.filters ?? [];
        const again = parseScopes(
          { user: { filters: [formatClauses(filter?.clauses ?? [])] } },
          { regex, types },
        );
        expect(again.ok && again.scopes).toEqual(parsed.scopes);
        return;
      }
      for (const { position } of parsed.errors) {
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test("a stored document is accepted again, whatever was given", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const parsed = parseScopes(json as never, { regex, types });
      if (parsed.ok) expect(parseScopes(JSON.parse(JSON.stringify(parsed.scopes)), { regex }).ok).toBe(true);
      else expect(parsed.errors.length).toBeGreaterThan(0);
    }),
  );
});

test("every filter has a result for every object, the same each time", () => {
  fc.assert(
    fc.property(
      fc.array(anyClause, { minLength: 1, maxLength: 4 }),
      anyFacts,
      fc.integer(),
      (clauses, facts, now) => {
        const parsed = parseScopes({ user: { filters: [{ clauses }] } }, { regex, types });
        if (!parsed.ok) return;
        const verdict = evaluateScope(parsed.compiled.user, facts, now);
        expect(verdict.kind === "in" || verdict.kind === "out").toBe(true);
        expect(evaluateScope(parsed.compiled.user, facts, now)).toEqual(verdict);
      },
    ),
  );
});

test("nothing changes by time alone before the next change", () => {
  const anyLimit = fc.record({
    operator: fc.constantFrom("BEFORE", "AFTER"),
    days: fc.integer({ min: -40, max: 40 }),
  });
  const start = Date.parse("2026-01-01T00:00:00Z");
  fc.assert(
    fc.property(
      fc.array(anyLimit, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: -50, max: 50 }),
      fc.nat(1000),
      (limits, day, part) => {
        const clauses = limits.map(({ operator, days }) => {
          return { attribute: "nickName", operator, value: `${days < 0 ? "" : "+"}${days}d` };
        });
        const parsed = parseScopes({ user: { filters: [{ clauses }] } }, { regex, types });
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
        const nickName = new Date(start + day * DAY).toISOString();
        const facts = {
          object: { id: "u", document: { nickName }, softDeleted: false },
          manager: undefined,
          groups: [],
        };
        const kindAt = (time: number) => evaluateScope(parsed.compiled.user, facts, time).kind;
        const next = findNextChange(parsed.compiled.user, facts, start) ?? start + 200 * DAY;
        const between = start + Math.floor(((next - 1 - start) * part) / 1000);
        expect(kindAt(between)).toBe(kindAt(start));
        expect(kindAt(next - 1)).toBe(kindAt(start));
      },
    ),
  );
});
