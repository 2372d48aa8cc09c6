import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import { overEveryStore } from "../store/stores.ts";
import { type KeepingServer, startKeepingServer } from "./deleted-users-server.ts";
import { CASES, UNCHANGED } from "./repeated-import-cases.ts";
import { BOTH, openPlace, type Place } from "./repeating.ts";
import type { Answer } from "./server.ts";

/**
 * An import whose files are offered by their digests ends as if they had been sent. Each case runs in two organizations: in
 * one the files of the second import are sent, in the other they are offered and sent only where Muster needs them.
 */

let muster: KeepingServer;

/** What an answer says, without what differs between any two imports. */
function said({ status, body }: Answer): unknown {
  const { importId, createdAt, endedAt, trackingId, instance, ...rest } = body;
  return { status, rest };
}

/** Everything that an import could have changed, with names in place of ids. */
async function stateOf({ org, importing }: Place): Promise<unknown> {
  const { objects, memberships } = await importing.directory();
  const names = new Map(
    objects.map(({ id, doc }) => [id as string, String(doc["userName"] ?? doc["displayName"])]),
  );
  const withNames = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => names.get(id) ?? "gone"),
    );
  const { store } = muster.deps;
  const values = await store.page("unique_value", { where: { org }, limit: 100 });
  const source = await store.get("source", { org, name: "hr" });
  const kinds = ["user", "group", "member"];
  const entries = (await feedOf(org)).filter(({ kind }) => kinds.includes(kind));
  return withNames({
    objects: objects
      .map(({ id, version, deleted, doc }) => ({ id, version, isDeleted: deleted !== null, doc }))
      .sort((one, other) => (names.get(one.id) ?? "").localeCompare(names.get(other.id) ?? "")),
    memberships: memberships
      .map(({ group_id, member_id }) => `${names.get(group_id)} ${names.get(member_id)}`)
      .sort(),
    values: values.map(({ path, value, id }) => `${path} ${value} ${names.get(id)}`).sort(),
    source: { people: source?.people, groups: source?.groups },
    feed: entries.map(({ kind, object, other, change }) =>
      [kind, names.get(object) ?? "gone", other === null ? "" : (names.get(other) ?? "gone"), change].join(
        " ",
      ),
    ),
  });
}

async function feedOf(org: OrgId) {
  const { store } = muster.deps;
  return (await store.feed(org, store.feedStart, await store.feedHead(org), 1_000)).entries;
}

/** Offers the same files until they are not needed; on PostgreSQL that is once the transactions of other tests have ended. */
async function expectRepeated(place: Place): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const { needsFiles, answer } = await place.run(BOTH, {}, true);
    expect(answer.body).toMatchObject({ state: "merged", ...UNCHANGED });
    if (!needsFiles) return;
  }
  throw new Error("the files are needed again and again");
}

await overEveryStore((under) => {
  beforeAll(async () => {
    muster = await startKeepingServer(await under.newPlace());
  });
  afterAll(() => muster.close());

  test.each(Object.entries(CASES))(
    "%s",
    async (_, { first = BOTH, between, second, choices, needsFiles, ends }) => {
      const places = [await openPlace(muster), await openPlace(muster)] as const;
      const outcomes = [];
      for (const [at, place] of places.entries()) {
        expect((await place.run(first)).answer.status).toBe(200);
        await between?.(place);
        outcomes.push(await place.run(second ?? first, choices, at === 1));
      }
      const [sent, offered] = outcomes;
      expect(sent!.answer.body).toMatchObject(ends);
      expect(said(offered!.answer)).toEqual(said(sent!.answer));
      expect(await stateOf(places[1])).toEqual(await stateOf(places[0]));
      // A transaction of another test holds the head of the feed back on PostgreSQL, so that files may be needed there.
      if (needsFiles || under.kind === "SQLite") expect(offered!.needsFiles).toBe(needsFiles);
    },
  );

  test("the same files again and again, until something changes, and again after that", async () => {
    const place = await openPlace(muster);
    await place.run(BOTH);
    await expectRepeated(place);
    await expectRepeated(place);
    await place.call("DELETE", `/users/${await place.user("chidi")}`);
    expect((await place.run(BOTH, {}, true)).answer.body).toMatchObject({ restored: 1 });
    await expectRepeated(place);
  });

  test("a dry run counts the same, and the import stays for its merge", async () => {
    const place = await openPlace(muster);
    await place.run(BOTH);
    await expectRepeated(place);
    const { importId } = await place.begin(BOTH, {}, true);
    const tried = await place.call("POST", `/imports/${importId}/preview`, {});
    expect(tried).toMatchObject({ status: 200, body: { state: "staging", ...UNCHANGED } });
    expect(tried.body.checkedAt).toEqual(expect.any(String));
    expect(await place.importing.merge(importId)).toMatchObject({ body: { state: "merged", ...UNCHANGED } });
    expect(await place.importing.staged()).toBe(0);
  });

  test.each(["merge", "preview"])("a change before the %s: the import waits for its files", async (step) => {
    const place = await openPlace(muster);
    await place.run(BOTH);
    await expectRepeated(place);
    const { importId } = await place.begin(BOTH, {}, true);
    await place.call("DELETE", `/users/${await place.user("chidi")}`);
    const refused = await place.call("POST", `/imports/${importId}/${step}`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: "import.files-needed" } });
    expect(await place.send(importId, BOTH)).toBeUndefined();
    expect((await place.importing.merge(importId)).body).toMatchObject({ state: "merged", restored: 1 });
  });

  test("files are read again by another version of Muster", async () => {
    const place = await openPlace(muster);
    await place.run(BOTH);
    const { store } = muster.deps;
    const { org } = place;
    const last = (await store.get("source", { org, name: "hr" }))!.import!;
    const row = await store.get("import", { org, id: last });
    const set = { progress: { ...row!.progress, reader: "0.0.0-before" } };
    await store.commit([{ op: "update", table: "import", key: { org, id: last }, set }]);
    expect(await place.run(BOTH, {}, true)).toMatchObject({ needsFiles: true, answer: { body: UNCHANGED } });
  });
});
