import { expect, test } from "vitest";
import { collectRows, readEachPage, readRowsAmong } from "../../../src/app/paging.ts";
import { id, insertLease, membership, putMember } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

await overEveryStore(({ store }) => {
  test("pages run in order of the key, both ways, without gaps", async () => {
    const org = newOrg();
    const names = ["B", "a", "é", "z", "Ω", "_", "10", "9"];
    const bytewise = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    await store().commit(names.map((name) => insertLease(org, name)));
    for (const descending of [false, true]) {
      const seen: string[] = [];
      for (let at = 0; at < names.length; at += 3) {
        const after = seen.at(-1);
        const page = { where: { org }, limit: 3, descending, ...(after === undefined ? {} : { after }) };
        seen.push(...(await store().page("lease", page)).map(({ name }) => name));
      }
      expect(seen).toEqual(descending ? bytewise.toReversed() : bytewise);
    }
  });

  test("pages follow the part of the key that is not fixed", async () => {
    const org = newOrg();
    await store().commit(["g1", "g2", "g3"].map((group) => putMember(org, group, "ada")));
    const where = { org, member_id: id("ada") };
    const rows = await store().page("membership", { where, after: "g1", limit: 5 });
    expect(rows.map(({ group_id }) => group_id)).toEqual(["g2", "g3"]);
    expect(rows[0]).toStrictEqual(membership(org, "g2", "ada", "user"));
    await expect(store().page("membership", { where: { org }, after: "g1", limit: 5 })).rejects.toThrow(
      TypeError,
    );
  });

  test("pages follow several parts of the key together, both ways", async () => {
    const org = newOrg();
    const pairs = ["g1", "g2", "g3"].flatMap((group) => ["ada", "ben"].map((member) => ({ group, member })));
    await store().commit(pairs.map(({ group, member }) => putMember(org, group, member)));
    const keys = pairs.map(({ group, member }) => [id(group), id(member)]);
    const pageAfter = async (after: readonly string[], descending: boolean) => {
      const rows = await store().page("membership", { where: { org }, after, limit: 2, descending });
      return rows.map(({ group_id, member_id }) => [group_id, member_id]);
    };
    expect(await pageAfter(keys[0] ?? [], false)).toEqual(keys.slice(1, 3));
    expect(await pageAfter(keys[3] ?? [], false)).toEqual(keys.slice(4));
    expect(await pageAfter(keys[4] ?? [], true)).toEqual(keys.slice(2, 4).toReversed());
  });

  test("reads of all rows go on after ten thousand of them, and over all organizations", async () => {
    const org = newOrg();
    const groups = ["g1", "g2"];
    const members = Array.from({ length: 5_100 }, (_, at) => `u${at}`);
    for (const group of groups) {
      await store().commit(members.map((member) => putMember(org, group, member)));
    }
    const ids = groups.map((group) => id(group));
    expect(
      await readRowsAmong(store(), "membership", { org }, { column: "group_id", values: ids }),
    ).toHaveLength(10_200);
    const others = [newOrg(), newOrg(), newOrg()];
    for (const other of others) {
      await store().commit(["a", "b"].map((name) => insertLease(other, name)));
    }
    const leases = await collectRows(readEachPage(store(), "lease", {}, 2));
    expect(new Set(leases.map(({ org, name }) => `${org} ${name}`)).size).toBe(leases.length);
    const found = leases.filter((lease) => others.includes(lease.org));
    expect(found).toHaveLength(6);
    expect(leases).toHaveLength(await store().count("lease", {}));
  });
});
