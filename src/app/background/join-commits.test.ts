import { expect, test } from "vitest";
import type { ChangeSet, Committed, Store } from "../../ports/store.ts";
import { joinCommits } from "./join-commits.ts";

const env = { sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };
const change = (id: string): ChangeSet[number] => ({
  op: "delete",
  table: "cycle",
  key: { org: "o", id } as never,
});
const idsOf = (changes: ChangeSet) =>
  changes.map((each) => ("key" in each ? String((each.key as { id: string }).id) : ""));

/** A store of which only commits are called; those with this change are refused. */
function openStore(refused: string) {
  const commits: (readonly string[])[] = [];
  const commit = async (changes: ChangeSet): Promise<Committed> => {
    await env.sleep();
    const ids = idsOf(changes);
    commits.push(ids);
    if (ids.includes("broken")) throw new Error("the disk is full");
    const index = ids.indexOf(refused);
    return index === -1 ? { kind: "committed" } : { kind: "conflict", index, reason: "stale" };
  };
  return { commits, store: joinCommits({ store: { commit } as unknown as Store, env }) };
}

test("change sets of one turn, and those that come meanwhile, share commits in their order", async () => {
  const { commits, store } = openStore("none");
  const first = ["a", "b", "c"].map((id) => store.commit([change(id)]));
  await first[0];
  const second = ["d", "e"].map((id) => store.commit([change(id)]));
  const outcomes = await Promise.all([...first, ...second]);
  expect(outcomes).toEqual(outcomes.map(() => ({ kind: "committed" })));
  expect(commits).toEqual([
    ["a", "b", "c"],
    ["d", "e"],
  ]);
});

test("a change set that is refused is refused by itself", async () => {
  const { commits, store } = openStore("b");
  const outcomes = await Promise.all([["a"], ["x", "b"], ["c"]].map((ids) => store.commit(ids.map(change))));
  expect(outcomes).toEqual([
    { kind: "committed" },
    { kind: "conflict", index: 1, reason: "stale" },
    { kind: "committed" },
  ]);
  expect(commits.slice(1)).toEqual([["a"], ["x", "b"], ["c"]]);
});

test("a failure reaches all that shared the commit, and later ones go on", async () => {
  const { store } = openStore("none");
  const settled = await Promise.allSettled([store.commit([change("a")]), store.commit([change("broken")])]);
  expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await store.commit([change("b")])).toEqual({ kind: "committed" });
});

test("one commit has a bounded number of writes", async () => {
  const { commits, store } = openStore("none");
  const many = Array.from({ length: 300 }, (_, index) => change(`w${index}`));
  await Promise.all([store.commit(many), store.commit(many), store.commit([change("last")])]);
  expect(commits.map(({ length }) => length)).toEqual([300, 301]);
});
