import { expect, test } from "vitest";
import { withCachedCounts } from "../../../src/app/directory/query/cached-counts.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import type { Write } from "../../../src/ports/store.ts";
import { id, putObject } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

await overEveryStore(({ store }) => {
  /** A store that remembers, over the one that others write to as well. */
  async function company() {
    let now = 0;
    const org = await newOrg();
    const remembering = withCachedCounts(store(), () => now);
    return {
      org,
      remembering,
      users: () => remembering.count("object", { org, type: "user", deleted: null }),
      wait: (ms: number) => {
        now += ms;
      },
    };
  }
  const set = (org: OrgId, name: string, deleted: number | null): Write => {
    return { op: "update", table: "object", key: { org, id: id(name) }, set: { deleted } };
  };

  test("a total follows what this process commits", async () => {
    const { org, remembering, users } = await company();
    expect(await users()).toBe(0);
    await remembering.commit([putObject(org, "ada", "user"), putObject(org, "bob", "user")]);
    expect(await users()).toBe(2);
    await remembering.commit([set(org, "ada", 1)]);
    expect(await users()).toBe(1);
    await remembering.commit([set(org, "ada", null)]);
    expect(await users()).toBe(2);
    await remembering.commit([{ op: "delete", table: "object", key: { org, id: id("bob") } }]);
    expect(await users()).toBe(1);
  });

  test("what others commit shows after a second", async () => {
    const { org, users, wait } = await company();
    expect(await users()).toBe(0);
    await store().commit([putObject(org, "ada", "user")]);
    expect(await users()).toBe(0);
    wait(1_000);
    expect(await users()).toBe(1);
  });

  test("a count that a commit overtook is not remembered", async () => {
    const { org, remembering, users } = await company();
    const [, counted] = await Promise.all([remembering.commit([putObject(org, "ada", "user")]), users()]);
    expect([0, 1]).toContain(counted);
    expect(await users()).toBe(1);
  });

  test("other counts go to the store", async () => {
    const { org, remembering } = await company();
    const all = () => remembering.count("object", { org, type: "user" });
    expect(await all()).toBe(0);
    await store().commit([putObject(org, "ada", "user")]);
    expect(await all()).toBe(1);
  });
});
