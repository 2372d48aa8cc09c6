import { describe, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import type { Write } from "../../../src/ports/store.ts";
import { insertLease } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

const COMMITTED = { kind: "committed" };

await overEveryStore(({ store }) => {
  describe("rows required in a row", () => {
    const require = (org: OrgId, name: string, expect = { holder: "one" }): Write => {
      return { op: "require", table: "lease", key: { org, name }, expect };
    };
    const NAMES = ["a", "b", "c", "d", "e"];
    const store5 = (org: OrgId) => store().commit(NAMES.map((name) => insertLease(org, name)));

    test("are all there", async () => {
      const org = newOrg();
      await store5(org);
      const changes = [...NAMES.map((name) => require(org, name)), insertLease(org, "z")];
      expect(await store().commit(changes)).toEqual(COMMITTED);
      expect(await store().count("lease", { org })).toBe(6);
    });

    test("may be the same row twice", async () => {
      const org = newOrg();
      await store5(org);
      expect(await store().commit([require(org, "a"), require(org, "a"), insertLease(org, "z")])).toEqual(
        COMMITTED,
      );
    });

    test.each([
      ["is absent", (org: OrgId) => [require(org, "a"), require(org, "missing"), require(org, "c")]],
      [
        "differs",
        (org: OrgId) => [require(org, "a"), require(org, "b", { holder: "two" }), require(org, "c")],
      ],
      ["belongs to another organization", (org: OrgId) => [require(org, "a"), require(newOrg(), "b")]],
    ])("where one %s, it is named and nothing is written", async (_case, requires) => {
      const org = newOrg();
      await store5(org);
      const changes = [...requires(org), insertLease(org, "z")];
      expect(await store().commit(changes)).toEqual({ kind: "conflict", index: 1, reason: "stale" });
      expect(await store().count("lease", { org })).toBe(5);
    });
  });
});
