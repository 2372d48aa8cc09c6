import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Settings } from "../../../src/core/provisioning/settings.ts";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { ENTERPRISE_URN, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Managers who come, leave and come back: the accounts of those who report to them, read back from a real target. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

type Company = Omit<ProvisionedDirectory, "target"> & {
  /** Creates a user, with a manager. */
  hire(name: string, manager?: string): Promise<string>;
  assign(...ids: readonly string[]): Promise<void>;
  unassign(...ids: readonly string[]): Promise<void>;
  /** Each account as `name < manager`, with `-` for none and the bare id where the target has no such account. */
  managers(): Promise<readonly string[]>;
};

async function inCompany(
  settings: Partial<Settings>,
  work: (company: Company) => Promise<void>,
): Promise<void> {
  const server: ScimTarget = await startScimmyTarget();
  try {
    const { target, ...directory } = await provisionDirectory(scim, server);
    const { admin, client, org, app } = directory;
    await directory.change(settings);
    const path = `/api/v1/organizations/${org}/applications/${app}/assignments`;
    await admin("DELETE", `${path}/*`);
    await work({
      ...directory,
      async hire(name, manager) {
        const extension = manager === undefined ? {} : { [ENTERPRISE_URN]: { manager: { value: manager } } };
        return (await client.make("/Users", user(name, extension))).id;
      },
      async assign(...ids) {
        for (const find of ids)
          expect((await admin("POST", path, { subject: { kind: "user", find } })).status).toBeLessThan(300);
      },
      async unassign(...ids) {
        for (const id of ids) expect((await admin("DELETE", `${path}/${id}`)).status).toBe(204);
      },
      async managers() {
        const { body } = await target.get("/Users");
        const accounts: readonly Account[] = body.Resources ?? [];
        const names = new Map(accounts.map(({ id, userName }) => [id, userName]));
        return accounts
          .map((each) => {
            const value = each[ENTERPRISE_URN]?.manager?.value;
            return `${each.userName} < ${value === undefined ? "-" : (names.get(value) ?? value)}`;
          })
          .sort();
      },
    });
  } finally {
    await server.stop();
  }
}

interface Account {
  readonly id: string;
  readonly userName: string;
  readonly [ENTERPRISE_URN]?: { readonly manager?: { readonly value?: string } };
}

/** Bea reports to Ann, Cay to Bea; all are assigned and have accounts. */
async function hireThree({ hire, assign, sync }: Company) {
  const ann = await hire("ann");
  const bea = await hire("bea", ann);
  const cay = await hire("cay", bea);
  await assign(ann, bea, cay);
  await sync();
  return { ann, bea, cay };
}

const FULL = ["ann < -", "bea < ann", "cay < bea"];

test.each(["auto", "initial"] as const)(
  "a manager who leaves the scope stays the manager by default (%s cycle)",
  (kind) =>
    inCompany({}, async (company) => {
      const { ann } = await hireThree(company);
      await company.unassign(ann);
      expect((await company.sync(kind)).counts).toMatchObject({ disabled: 1 });
      expect(await company.managers()).toEqual(FULL);
    }),
);

describe.each(["auto", "initial"] as const)("with onManagerLeave clear, in a cycle of kind %s", (kind) => {
  const clearing = { onManagerLeave: "clear" } as const;

  test("the reports of a manager who leaves lose the reference in the same cycle, and get it back with the manager", () =>
    inCompany(clearing, async (company) => {
      const { ann } = await hireThree(company);
      await company.unassign(ann);
      expect((await company.sync(kind)).counts).toMatchObject({ disabled: 1, updated: 1 });
      expect(await company.managers()).toEqual(["ann < -", "bea < -", "cay < bea"]);
      expect((await company.sync("initial")).counts).toEqual({ evaluated: 3, unchanged: 3 });

      await company.assign(ann);
      expect((await company.sync(kind)).counts).toMatchObject({ updated: 2 });
      expect(await company.managers()).toEqual(FULL);
      expect((await company.sync("initial")).counts).toEqual({ evaluated: 3, unchanged: 3 });
    }));

  test("a report who leaves together with the manager is disabled, and one who changes is changed once", () =>
    inCompany(clearing, async (company) => {
      const { ann, bea, cay } = await hireThree(company);
      const dan = await company.hire("dan", ann);
      await company.assign(dan);
      await company.sync();
      await company.client.patch(`/Users/${dan}`, [{ op: "replace", path: "title", value: "Head" }]);
      await company.unassign(ann, bea);
      expect((await company.sync(kind)).counts).toMatchObject({ disabled: 2, updated: 2 });
      expect((await company.seen()).accounts).toEqual([
        "ann inactive",
        "bea inactive",
        "cay active",
        "dan active",
      ]);
      expect((await company.managers()).filter((each) => /^cay|^dan/.test(each))).toEqual([
        "cay < -",
        "dan < -",
      ]);
      await company.assign(ann, bea, cay);
      await company.sync(kind);
      expect(await company.managers()).toEqual(["ann < -", "bea < ann", "cay < bea", "dan < ann"]);
    }));

  test("the reference stays while the guard holds the manager, and goes once a person approved", () =>
    inCompany({ ...clearing, deletionFloor: 0, deletionCountMax: 0 }, async (company) => {
      const { ann } = await hireThree(company);
      await company.unassign(ann);
      const held = await company.sync(kind);
      expect(held.counts).toMatchObject({ held: 1 });
      expect(await company.managers()).toEqual(FULL);
      expect(await company.answer(held.plan, "approved")).toBe(1);
      expect((await company.sync(kind)).counts).toMatchObject({ disabled: 1, updated: 1 });
      expect(await company.managers()).toEqual(["ann < -", "bea < -", "cay < bea"]);
    }));

  test("a newcomer is created without a manager who leaves in the same cycle", () =>
    inCompany(clearing, async (company) => {
      const { ann } = await hireThree(company);
      const dan = await company.hire("dan", ann);
      await company.unassign(ann);
      await company.assign(dan);
      expect((await company.sync(kind)).counts).toMatchObject({ disabled: 1, updated: 1 });
      await company.sync();
      expect(await company.managers()).toEqual(["ann < -", "bea < -", "cay < bea", "dan < -"]);
      expect((await company.sync()).counts).toEqual({});
    }));

  test("a ring of three loses and regains the one who leaves", () =>
    inCompany(clearing, async (company) => {
      const { ann, cay } = await hireThree(company);
      await company.client.patch(`/Users/${ann}`, [
        { op: "add", value: { [ENTERPRISE_URN]: { manager: { value: cay } } } },
      ]);
      await company.sync();
      const ring = ["ann < cay", "bea < ann", "cay < bea"];
      expect(await company.managers()).toEqual(ring);
      await company.unassign(ann);
      await company.sync(kind);
      expect((await company.managers()).slice(1)).toEqual(["bea < -", "cay < bea"]);
      await company.assign(ann);
      await company.sync(kind);
      expect(await company.managers()).toEqual(ring);
    }));

  test.each(["keep", "clear"] as const)(
    "an account that is deleted leaves no reference behind (onManagerLeave %s)",
    (onManagerLeave) =>
      inCompany({ onManagerLeave, onScopeLeave: "delete" }, async (company) => {
        const { ann } = await hireThree(company);
        await company.unassign(ann);
        expect((await company.sync(kind)).counts).toMatchObject({ deleted: 1, updated: 1 });
        expect(await company.managers()).toEqual(["bea < -", "cay < bea"]);
        await company.assign(ann);
        await company.sync(kind);
        expect(await company.managers()).toEqual(FULL);
      }),
  );
});

test("a change of the setting is carried out for managers who left before", () =>
  inCompany({}, async (company) => {
    const { ann } = await hireThree(company);
    await company.unassign(ann);
    await company.sync();
    const path = `/api/v1/organizations/${company.org}/applications/${company.app}/settings`;
    expect((await company.admin("PATCH", path, { settings: { onManagerLeave: "clear" } })).status).toBe(200);
    await company.sync();
    expect(await company.managers()).toEqual(["ann < -", "bea < -", "cay < bea"]);
  }));

test("a manager who is out of scope and keeps the account stays the manager", () =>
  inCompany({ onManagerLeave: "clear", onScopeLeave: "keep" }, async (company) => {
    const { ann } = await hireThree(company);
    await company.unassign(ann);
    await company.sync("initial");
    expect(await company.managers()).toEqual(FULL);
  }));
