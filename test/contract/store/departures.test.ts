import { expect, test } from "vitest";
import { feedRow, id } from "./rows.ts";
import { newOrg, overEveryStore } from "./stores.ts";

await overEveryStore(({ store }) => {
  test("departures from groups are found by member, and by group since a time", async () => {
    const org = newOrg();
    const put = (object: string, other: string, change: "added" | "removed", at: number) => {
      const row = { ...feedRow(org, object, at), kind: "member", other, change } as const;
      return store().commit([{ op: "insert", table: "feed", row }]);
    };
    await put("g", "a", "added", 100);
    await put("g", "b", "removed", 200);
    await put("h", "b", "removed", 250);
    await put("g", "b", "added", 300);
    await put("g", "b", "removed", 400);
    await put("g", "c", "removed", 500);
    expect(await store().departuresOf(org, [id("b"), id("a")], undefined)).toEqual([
      { group: "g", member: "b", at: 400 },
      { group: "h", member: "b", at: 250 },
    ]);
    const within = (from: number, to: number) => store().departuresWithin(org, id("g"), { from, to });
    expect((await within(200, 500))?.count).toBe(3);
    expect((await within(200, 499))?.count).toBe(2);
    expect(await within(501, 900)).toBeUndefined();
    const recent = await within(201, 500);
    expect(recent?.count).toBe(2);
    const late = await store().departuresOf(org, [id("b"), id("c")], recent?.first);
    expect(late.map(({ group, member }) => [group, member])).toEqual([
      ["g", "b"],
      ["g", "c"],
    ]);
    expect(await store().memberChanges(org, id("g"), recent?.first ?? "")).toEqual([
      { member: "b", change: "removed", at: 400 },
      { member: "c", change: "removed", at: 500 },
    ]);
  });
});
