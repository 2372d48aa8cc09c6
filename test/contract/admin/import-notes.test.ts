import { expect, test } from "vitest";
import { GROUPS, HEADER, PEOPLE, setUpImports } from "./importing.ts";

const place = setUpImports();

test("the same two files get the same answer as often as they come, though a member leaves by them", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const withoutChidi = PEOPLE.split("\n").slice(0, 3).join("\n");
  const note = {
    code: "import.members-departed",
    params: { file: "groups.csv", line: 5, name: "chidi@contoso.test", count: 1 },
  };
  const first = await place.importing.importAll(withoutChidi, GROUPS);
  expect([first.status, first.body]).toMatchObject([200, { leavers: 1, membersRemoved: 1, notes: [note] }]);
  const before = await place.importing.directory();
  for (let again = 0; again < 2; again += 1) {
    const { status, body } = await place.importing.importAll(withoutChidi, GROUPS);
    expect([status, body]).toMatchObject([200, { leavers: 0, membersRemoved: 0, notes: [note] }]);
  }
  expect((await place.importing.directory()).memberships).toEqual(before.memberships);
  expect((await place.importing.importAll(PEOPLE, GROUPS)).body).toMatchObject({
    ...{ restored: 1, membersAdded: 1, notes: [] },
  });
});

test("a group that has left may be named too; a name that never came from the source is unknown", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const header = "groupName,memberType,member";
  const withoutEmea = `${header}\nSales,user,k2\nSales,group,EMEA\nNobody,,`;
  for (const leavers of [1, 0]) {
    const { status, body } = await place.importing.importAll(PEOPLE, withoutEmea);
    expect([status, body]).toMatchObject([
      200,
      { leavers, notes: [{ code: "import.members-departed", params: { line: 3, name: "EMEA", count: 1 } }] },
    ]);
  }
  const unknown = await place.importing.importAll(PEOPLE, `${header}\nSales,user,nils@contoso.test`);
  expect([unknown.status, unknown.body.code]).toEqual([400, "import.unknown-member"]);
});

test("a member whose leaving is held stays a member, without a note", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const before = (await place.importing.directory()).memberships;
  const { body } = await place.importing.importAll(HEADER, GROUPS);
  expect(body).toMatchObject({ leavers: 0, held: { leavers: 3 }, notes: [] });
  expect((await place.importing.directory()).memberships).toEqual(before);
});

test.each([
  ["a group in itself", ["Sales,group,sales"], "sales → sales", 1],
  [
    "a ring of groups",
    ["Sales,group,EMEA", "EMEA,group,North", "North,group,Sales"],
    "Sales → EMEA → North → Sales",
    1,
  ],
  ["two rings", ["A,group,B", "B,group,A", "C,group,C"], "A → B → A", 2],
])("%s is noted and imported", async (_, rows, path, count) => {
  const people = `${HEADER}\nk1,ada@contoso.test,Ada Nwosu,`;
  const { status, body } = await place.importing.importAll(
    people,
    ["groupName,memberType,member", ...rows].join("\n"),
  );
  expect([status, body.notes]).toEqual([
    200,
    [{ code: "import.group-ring", params: { file: "groups.csv", path, count } }],
  ]);
  expect((await place.importing.directory()).memberships.length).toBe(rows.length);
});

test("a member who has another name by the people file is unknown under the old one, as often as the files come", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const before = (await place.importing.directory()).memberships;
  const renamed = PEOPLE.replaceAll("chidi@contoso.test", "chidi.n@contoso.test");
  for (let again = 0; again < 2; again += 1) {
    const { status, body } = await place.importing.importAll(renamed, GROUPS);
    expect([status, body.code]).toEqual([400, "import.unknown-member"]);
  }
  expect((await place.importing.directory()).memberships).toEqual(before);
  await place.importing.importAll(PEOPLE.split("\n").slice(0, 3).join("\n"), GROUPS);
  for (let again = 0; again < 2; again += 1) {
    const { status, body } = await place.importing.importAll(renamed, GROUPS);
    expect([status, body.code]).toEqual([400, "import.unknown-member"]);
  }
});
