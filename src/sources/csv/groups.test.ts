import { expect, test } from "vitest";
import type { SourceEvent } from "../../ports/source.ts";
import { readGroups } from "./groups.ts";

async function groups(text: string): Promise<SourceEvent<unknown>[]> {
  async function* bytes() {
    yield Buffer.from(text);
  }
  const events: SourceEvent<unknown>[] = [];
  for await (const event of readGroups(bytes(), "groups.csv")) events.push(event);
  return events;
}

const HEADER = "groupName,memberType,member\n";

test("reads members, nested groups and empty groups", async () => {
  expect(await groups(`${HEADER}Sales,user,ana@x\nAll,Group,"Sales"\nAlumni,,\n`)).toEqual([
    {
      kind: "rows",
      rows: [
        { line: 2, group: "Sales", member: { kind: "user", name: "ana@x" } },
        { line: 3, group: "All", member: { kind: "group", name: "Sales" } },
        { line: 4, group: "Alumni", member: undefined },
      ],
    },
  ]);
});

test("columns may be mapped", async () => {
  async function* bytes() {
    yield Buffer.from("Team;Art;Mitglied\nSales;user;ana@x\n");
  }
  const mapped = new Map([
    ["groupName", "Team"],
    ["memberType", "Art"],
    ["member", "Mitglied"],
    ["userPrincipalName", "E-Mail"],
  ]);
  const events = [];
  for await (const event of readGroups(bytes(), "groups.csv", mapped)) events.push(event);
  expect(events).toMatchObject([{ kind: "rows", rows: [{ group: "Sales", member: { name: "ana@x" } }] }]);
});

test.each<[string, string, string, number, number | undefined, object]>([
  ["no bytes", "", "empty-file", 1, undefined, {}],
  ["a missing column", "groupName,member\n", "missing-column", 1, undefined, { column: "memberType" }],
  ["an unknown column", "group,memberType,member\n", "unknown-column", 1, 1, { column: "group" }],
  ["no group", `${HEADER}A,,\n,user,a@x\n`, "missing-value", 3, 1, { column: "groupName" }],
  ["no type", `${HEADER}A,,a@x\n`, "missing-value", 2, 2, { column: "memberType" }],
  ["no member", `${HEADER}A,user,\n`, "missing-value", 2, 3, { column: "member" }],
  ["an odd type", `${HEADER}A,robot,a@x\n`, "bad-value", 2, 2, { value: "robot", allowed: "user, group" }],
  ["an empty sign in a name", `${HEADER}A\u2800B,,\n`, "bad-text", 2, 1, { value: "A[U+2800]B" }],
  ["a name on two lines", `${HEADER}"A\nB",,\n`, "bad-text", 2, 1, { column: "groupName" }],
  ["a cut row", `${HEADER}A,user\n`, "truncated-row", 2, undefined, { expected: 3, found: 2 }],
])("refuses %s", async (_, text, code, line, column, params) => {
  const [event] = await groups(text);
  expect(event).toMatchObject({
    kind: "problem",
    problem: { code: `import.${code}`, file: "groups.csv", line, column, params },
  });
});
