import { createReadStream, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { MemberRow, PersonRow, Rows } from "../../src/ports/source.ts";
import { readGroups } from "../../src/sources/csv/groups.ts";
import { readPeople } from "../../src/sources/csv/people.ts";
import { CONTOSO, groupLines, peopleLines } from "./generator.ts";
import { personAt, userNameAt } from "./people.ts";

const PEOPLE = new URL("../../examples/contoso/people.csv", import.meta.url);
const GROUPS = new URL("../../examples/contoso/groups.csv", import.meta.url);

async function rowsOf<Row>(events: Rows<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const event of events) {
    if (event.kind === "problem") throw new Error(JSON.stringify(event.problem));
    if (event.kind === "rows") rows.push(...event.rows);
  }
  return rows;
}

test("the committed files are what the generator writes", () => {
  expect(readFileSync(PEOPLE, "utf8")).toBe([...peopleLines(CONTOSO)].join(""));
  expect(readFileSync(GROUPS, "utf8")).toBe([...groupLines(CONTOSO)].join(""));
});

describe("Contoso", () => {
  let people: PersonRow[] = [];
  let members: MemberRow[] = [];
  beforeAll(async () => {
    people = await rowsOf(readPeople(createReadStream(PEOPLE), "people.csv"));
    members = await rowsOf(readGroups(createReadStream(GROUPS), "groups.csv"));
  });

  test("has 1 000 people, each with a name, a key and a department of their own", () => {
    expect(people).toHaveLength(1000);
    expect(new Set(people.map((person) => person.userName.toLowerCase())).size).toBe(1000);
    expect(new Set(people.map((person) => person.key)).size).toBe(1000);
    for (const { userName, values } of people) {
      expect(userName).toMatch(/^[a-z]+\.[a-z]+\d*@contoso\.example$/);
      expect(values.objectId).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      for (const column of ["givenName", "surname", "jobTitle", "department", "city", "country"] as const) {
        expect(values[column]).toBeDefined();
      }
    }
  });

  test("has about 30 inactive people, and guests", () => {
    const inactive = people.filter((person) => person.values.accountEnabled === "false").length;
    expect(inactive).toBeGreaterThanOrEqual(25);
    expect(inactive).toBeLessThanOrEqual(40);
    expect(people.some((person) => person.values.userType === "Guest")).toBe(true);
  });

  test.each([
    ["accents", /[À-ÖØ-öø-ž]/],
    ["apostrophes", /^O'/],
    ["Greek", /\p{Script=Greek}/u],
    ["Cyrillic", /\p{Script=Cyrillic}/u],
    ["Chinese or Japanese", /\p{Script=Han}/u],
    ["kana", /\p{Script=Hiragana}/u],
    ["Arabic", /\p{Script=Arabic}/u],
  ])("has names with %s", (_, letters) => {
    const named = people.filter(
      ({ values }) => letters.test(values.surname ?? "") || letters.test(values.givenName ?? ""),
    );
    expect(named.length).toBeGreaterThan(1);
    for (const { values } of named) expect(values.displayName).toContain(values.surname);
  });

  test("has managers that form one tree", () => {
    const managerOf = new Map(people.map((person) => [person.userName, person.manager]));
    const roots = people.filter((person) => person.manager === undefined);
    expect(roots.map((person) => person.values.jobTitle)).toEqual(["Chief Executive Officer"]);
    for (const { userName } of people) {
      let above: string | undefined = userName;
      for (let level = 0; above !== undefined && level < 10; level++) {
        expect(managerOf.has(above)).toBe(true);
        above = managerOf.get(above);
      }
      expect(above).toBeUndefined();
    }
  });

  test("has 60 groups: one of 400 members, one empty, two nested in others, and no stranger", () => {
    const names = new Set(members.map((row) => row.group));
    expect(names.size).toBe(60);
    const counts = new Map([...names].map((name) => [name, 0]));
    for (const { group, member } of members) {
      if (member !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    expect([...counts.values()].filter((count) => count === 400)).toHaveLength(1);
    expect([...counts.values()].filter((count) => count === 0)).toHaveLength(1);
    expect(Math.max(...counts.values())).toBe(400);

    const nested = members.filter((row) => row.member?.kind === "group");
    expect(new Set(nested.map((row) => row.member?.name)).size).toBe(2);
    expect(nested.every((row) => names.has(row.member?.name ?? "") && row.member?.name !== row.group)).toBe(
      true,
    );

    const userNames = new Set(people.map((person) => person.userName));
    const users = members.filter((row) => row.member?.kind === "user");
    expect(users.every((row) => userNames.has(row.member?.name ?? ""))).toBe(true);
    const distinct = new Set(members.map((row) => `${row.group}\n${row.member?.kind}\n${row.member?.name}`));
    expect(distinct.size).toBe(members.length);
  });
});

test("a larger company has no name and no key twice, and no two seeds the same people", () => {
  const company = { ...CONTOSO, people: 20_000 };
  const userNames = new Set<string>();
  for (let index = 0; index < company.people; index++) userNames.add(userNameAt(company.seed, index));
  expect(userNames.size).toBe(company.people);

  const keys = new Set<string>();
  for (let index = 0; index < 3000; index++) {
    keys.add(personAt(company, index).columns.objectId);
    keys.add(personAt({ ...company, seed: 7 }, index).columns.objectId);
  }
  expect(keys.size).toBe(6000);
});
