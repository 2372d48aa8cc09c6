import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GROUPS, HEADER, importingInto, PEOPLE } from "./importing.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

let muster: AdminServer;
let importing: ReturnType<typeof importingInto>;
let made = 0;
beforeAll(async () => {
  muster = await startAdminServer();
});
beforeEach(async () => {
  made += 1;
  const org = await muster.newOrganization(`Importing ${made}`);
  importing = importingInto(muster, org);
});
afterAll(() => muster.close());

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
  [
    "UTF-16",
    Buffer.from("\ufeffuserPrincipalName,displayName\na@x.test,A", "utf16le"),
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
    { code: "import.bad-value", params: { line: 2 } },
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
  await importing.importAll(PEOPLE, GROUPS);
  const before = await importing.directory();
  const id = await importing.begin();
  let answer = await importing.upload(id, "people", people);
  if (answer.status === 200 && groups !== undefined) answer = await importing.upload(id, "groups", groups);
  if (answer.status === 200) answer = await importing.merge(id);
  expect([answer.status, answer.body]).toMatchObject([400, expected]);
  expect(answer.body.params.file).toMatch(/^(people|groups)\.csv$/);
  expect(await importing.directory()).toEqual(before);
  expect(await importing.staged()).toBe(0);
  expect((await muster.call("GET", importing.at(`/${id}`))).body.state).toBe("failed");
  expect((await importing.importAll(PEOPLE, GROUPS)).body).toMatchObject({ state: "merged", unchanged: 6 });
});

test("a duplicate is found when it lies in another batch", async () => {
  const rows = Array.from({ length: 1_200 }, (_, n) => `k${n},m${n}@contoso.test,Member ${n},`);
  const { status, body } = await importing.importAll(
    [HEADER, ...rows, "k7,late@contoso.test,Late,"].join("\n"),
  );
  expect([status, body]).toMatchObject([
    400,
    { code: "import.duplicate-key", params: { line: 1_202, other: 9, name: "k7" } },
  ]);
  expect(await importing.staged()).toBe(0);
});
