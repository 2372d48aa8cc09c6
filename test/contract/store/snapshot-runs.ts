import { expect } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import type { ObjectType } from "../../../src/ports/kinds.ts";
import type { Store } from "../../../src/ports/store.ts";
import { type Group, type Person, type Snapshot, stage } from "./snapshots.ts";

export const BOTH: readonly ObjectType[] = ["user", "group"];

/** Stages, expects no finding, merges, and answers the counts that are not zero. */
export async function bring(
  store: Store,
  org: OrgId,
  name: string,
  snapshot: Snapshot,
  withLeavers: readonly ObjectType[] = BOTH,
) {
  const staged = await stage(store, org, name, snapshot);
  expect(await store.imports.check(org, staged)).toBeUndefined();
  const merged = await store.imports.merge(org, staged, { withLeavers, now: 50 });
  if (merged.kind !== "merged") throw new Error(JSON.stringify(merged));
  await store.imports.discard(org, staged);
  return Object.fromEntries(Object.entries(merged.counts).filter(([, count]) => count !== 0));
}

export async function feedOf(store: Store, org: OrgId, from: string): Promise<string[]> {
  const page = await store.feed(org, from, await store.feedHead(org), 1_000);
  return page.entries.map(
    ({ kind, object, other, change }) => `${kind} ${object}${other ? ` ${other}` : ""} ${change}`,
  );
}

export async function membersOf(store: Store, org: OrgId): Promise<string[]> {
  const rows = await store.page("membership", { where: { org }, limit: 100 });
  return rows.map(({ group_id, member_id }) => `${group_id}: ${member_id}`);
}

export const BASE: Snapshot = {
  people: [{ key: "ada" }, { key: "bob", manager: "ada" }, { key: "eve", manager: "bob@example.com" }],
  groups: [
    { key: "staff", members: ["u:ada", "u:bob@example.com", "g:board"] },
    { key: "board", members: ["u:eve"] },
    { key: "empty", members: [] },
  ],
};
/** The same snapshot once more, with some people or groups left out or changed. */
export function again(
  people: readonly Person[] = BASE.people ?? [],
  groups: readonly Group[] = BASE.groups ?? [],
): Snapshot {
  return { people, groups };
}
