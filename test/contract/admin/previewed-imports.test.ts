import { expect, test } from "vitest";
import { IMPORT_COLUMNS } from "../../../src/contract/imports.ts";
import { GROUPS, HEADER, live, PEOPLE, setUpImports } from "./importing.ts";

/** A dry run counts what a merge would do, leaves the directory as it is, and the import open for its merge. */

const place = setUpImports();

const preview = (id: string, body: object = {}) =>
  place.muster.call("POST", place.importing.at(`/${id}/preview`), { body });
const read = async (id: string) => (await place.muster.call("GET", place.importing.at(`/${id}`))).body;
const list = async (query = "") => (await place.muster.call("GET", place.importing.at(query))).body;

async function stage(people: string, groups?: string): Promise<string> {
  const id = await place.importing.begin();
  expect((await place.importing.upload(id, "people", people)).status).toBe(200);
  if (groups !== undefined) expect((await place.importing.upload(id, "groups", groups)).status).toBe(200);
  return id;
}

const COUNTS = { created: 6, updated: 0, restored: 0, leavers: 0, membersAdded: 4, membersRemoved: 0 };

test("the counts are those of the merge that follows, and the directory changes with the merge alone", async () => {
  const id = await stage(PEOPLE, GROUPS);
  const head = await place.muster.deps.store.feedHead(place.org);
  const tried = await preview(id);
  expect(tried).toMatchObject({ status: 200, body: { state: "staging", endedAt: null, ...COUNTS } });
  expect(tried.body.checkedAt).toEqual(expect.any(String));
  expect(await read(id)).toMatchObject({ checkedAt: tried.body.checkedAt, ...COUNTS });
  expect((await place.importing.directory()).objects).toEqual([]);
  expect(await place.muster.deps.store.feedHead(place.org)).toEqual(head);
  expect((await preview(id)).body).toMatchObject(COUNTS);
  const merged = await place.importing.merge(id);
  expect(merged).toMatchObject({ status: 200, body: { state: "merged", checkedAt: null, ...COUNTS } });
  expect(live((await place.importing.directory()).objects, "user")).toHaveLength(3);
  expect(await place.importing.staged()).toBe(0);
});

test("a file that comes after a dry run ends the result of it", async () => {
  const id = await stage(PEOPLE);
  expect((await preview(id)).body).toMatchObject({ created: 3, membersAdded: 0 });
  expect((await place.importing.upload(id, "groups", GROUPS)).status).toBe(200);
  expect(await read(id)).toMatchObject({
    checkedAt: null,
    created: 0,
    membersAdded: 0,
    held: null,
    notes: [],
  });
  expect((await preview(id)).body).toMatchObject(COUNTS);
});

test("leavers that the merge would hold are shown, and those that are accepted leave in the count alone", async () => {
  await place.importing.importAll(PEOPLE);
  const id = await stage(`${HEADER}\n`);
  expect((await preview(id)).body).toMatchObject({
    leavers: 0,
    held: { leavers: 3, reason: { code: "import.source-empty" } },
  });
  expect((await preview(id, { acceptLeavers: 3 })).body).toMatchObject({ leavers: 3, held: null });
  expect(live((await place.importing.directory()).objects, "user")).toHaveLength(3);
});

test("what refuses the merge ends the import, and the list has the reason", async () => {
  await place.importing.importAll(PEOPLE);
  const id = await stage([HEADER, "k1,ada@contoso.test,Ada,", "k9,ADA@contoso.test,Ada,"].join("\n"));
  expect(await preview(id)).toMatchObject({ status: 400, body: { code: "import.duplicate-user" } });
  const failure = { code: "import.duplicate-user", params: { file: "people.csv", line: 3, other: 2 } };
  const { items, next } = await list("?limit=1");
  expect(items).toMatchObject([{ importId: id, state: "failed", failure, checkedAt: null }]);
  expect(await list(`?after=${next}`)).toMatchObject({
    items: [{ state: "merged", source: "hr", created: 3, failure: null }],
    next: null,
  });
  expect((await list("?source=payroll")).items).toEqual([]);
  expect(await preview(id)).toMatchObject({ status: 409, body: { code: "import.not-staging" } });
});

test("the columns of the contract are those that an import maps", async () => {
  const body = { source: "hr", columns: { shoeSize: "Shoe size" } };
  const { body: refusal } = await place.muster.call("POST", place.importing.at(""), { body });
  expect(refusal).toMatchObject({ code: "import.unmappable-column" });
  expect(refusal.params.known.split(", ")).toEqual([...IMPORT_COLUMNS]);
});
