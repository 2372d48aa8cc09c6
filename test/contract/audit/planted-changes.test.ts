import { afterAll, beforeAll, expect, test } from "vitest";
import type { Instance } from "../../../src/commands/compose.ts";
import { createSeal, type PlacedRecord } from "../../../src/core/audit/chain.ts";
import { finishWork } from "../../../src/core/work.ts";
import { overEveryStore, type Place, removeFolders, temporaryFolder } from "../store/stores.ts";
import { carryOut, composeOver, Trail } from "./trail.ts";

/** Changes that a person with access to the database makes to a sealed trail are found, at their place. */

await overEveryStore(({ newPlace, kind }) => {
  const folders: string[] = [];
  let place: Place;
  let instance: Instance;
  beforeAll(async () => {
    place = await newPlace();
    instance = await composeOver(place, temporaryFolder(folders));
  });
  afterAll(async () => {
    await instance.close();
    removeFolders(folders);
  });

  /** A trail of two seals with three records each: `a` to `f`, with the place of another record after `b`. */
  async function sealTrail(): Promise<{ trail: Trail; between: number; of: (target: string) => string }> {
    const trail = new Trail(instance);
    const other = new Trail(instance);
    await trail.write("a", "b");
    await other.write("other");
    await trail.seal(["c"], ["d", "e", "f"]);
    const [between] = await other.rows();
    const of = (target: string) => `org = '${trail.org}' and target = '${target}'`;
    return { trail, between: between?.place ?? 0, of };
  }

  test.each([
    ["a changed value", "changed", 2, "update audit set actor = 'system2' where {b}"],
    ["a record that was removed", "missing", 2, "delete from audit where {b}"],
    ["the first record removed", "missing", 1, "delete from audit where {a}"],
    ["the last record removed", "missing", 6, "delete from audit where {f}"],
    ["another time", "changed", 5, "update audit set at = at + 1 where {e}"],
    ["another detail", "changed", 4, `update audit set detail = '{"target":"D"}' where {d}`],
    [
      "two records in each other's place",
      "changed",
      2,
      `update audit set id = (case target when 'b' then 'x' else 'y' end), target = (case target when 'b' then 'c' else 'b' end)
       where {b} or {c}`,
    ],
    [
      "places that were swapped",
      "changed",
      2,
      "update audit set place = -place where {b}; update audit set place = place - 2 where {c}; update audit set place = 2 - place where {b}",
    ],
  ])("%s is found as %s", async (_name, what, record, sql) => {
    const { trail, of } = await sealTrail();
    expect((await trail.verify()).break).toBeUndefined();
    const statement = sql.replace(/\{(\w)\}/g, (_, target: string) => of(target));
    await carryOut(place, ...statement.split("; "));
    expect((await trail.verify()).break).toMatchObject({ kind: what, record, seal: record > 3 ? 2 : 1 });
  });

  test("a record that was inserted is found before its successor", async () => {
    const { trail, between, of } = await sealTrail();
    const columns = "id, at, actor, service, category, activity, target, detail";
    await carryOut(
      place,
      `delete from audit where place = ${between}`,
      `insert into audit (place, org, ${columns}) select ${between}, org, 'new', at, actor, service, category, activity,
       target, detail from audit where ${of("a")}`,
    );
    expect((await trail.verify()).break).toMatchObject({ kind: "added", record: 3, id: "new" });
  });

  test.skipIf(kind === "PostgreSQL")("a detail that is no JSON any more counts as changed", async () => {
    const { trail, of } = await sealTrail();
    await carryOut(place, `update audit set detail = 'broken' where ${of("c")}`);
    expect((await trail.verify()).break).toMatchObject({ kind: "changed", record: 3 });
  });

  test.each([
    ["a seal that names another time", "seal-changed", 1, "update audit_seal set at = at + 1 where {1}"],
    [
      "entries of a seal that were changed",
      "seal-changed",
      1,
      "update audit_seal set entries = 'x' where {1}",
    ],
    ["a signature of another seal", "seal-changed", 2, "update audit_seal set signature = 'ab' where {2}"],
    ["the first seal removed", "seal-missing", 1, "delete from audit_seal where {1}"],
    ["the last seal removed", "seal-missing", 2, "delete from audit_seal where {2}"],
    ["the end of the chain rewritten", "seal-changed", 2, "update audit_chain set hash = 'ab' where {}"],
    ["the end of the chain removed", "seal-missing", 3, "delete from audit_chain where {}"],
  ])("%s is found as %s", async (_name, what, seal, sql) => {
    const { trail } = await sealTrail();
    const statement = sql.replace(/\{(\d?)\}/, (_, number: string) =>
      number === "" ? `org = '${trail.org}'` : `org = '${trail.org}' and number = ${number}`,
    );
    await carryOut(place, statement);
    expect((await trail.verify()).break).toMatchObject({ kind: what, seal });
  });

  test("a chain that was computed again lacks the signature, and without the key the noted hash", async () => {
    const { trail, of } = await sealTrail();
    const { head } = await trail.verify();
    await carryOut(place, `update audit set target = 'E' where ${of("e")}`);
    const [, , , ...rows] = await trail.rows();
    const { store, env } = trail.deps;
    const [first] = await store.page("audit_seal", { where: { org: trail.org }, limit: 1 });
    const before = { seal: 1, record: 3, place: first?.place ?? 0, hash: first?.hash ?? "" };
    const records: readonly PlacedRecord[] = rows;
    const forged = finishWork(createSeal(before, records, { at: env.now(), hash: env.hash }));
    await carryOut(
      place,
      `update audit_seal set hash = '${forged.hash}', entries = '${forged.entries}' where org = '${trail.org}' and number = 2`,
      `update audit_chain set hash = '${forged.hash}' where org = '${trail.org}'`,
    );
    expect((await trail.verify()).break).toMatchObject({ kind: "seal-changed", seal: 2 });
    expect(await trail.verify(undefined, false)).toMatchObject({ records: 6, break: undefined });
    expect((await trail.verify(head?.hash, false)).break).toMatchObject({ kind: "hash-missing" });
  });

  test("a tail that was cut off with its seals is found by a hash that was noted", async () => {
    const { trail } = await sealTrail();
    const { head } = await trail.verify();
    const [first] = await trail.deps.store.page("audit_seal", { where: { org: trail.org }, limit: 1 });
    const own = `org = '${trail.org}'`;
    await carryOut(
      place,
      `delete from audit_seal where ${own} and number = 2`,
      `delete from audit where ${own} and place > ${first?.place}`,
      `update audit_chain set seal = 1, record = 3, place = ${first?.place}, hash = '${first?.hash}' where ${own}`,
    );
    expect((await trail.verify()).break).toBeUndefined();
    expect((await trail.verify(head?.hash)).break).toMatchObject({ kind: "hash-missing" });
  });
});
