import { expect, test } from "vitest";
import { GROUPS, HEADER, PEOPLE, setUpImports } from "./importing.ts";

const place = setUpImports();

const bad: readonly (readonly [string, string | Uint8Array, string | undefined, object])[] = [
  [
    "an unknown column",
    "userPrincipalName,displayName,shoeSize\na@x.test,A,9",
    undefined,
    {
      code: "import.unknown-column",
      params: { file: "people.csv", line: 1, column: "shoeSize", position: 3 },
    },
  ],
  [
    "a missing column",
    "displayName\nA",
    undefined,
    { code: "import.missing-column", params: { column: "userPrincipalName" } },
  ],
  [
    "a column twice",
    "userPrincipalName,displayName,DisplayName\na@x.test,A,B",
    undefined,
    { code: "import.duplicate-column" },
  ],
  [
    "a truncated row",
    "userPrincipalName,displayName,city\na@x.test,A,Lyon\nb@x.test,B",
    undefined,
    { code: "import.truncated-row", params: { line: 3, expected: 3, found: 2 } },
  ],
  [
    "a file cut inside quotes",
    'userPrincipalName,displayName\na@x.test,"A',
    undefined,
    { code: "import.bad-quote", params: { line: 2 } },
  ],
  [
    "another encoding",
    Buffer.from("userPrincipalName,displayName\na@x.test,Ren\xe9", "latin1"),
    undefined,
    { code: "import.encoding" },
  ],
  ["an empty file", "", undefined, { code: "import.empty-file", params: { file: "people.csv", line: 1 } }],
  [
    "a value that is none",
    "userPrincipalName,displayName,accountEnabled\na@x.test,A,perhaps",
    undefined,
    { code: "import.bad-value", params: { column: "accountEnabled", position: 3, line: 2 } },
  ],
  [
    "NUL",
    "userPrincipalName,displayName\na@x.test,A\0B",
    undefined,
    { code: "import.bad-text", params: { line: 2 } },
  ],
  [
    "a missing value",
    "userPrincipalName,displayName\n,A",
    undefined,
    { code: "import.missing-value", params: { column: "userPrincipalName", line: 2 } },
  ],
  [
    "a user name twice",
    "userPrincipalName,displayName\na@x.test,A\nA@x.test,B",
    undefined,
    { code: "import.duplicate-user", params: { line: 3, other: 2, file: "people.csv" } },
  ],
  [
    "a user name twice under two keys",
    `${HEADER}\nk1,a@x.test,A,\nk2,A@x.test,B,`,
    undefined,
    { code: "import.duplicate-user", params: { line: 3, other: 2, name: "A@x.test" } },
  ],
  [
    "a key twice",
    `${HEADER}\nk1,a@x.test,A,\nK1,b@x.test,B,`,
    undefined,
    { code: "import.duplicate-key", params: { line: 3, other: 2, name: "k1" } },
  ],
  [
    "an unknown manager",
    `${HEADER}\nk1,a@x.test,A,Nobody@X.test`,
    undefined,
    { code: "import.unknown-manager", params: { line: 2, name: "Nobody@X.test", file: "people.csv" } },
  ],
  [
    "an unknown user in a group",
    PEOPLE,
    "groupName,memberType,member\nSales,user,Nobody@X.test",
    { code: "import.unknown-member", params: { file: "groups.csv", line: 2, name: "Nobody@X.test" } },
  ],
  [
    "an unknown group in a group",
    PEOPLE,
    "groupName,memberType,member\nSales,group,Nowhere",
    { code: "import.unknown-member", params: { file: "groups.csv", line: 2, name: "Nowhere" } },
  ],
  [
    "a kind of member that is none",
    PEOPLE,
    "groupName,memberType,member\nSales,robot,x",
    { code: "import.bad-value", params: { file: "groups.csv", line: 2, column: "memberType" } },
  ],
  ["groups without their header", PEOPLE, "", { code: "import.empty-file", params: { file: "groups.csv" } }],
];

test.each(bad)("%s is refused by file and line, and changes nothing", async (_, people, groups, expected) => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const before = await place.importing.directory();
  const id = await place.importing.begin();
  let answer = await place.importing.upload(id, "people", people);
  if (answer.status === 200 && groups !== undefined)
    answer = await place.importing.upload(id, "groups", groups);
  if (answer.status === 200) answer = await place.importing.merge(id);
  expect([answer.status, answer.body]).toMatchObject([400, expected]);
  expect(answer.body.params.file).toMatch(/^(people|groups)\.csv$/);
  expect(await place.importing.directory()).toEqual(before);
  expect(await place.importing.staged()).toBe(0);
  expect((await place.muster.call("GET", place.importing.at(`/${id}`))).body.state).toBe("failed");
  expect((await place.importing.importAll(PEOPLE, GROUPS)).body).toMatchObject({
    state: "merged",
    unchanged: 6,
  });
});

test("a duplicate is found when it lies in another batch", async () => {
  const rows = Array.from({ length: 1_200 }, (_, n) => `k${n},m${n}@contoso.test,Member ${n},`);
  const { status, body } = await place.importing.importAll(
    [HEADER, ...rows, "k7,late@contoso.test,Late,"].join("\n"),
  );
  expect([status, body]).toMatchObject([
    400,
    { code: "import.duplicate-key", params: { line: 1_202, other: 9, name: "k7" } },
  ]);
  expect(await place.importing.staged()).toBe(0);
});

const ENABLED = "objectId,userPrincipalName,displayName,accountEnabled";

test.each([
  ["an empty cell", `${ENABLED}\nk1,ana@x.test,Ana B,\nk2,bo@x.test,Bo B,`],
  ["a column that is gone", "objectId,userPrincipalName,displayName\nk1,ana@x.test,Ana B\nk2,bo@x.test,Bo B"],
])("%s for accountEnabled gives a disabled person no access back", async (_, second) => {
  await place.importing.importAll(`${ENABLED}\nk1,ana@x.test,Ana,false\nk2,bo@x.test,Bo,true`);
  const { status, body } = await place.importing.importAll(second);
  expect([status, body]).toMatchObject([200, { updated: 2 }]);
  const { objects } = await place.importing.directory();
  const active = (name: string) => objects.find(({ doc }) => doc["displayName"] === name)?.doc["active"];
  expect([active("Ana B"), active("Bo B")]).toEqual([false, true]);
});

test("a disabled person who left comes back disabled, when the file does not say otherwise", async () => {
  await place.importing.importAll(`${ENABLED}\nk1,ana@x.test,Ana,false\nk2,bo@x.test,Bo,true`);
  await place.importing.importAll(`${ENABLED}\nk2,bo@x.test,Bo,true`);
  const { body } = await place.importing.importAll(`${ENABLED}\nk1,ana@x.test,Ana,\nk2,bo@x.test,Bo,true`);
  expect(body).toMatchObject({ restored: 1 });
  const { objects } = await place.importing.directory();
  expect(objects.find(({ doc }) => doc["displayName"] === "Ana")?.doc["active"]).toBe(false);
});

test("columns that a person leaves out are left out of both files, and named in the result", async () => {
  const ignoredColumns = ["Locker", "Badge"];
  const begun = await place.muster.call("POST", place.importing.at(""), {
    body: { source: "hr", ignoredColumns },
  });
  const id = begun.body.importId;
  await place.importing.upload(id, "people", "userPrincipalName,displayName,Locker\na@x.test,A,7\n");
  const groups = "groupName,memberType,member,Badge\nTeam,user,a@x.test,9\n";
  expect((await place.importing.upload(id, "groups", groups)).status).toBe(200);
  const merged = await place.muster.call("POST", place.importing.at(`/${id}/merge`), { body: {} });
  expect(merged.body.notes ?? []).toMatchObject([
    { code: "import.columns-ignored", params: { file: "people.csv", columns: "Locker" } },
    { code: "import.columns-ignored", params: { file: "groups.csv", columns: "Badge" } },
  ]);
});

test("the columns that were left out are noted by name, and a mapping is applied to both files", async () => {
  const columns = { userPrincipalName: "E-Mail", groupName: "Team" };
  const begun = await place.muster.call("POST", place.importing.at(""), { body: { source: "hr", columns } });
  const people = "E-Mail,displayName,creationType,invitationState\nana@x.test,Ana,,";
  await place.importing.upload(begun.body.importId, "people", people);
  await place.importing.upload(
    begun.body.importId,
    "groups",
    "Team,memberType,member\nSales,user,ana@x.test",
  );
  const { status, body } = await place.importing.merge(begun.body.importId);
  expect([status, body]).toMatchObject([
    200,
    {
      ...{ people: 1, groups: 1, membersAdded: 1 },
      notes: [
        {
          code: "import.columns-ignored",
          params: { file: "people.csv", columns: "creationType, invitationState" },
        },
      ],
    },
  ]);
});

test("a column that Muster does not have cannot be mapped", async () => {
  const body = { source: "hr", columns: { shoeSize: "Shoe" } };
  const answer = await place.muster.call("POST", place.importing.at(""), { body });
  expect([answer.status, answer.body]).toMatchObject([
    400,
    { code: "import.unmappable-column", params: { column: "shoeSize" } },
  ]);
});

test("two names that differ in what cannot be seen are one name, and the message shows it", async () => {
  const people = "objectId,userPrincipalName,displayName\nk1,ana@x.test,A\nk2,ana@\u{200B}x.test,B";
  const answer = await place.importing.importAll(people);
  expect(answer.body).toMatchObject({ code: "import.duplicate-user" });
  const groups = "groupName,memberType,member\nSales,user,an\u{AD}n@x.test";
  const unknown = await place.importing.importAll("userPrincipalName,displayName\nana@x.test,A", groups);
  expect(unknown.body).toMatchObject({
    code: "import.unknown-member",
    params: { name: "an[U+00AD]n@x.test" },
  });
});
