import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type AssignedCompany, inAssignedCompany } from "./assigned-company.ts";

/** A group of the directory that loses more than a fifth of 100 members within an hour. */

const name = (n: number) => `p${n}`;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** One hundred people in an assigned group; the first five are assigned themselves, too. */
async function fillGroup(company: AssignedCompany) {
  const { hire, addGroup, assign, patchGroup, sync, admin, org, app } = company;
  const ids = await Promise.all(range(0, 99).map((n) => hire(name(n))));
  const group = await addGroup("sales", ids);
  await assign("group", "sales");
  for (const n of range(0, 4)) await assign("user", name(n));
  await sync();
  const path = `/api/v1/organizations/${org}/applications/${app}/waiting?limit=100`;
  return {
    ids,
    group,
    leave: (...numbers: readonly number[]) =>
      patchGroup(group, ...numbers.map((n) => ({ op: "remove", path: `members[value eq "${ids[n]}"]` }))),
    join: (...members: readonly (string | undefined)[]) =>
      patchGroup(group, { op: "add", path: "members", value: members.map((value) => ({ value })) }),
    held: async (): Promise<readonly string[]> =>
      (await admin("GET", path)).body.items
        .filter(({ reasons }: { reasons: { code: string }[] }) =>
          reasons.some(({ code }) => code === "hold.group-loss"),
        )
        .map((item: { name: string }) => item.name)
        .sort(),
    disabled: async () => (await company.seen()).accounts.filter((text) => text.endsWith(" inactive")),
  };
}

await overEveryStore((under) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("the loss is held, in steps as at once, until a person answers or the members are back", () =>
    inAssignedCompany(scim, async (company) => {
      const { hire, client, sync, admin, membersOf, reasons } = company;
      const { ids, group, leave, join, held, disabled } = await fillGroup(company);
      const left = async () => range(0, 25).filter((n) => !membersOf("sales")?.includes(name(n)));

      // Sixteen of a hundred are within the fifth: two stay in scope, the others lose their access.
      await leave(0, 1, ...range(5, 18));
      expect((await sync()).counts).toMatchObject({ disabled: 14 });
      expect(await left()).toEqual([0, 1, ...range(5, 18)]);

      // With nine more it is a loss. One of them is blocked besides, and a new member joins.
      await client.patch(`/Users/${ids[25]}`, [{ op: "replace", path: "active", value: false }]);
      await leave(2, 3, ...range(19, 25));
      await join(await hire("newcomer"));
      expect((await sync()).counts).toMatchObject({ created: 1, disabled: 1, held: 6 });
      expect((await disabled()).length).toBe(15);
      expect(membersOf("sales")).toContain("newcomer");
      const second = await sync();
      expect(second.counts).toMatchObject({ held: 7 });
      expect(await held()).toEqual([...range(19, 24).map(name), "sales"]);
      expect(await left()).toEqual([0, 1, ...range(5, 18), 25]);
      expect((await reasons(second.plan))["sales hold"]).toEqual([
        "scope.group-itself",
        "change.lost-members",
        "decide.update",
        "hold.group-loss",
      ]);

      // An approval is for this set of members: another departure is a new question.
      const approve = async (plan: string) =>
        (await admin("POST", `/api/v1/plans/${plan}/holds`, { answer: "approved", objects: [group] })).body;
      expect(await approve(second.plan)).toEqual({ answered: 1 });
      await leave(4);
      const third = await sync();
      expect(third.counts).toMatchObject({ held: 7 });
      expect(await left()).toEqual([0, 1, ...range(5, 18), 25]);
      expect(await approve(third.plan)).toEqual({ answered: 1 });
      await sync();
      expect(await left()).toEqual([...range(0, 18), 25]);
      expect(await held()).toEqual(range(19, 24).map(name));

      // Twenty-one are still too many; with one more back, the rest is an ordinary change.
      await join(...ids.slice(19, 24));
      await sync();
      expect(await held()).toEqual(["p24"]);
      await join(ids[0]);
      expect((await sync()).counts).toMatchObject({ disabled: 1 });
      expect(await held()).toEqual([]);
      expect((await disabled()).length).toBe(16);
    }));
});
