import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AuditSealer } from "../../../src/app/audit-chain/audit-sealer.ts";
import { removeRecords } from "../../../src/app/audit-chain/remove-records.ts";
import { buildNodeWorld } from "../../../src/cli/node-world.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import type { Instance } from "../../../src/commands/compose.ts";
import { overEveryStore, type Place, removeFolders, temporaryFolder } from "../store/stores.ts";
import { carryOut, composeOver, LOCAL, MASTER_KEY, Trail } from "./trail.ts";

/** Records of the audit trail are sealed in batches, which can be verified afterwards. */

const NEVER = { every: () => ({ next: () => null, stop: () => {} }) };

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

  test("records are sealed in order, and newer ones are counted until they are", async () => {
    const trail = new Trail(instance);
    expect(await trail.verify()).toMatchObject({ head: undefined, records: 0, break: undefined });
    await trail.seal(["a", "b", "c"], ["d"]);
    await trail.write("e");
    const found = await trail.verify();
    expect(found).toMatchObject({ records: 4, unsealed: 1, uncertified: 0, removed: 0, break: undefined });
    expect(found.head).toMatchObject({ seal: 2, record: 4 });
    expect((await trail.verify(found.head?.hash)).break).toBeUndefined();
    await trail.seal([]);
    const later = await trail.verify(found.head?.hash);
    expect(later).toMatchObject({ records: 5, unsealed: 0, head: { seal: 3 }, break: undefined });
    expect((await trail.verify("0".repeat(64))).break).toMatchObject({ kind: "hash-missing" });
    // A run without new records makes no seal.
    await trail.seal([]);
    expect(await trail.verify()).toEqual({ ...later });
  });

  test("a great many records become several seals, and two sealers at once make one chain", async () => {
    const trail = new Trail(instance);
    await trail.write("first");
    const [known] = await trail.rows();
    const { place: _, ...row } = known!;
    const rows = Array.from({ length: 1_100 }, () => ({ ...row, id: trail.deps.env.newId() }));
    await trail.deps.store.commit(rows.map((each) => ({ op: "insert", table: "audit", row: each }) as const));
    const sealers = [new AuditSealer(trail.deps, NEVER), new AuditSealer(trail.deps, NEVER)];
    await Promise.all(sealers.map((sealer) => sealer.run()));
    expect(await trail.verify()).toMatchObject({ records: 1_101, unsealed: 0, break: undefined });
    expect((await trail.verify()).head?.seal).toBeGreaterThanOrEqual(3);
  });

  test.skipIf(kind === "SQLite")(
    "a record whose transaction is open is sealed in its place, and holds the later ones back",
    async () => {
      const trail = new Trail(instance);
      await trail.seal(["first"]);
      const [known] = await trail.rows();
      const client = new pg.Client({ connectionString: "url" in place ? place.url : "" });
      await client.connect();
      await client.query("begin");
      const columns = "org, id, at, actor, service, category, activity, target, detail";
      await client.query(
        `insert into audit (${columns}) select org, id || 'x', at, actor, service, category, activity, 'late', detail
         from audit where id = '${known?.id}'`,
      );
      await trail.write("second");
      for (let runs = 0; runs < 3; runs += 1) await instance.sealing.run();
      expect(await trail.verify()).toMatchObject({ records: 1, unsealed: 1, break: undefined });
      await client.query("commit");
      await client.end();
      await trail.seal([]);
      expect(await trail.verify()).toMatchObject({ records: 3, unsealed: 0, break: undefined });
      expect((await trail.rows()).map(({ target }) => target)).toEqual(["first", "late", "second"]);
    },
  );

  test("the rest can be verified after the oldest records were removed", async () => {
    const trail = new Trail(instance);
    await trail.seal(["a", "b"], ["c"], ["d"]);
    const { org, deps } = trail;
    const { head } = await trail.verify();
    const remove = (before: number, seals: number) => {
      let left = seals;
      return removeRecords(deps, { org, before }, () => left-- > 0);
    };
    expect(await remove(0, 9)).toBe(0);
    expect(await remove(deps.env.now() + 1_000, 2)).toBe(3);
    const found = await trail.verify(head?.hash);
    expect(found).toMatchObject({ removed: 3, records: 1, break: undefined, head: { record: 4 } });
    await trail.seal(["e"]);
    expect(await trail.verify()).toMatchObject({
      records: 2,
      break: undefined,
      head: { record: 5 },
    });

    await carryOut(place, `update audit_chain set base_record = base_record + 1 where org = '${org}'`);
    expect((await trail.verify()).break).toMatchObject({ kind: "seal-changed" });
  });

  test("the command verifies the store in place while it is open", async () => {
    const trail = new Trail(instance);
    const { org, deps } = trail;
    const name = `Organization ${org}`;
    const row = { org, name, name_key: name.toLowerCase(), created: 1, soft_delete_days: 30, types: 0 };
    await deps.store.commit([{ op: "insert", table: "organization", row }]);
    await trail.seal(["a", "b"]);
    const directory = "url" in place ? folders[0]! : place.directory;
    const env = "url" in place ? { MUSTER_DATABASE_URL: place.url } : {};
    const verify = async () => {
      let text = "";
      const sink = { write: (part: string) => (text += part) };
      const world = {
        ...buildNodeWorld("0.0.0", { ...env, MUSTER_MASTER_KEY: MASTER_KEY }),
        ...{ stdout: sink, stderr: sink },
      };
      const argv = ["audit", "verify", "--data", directory, "--org", name, "--json"];
      return { exit: await buildProgram(world, LOCAL).run(argv), ...JSON.parse(text) };
    };
    expect(await verify()).toMatchObject({ exit: 0, signed: true, trails: [{ name, records: 2 }] });
    await carryOut(place, `delete from audit where org = '${org}' and target = 'a'`);
    expect(await verify()).toMatchObject({ exit: 1, trails: [{ break: { kind: "missing", record: 1 } }] });
  });

  test("records that differ from their seal are not removed", async () => {
    const trail = new Trail(instance);
    await trail.seal(["a", "b"]);
    const { org, deps } = trail;
    await carryOut(place, `update audit set target = 'x' where org = '${org}' and target = 'b'`);
    expect(await removeRecords(deps, { org, before: deps.env.now() + 1_000 }, () => true)).toBe(0);
    expect((await trail.verify()).break).toMatchObject({ kind: "changed", record: 2 });
  });
});
