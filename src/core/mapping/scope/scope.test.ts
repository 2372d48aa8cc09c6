import { describe, expect, test } from "vitest";
import { regex } from "../../../../test/mapping.ts";
import type { JsonObject } from "../../json.ts";
import { GROUP } from "../../scim/definitions/group.ts";
import { USER } from "../../scim/definitions/user.ts";
import { evaluateScope, findNextChange, type ScopeFacts } from "./evaluate-scope.ts";
import { type CompiledFilter, parseScopes } from "./scope.ts";

const types = { user: USER, group: GROUP };
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const NOW = Date.parse("2026-06-15T12:00:00Z");
const DAY = 86_400_000;

const PERSON: JsonObject = {
  userName: "mira.lund@contoso.example",
  displayName: "Mira Lund",
  title: "",
  active: true,
  userType: "Employee",
  emails: [
    { value: "mira@contoso.example", type: "work" },
    { value: "mira@home.example", type: "home" },
  ],
  nickName: "2026-06-10",
  profileUrl: "48",
  [ENTERPRISE]: { department: "Sales", manager: { value: "m1" } },
};
const facts: ScopeFacts = {
  object: { id: "u1", document: PERSON, softDeleted: false },
  manager: { id: "m1", document: { userName: "boss", displayName: "Boss", title: "VP" }, softDeleted: false },
  groups: [
    { id: "g1", name: "Staff" },
    { id: "g2", name: "Nordics" },
  ],
};

function compile(...filters: string[]): readonly CompiledFilter[] {
  const parsed = parseScopes({ user: { filters } }, { regex, types });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.compiled.user;
}

const isIn = (...filters: string[]) => evaluateScope(compile(...filters), facts, NOW).kind === "in";

describe("operators", () => {
  test.each([
    ['department EQUALS "Sales"', true],
    ['department EQUALS "sales"', false],
    ['department NOT EQUALS "Research"', true],
    ['department NOT EQUALS "Sales"', false],
    ['displayName ENDS_WITH "Lund"', true],
    ['displayName ENDS_WITH "lund"', false],
    ['userName Includes "@contoso"', true],
    ['userName Includes "@Contoso"', false],
    ['userName REGEX MATCH "^mira\\..*@contoso"', true],
    ['userName REGEX MATCH "lund"', true],
    ['userName NOT REGEX MATCH "^admin"', true],
    ['userName NOT REGEX MATCH "lund"', false],
    ["active IS TRUE", true],
    ["active IS FALSE", false],
    ['active EQUALS "True"', true],
    ["title IS NULL", true],
    ["title IS NOT NULL", false],
    ["mobile IS NULL", true],
    ["department IS NULL", false],
    ["department IS NOT NULL", true],
    ["profileUrl Greater_Than 47", true],
    ["profileUrl Greater_Than 48", false],
    ["profileUrl Greater_Than_OR_EQUALS 48", true],
    ["department Greater_Than 1", false],
    ["profileUrl & 16", true],
    ["profileUrl & 48", true],
    ["profileUrl & 24", false],
    ["profileUrl !& 1", true],
    ["profileUrl !& 16", false],
    ["department !& 1", false],
    ['nickName BEFORE "2026-06-11"', true],
    ['nickName BEFORE "2026-06-10"', false],
    ['nickName AFTER "2026-06-10"', true],
    ['nickName AFTER "-30d"', true],
    ['nickName BEFORE "-30d"', false],
    ['nickName BEFORE "now"', true],
    ['department AFTER "now"', false],
  ])("%s is %j", (clause, expected) => {
    expect(isIn(clause)).toBe(expected);
  });

  test.each([
    ['title NOT EQUALS "x"'],
    ['title NOT REGEX MATCH "x"'],
    ['title Includes "x"'],
    ["mobile IS FALSE"],
    ["mobile !& 1"],
  ])("a null or empty value is false: %s", (clause) => {
    expect(isIn(clause)).toBe(false);
  });
});

test.each([
  ["any element satisfies", 'emails.value EQUALS "mira@home.example"', true],
  ["no element may satisfy a negation", 'emails.value NOT EQUALS "mira@home.example"', false],
  ["a path selects one element", 'emails[type eq "work"].value ENDS_WITH "home.example"', false],
  ["a group by name", 'memberOf EQUALS "Nordics"', true],
  ["a group by id", 'memberOf EQUALS "g1"', true],
  ["a group that it is not in", 'memberOf NOT EQUALS "Staff"', false],
  ["an attribute of the manager", 'manager.title EQUALS "VP"', true],
  ["the manager by id", 'manager EQUALS "m1"', true],
  ["the manager by user name", 'manager EQUALS "boss"', true],
  ["another manager", 'manager NOT EQUALS "boss"', false],
  ["the manager by id alone", 'manager.value EQUALS "boss"', false],
  ["the type of user", 'userType EQUALS "Employee"', true],
])("reads %s", (_, clause, expected) => {
  expect(isIn(clause)).toBe(expected);
});

test("clauses of a filter are joined by AND, filters by OR", () => {
  expect(isIn('department EQUALS "Sales" AND title IS NOT NULL')).toBe(false);
  expect(isIn('department EQUALS "Sales" and active is true')).toBe(true);
  expect(isIn("title IS NOT NULL", 'department EQUALS "Sales"')).toBe(true);
  expect(evaluateScope([], facts, NOW)).toEqual({ kind: "unfiltered" });
  const verdict = evaluateScope(
    compile("active IS TRUE AND title IS NOT NULL", "mobile IS NOT NULL"),
    facts,
    NOW,
  );
  expect(verdict).toEqual({
    kind: "out",
    failed: [
      { label: "1", clause: "title IS NOT NULL" },
      { label: "2", clause: "mobile IS NOT NULL" },
    ],
  });
});

test.each(["appRoleAssignments", "manager.appRoleAssignments"])("a clause cannot read %s", (name) => {
  const json = { user: { filters: [`${name} EQUALS "editor"`] } };
  expect(parseScopes(json, { regex, types })).toMatchObject({
    errors: [{ code: "attribute-roles", pointer: "/user/filters/0", position: 0 }],
  });
  // A filter that was stored before still holds for no object.
  expect(parseScopes(json, { regex }).ok).toBe(true);
});

test("without a manager, every clause about one is false but IS NULL", () => {
  const alone = { ...facts, manager: undefined };
  const kindOf = (clause: string) => evaluateScope(compile(clause), alone, NOW).kind;
  expect(kindOf('manager.title NOT EQUALS "x"')).toBe("out");
  expect(kindOf("manager.title IS NULL")).toBe("in");
});

describe("the next change", () => {
  test.each([
    ['nickName BEFORE "-30d"', 25 * DAY - DAY / 2 + 1],
    ['nickName AFTER "-7d"', DAY + DAY / 2 + 1],
    ['nickName AFTER "-1d"', undefined],
    ['nickName BEFORE "2027-01-01"', undefined],
    ['department EQUALS "Sales"', undefined],
  ])("of %s", (clause, after) => {
    const filters = compile(clause);
    const time = findNextChange(filters, facts, NOW);
    expect(time).toBe(after === undefined ? undefined : NOW + after);
    if (time === undefined) return;
    expect(evaluateScope(filters, facts, time).kind).not.toBe(evaluateScope(filters, facts, time - 1).kind);
    expect(findNextChange(filters, facts, time)).toBeUndefined();
  });
});

test("all errors are found at once, each with place, expected words and the nearest name", () => {
  const parsed = parseScopes(
    {
      user: {
        filters: [
          'departmnt EQUALS "Sales"',
          'department LIKE "Sales"',
          'department EQUALS "Sales',
          'department EQUALS "Sales" OR country EQUALS "FR"',
          'userName REGEX MATCH "(?=x)"',
          'nickName BEFORE "tomorrow"',
          {
            name: "",
            clauses: [
              { attribute: "manager.titel", operator: "EQUALS", value: "x" },
              { attribute: "active", operator: "IS TRUE", value: "x" },
            ],
          },
          { clauses: [] },
          { clauses: [{ attribute: "groups", operator: "EQUALS" }], colour: 1 },
        ],
      },
      group: { filters: ['department EQUALS "Sales"'] },
      person: {},
    },
    { regex, types },
  );
  expect(
    parsed.ok
      ? []
      : parsed.errors.map(({ code, pointer, position, expected }) => [code, pointer, position, expected]),
  ).toEqual([
    ["member-unknown", "/person", undefined, "user, group"],
    ["attribute-unknown", "/user/filters/0", 0, "department"],
    ["operator-unknown", "/user/filters/1", 11, expect.stringContaining("EQUALS, NOT EQUALS")],
    ["text-unterminated", "/user/filters/2", 18, '"'],
    ["text-unexpected", "/user/filters/3", 26, "AND"],
    ["value-invalid", "/user/filters/4", 21, "RE2"],
    ["value-invalid", "/user/filters/5", 16, expect.stringContaining("-30d")],
    ["name-invalid", "/user/filters/6/name", undefined, undefined],
    ["attribute-unknown", "/user/filters/6/clauses/0/attribute", undefined, "manager.title"],
    ["value-unneeded", "/user/filters/6/clauses/1/value", undefined, undefined],
    ["clauses-missing", "/user/filters/7/clauses", undefined, undefined],
    ["member-unknown", "/user/filters/8/colour", undefined, "name, clauses"],
    ["attribute-unknown", "/user/filters/8/clauses/0/attribute", undefined, "memberOf"],
    ["value-missing", "/user/filters/8/clauses/0/value", undefined, undefined],
    ["attribute-unknown", "/group/filters/0", 0, undefined],
  ]);
});

test.each([
  [
    "unknown operators and attributes",
    'departmnt LIKE "Sales" AND country IS "FR" AND titel IS NULL',
    [
      ["attribute-unknown", 0, "department"],
      ["operator-unknown", 10, expect.stringContaining("EQUALS")],
      ["operator-unknown", 35, expect.stringContaining("EQUALS")],
      ["attribute-unknown", 47, "title"],
    ],
  ],
  [
    "OR in place of AND",
    'department EQUALS "Sales" OR country LIKE "FR" or title IS NULL',
    [
      ["text-unexpected", 26, "AND"],
      ["operator-unknown", 37, expect.anything()],
      ["text-unexpected", 47, "AND"],
    ],
  ],
  [
    "values that are missing or wrong",
    'department EQUALS AND userName REGEX MATCH "(?=x)" AND title EQUALS AND nickName BEFORE "soon" AND',
    [
      ["value-missing", 18, '"text"'],
      ["value-invalid", 43, "RE2"],
      ["value-missing", 68, '"text"'],
      ["value-invalid", 88, expect.stringContaining("-30d")],
      ["text-unexpected", 98, expect.stringContaining("department")],
    ],
  ],
  [
    "a bracket that does not close",
    'emails[type eq "a AND b" and primary eq true.value EQUALS "x" AND departmnt IS NULL AND title LIKE "y"',
    [
      ["bracket-unterminated", 6, "]"],
      ["attribute-unknown", 66, "department"],
      ["operator-unknown", 94, expect.anything()],
    ],
  ],
  [
    "brackets that do not close, of which one opens a name and one has another attribute before it",
    '[type EQUALS "x" AND titel[type eq work EQUALS "y" or title LIKE "z" AND nope IS NULL',
    [
      ["bracket-unterminated", 0, "]"],
      ["attribute-unknown", 21, "title"],
      ["bracket-unterminated", 26, "]"],
      ["text-unexpected", 51, "AND"],
      ["operator-unknown", 60, expect.anything()],
      ["attribute-unknown", 73, undefined],
    ],
  ],
  [
    "a bracket that closes in a later clause",
    'emails[type EQUALS "x" AND phoneNumbers[type eq "work"].value IS NULL AND titel IS NULL',
    [
      ["bracket-unterminated", 6, "]"],
      ["attribute-unknown", 74, "title"],
    ],
  ],
  [
    "a clause that is missing, and words within quotes",
    'title LIKE "this AND that" AND AND department LIKE "Sales"',
    [
      ["operator-unknown", 6, expect.anything()],
      ["text-unexpected", 31, expect.stringContaining("department")],
      ["operator-unknown", 46, expect.anything()],
    ],
  ],
])("all errors of a text are found: %s", (_, text, expected) => {
  const parsed = parseScopes({ user: { filters: [text] } }, { regex, types });
  const found = parsed.ok ? [] : parsed.errors.map(({ code, position, expected: e }) => [code, position, e]);
  expect(found).toEqual(expected);
});

test("the errors of a text are bounded", () => {
  const text = Array.from({ length: 100_000 }, () => "title LIKE").join(" AND ");
  const parsed = parseScopes({ user: { filters: [text] } }, { regex, types });
  expect(parsed.ok ? 0 : parsed.errors.length).toBe(50);
});

test("a secret cannot be probed, and relationships are named by memberOf", () => {
  for (const [name, nearest] of [
    ["password", undefined],
    ["groups.display", "memberOf"],
    ["id", "objectId"],
  ] as const) {
    const parsed = parseScopes({ user: { filters: [`${name} IS NOT NULL`] } }, { regex, types });
    expect(parsed.ok ? [] : parsed.errors).toMatchObject([{ code: "attribute-unknown" }]);
    expect(parsed.ok ? undefined : parsed.errors[0]?.expected).toBe(nearest);
  }
});
