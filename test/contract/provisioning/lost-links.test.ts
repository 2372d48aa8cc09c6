import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ObjectId } from "../../../src/core/ids.ts";
import type { LinkEnd } from "../../../src/ports/link-tables.ts";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Users who leave while the link to their account is missing: no live account stays behind at a real target. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

interface Company extends ProvisionedDirectory {
  /** Takes the link of an object out of the store, as a target does that says for a while that the account is gone. */
  lose(object: ObjectId, cause?: LinkEnd | "unlinked" | "no-trace"): Promise<void>;
  unassign(...ids: readonly string[]): Promise<void>;
}

async function inCompany(
  names: readonly string[],
  work: (company: Company, ids: readonly ObjectId[]) => Promise<void>,
) {
  const server: ScimTarget = await startScimmyTarget();
  try {
    const directory = await provisionDirectory(scim, server);
    const { admin, client, org, app } = directory;
    const path = `/api/v1/organizations/${org}/applications/${app}/assignments`;
    const ids: ObjectId[] = [];
    for (const name of names) {
      const { id } = await client.make("/Users", user(name));
      ids.push(id);
      await admin("POST", path, { subject: { kind: "user", find: id } });
    }
    await admin("DELETE", `${path}/*`);
    await directory.sync();
    await work(
      {
        ...directory,
        async lose(object, cause = "account-gone") {
          const { store, env } = scim.deps;
          const link = await store.get("link", { org, app, object });
          const isParted = cause === "unlinked";
          const row = {
            ...{
              org,
              app,
              object,
              id: env.newId(),
              type: "user" as const,
              account: link!.account,
              at: env.now(),
            },
            ...{ kind: isParted ? ("unlinked" as const) : ("ended" as const), actor: "system", former: null },
            cause: isParted || cause === "no-trace" ? null : cause,
          } as const;
          await store.commit([
            { op: "delete", table: "link", key: { org, app, object } },
            ...(cause === "no-trace" ? [] : [{ op: "insert", table: "link_event", row } as const]),
          ]);
        },
        async unassign(...leavers) {
          for (const id of leavers) expect((await admin("DELETE", `${path}/${id}`)).status).toBe(204);
        },
      },
      ids,
    );
  } finally {
    await server.stop();
  }
}

describe.each(["auto", "initial"] as const)("in a cycle of kind %s", (kind) => {
  test("the account of a user who is unassigned, blocked or deleted is disabled, and linked again", () =>
    inCompany(["ada", "ben", "cid", "dot"], async (company, [ada, ben, cid, dot]) => {
      const { client, sync, lose, unassign, seen, reasons } = company;
      await lose(ada!);
      await lose(ben!, "void");
      await lose(cid!, "no-trace");
      await unassign(ada!);
      await client.patch(`/Users/${ben}`, [{ op: "replace", path: "active", value: false }]);
      await client.send("DELETE", `/Users/${cid}`);
      const { counts, plan } = await sync(kind);
      expect(counts).toMatchObject({ disabled: 3 });
      expect((await reasons(plan))["ada disable"]).toContain("match.link-lost");
      expect((await seen()).accounts).toEqual(["ada inactive", "ben inactive", "cid inactive", "dot active"]);
      expect(dot).toBeDefined();
      // What follows is done as for any other account.
      expect((await sync("initial")).counts).not.toHaveProperty("disabled");
      await company.restore(cid!);
      await client.patch(`/Users/${ben}`, [{ op: "replace", path: "active", value: true }]);
      await sync(kind);
      expect((await seen()).accounts).toEqual(["ada inactive", "ben active", "cid active", "dot active"]);
    }));

  test("an account that was restored under another id is found by matching", () =>
    inCompany(["ada"], async ({ sync, lose, unassign, seen, target, accountId }, [ada]) => {
      await target.send("DELETE", `/Users/${await accountId("ada")}`);
      await target.make("/Users", user("ada", { active: true }));
      await lose(ada!);
      await unassign(ada!);
      expect((await sync(kind)).counts).toMatchObject({ disabled: 1 });
      expect((await seen()).accounts).toEqual(["ada inactive"]);
    }));
});

test("an account that a person unlinked, that was deleted, or that got a new owner is left alone", () =>
  inCompany(["ada", "ben", "cid"], async ({ sync, lose, unassign, seen }, [ada, ben, cid]) => {
    await lose(ada!, "unlinked");
    await lose(ben!, "deleted");
    await lose(cid!, "new-owner");
    await unassign(ada!, ben!, cid!);
    expect((await sync()).counts).not.toHaveProperty("disabled");
    expect((await seen()).accounts).toEqual(["ada active", "ben active", "cid active"]);
  }));

test("an account of a person who never had one here is left alone, although it matches", () =>
  inCompany(["ada"], async ({ client, target, sync, seen }) => {
    await target.make("/Users", user("eve", { active: true }));
    const eve = await client.make("/Users", user("eve"));
    expect((await sync("initial")).counts).toMatchObject({ skipped: 1 });
    await client.send("DELETE", `/Users/${eve.id}`);
    await sync();
    expect((await seen()).accounts).toEqual(["ada active", "eve active"]);
  }));

test("the guard counts these accounts, and the policy that keeps accounts holds for them", () =>
  inCompany(["ada", "ben"], async ({ sync, lose, unassign, seen, change, answer }, [ada, ben]) => {
    await change({ deletionFloor: 0, deletionCountMax: 0 });
    await lose(ada!);
    await unassign(ada!);
    const held = await sync();
    expect(held.counts).toMatchObject({ held: 1 });
    expect((await seen()).accounts).toEqual(["ada active", "ben active"]);
    expect(await answer(held.plan, "approved")).toBe(1);
    expect((await sync()).counts).toMatchObject({ disabled: 1 });
    await change({ onScopeLeave: "keep" });
    await lose(ben!);
    await unassign(ben!);
    await sync();
    expect((await seen()).accounts).toEqual(["ada inactive", "ben active"]);
  }));

test("several accounts that match wait for a person, who chooses the one to disable", () =>
  inCompany(["ada"], async ({ sync, lose, unassign, seen, target, accountId, admin, org, app }, [ada]) => {
    await target.send("DELETE", `/Users/${await accountId("ada")}`);
    const { id: right } = await target.make("/Users", user("ada", { active: true }));
    await target.make("/Users", user("ada", { active: true }));
    await lose(ada!);
    await unassign(ada!);
    expect((await sync()).counts).toMatchObject({ held: 1 });
    const at = `/api/v1/organizations/${org}/applications/${app}/matches`;
    expect((await admin("GET", at)).body.items).toMatchObject([{ situation: "ambiguous", objectId: ada }]);
    const body = { answer: "adopt", objects: [ada], accountId: right };
    expect((await admin("POST", `${at}/answer`, body)).status).toBe(200);
    expect((await sync()).counts).toMatchObject({ disabled: 1 });
    expect((await seen()).accounts).toEqual(["ada active", "ada inactive"]);
  }));

test("an account that would be deleted, and that only matching finds, waits for a person", () =>
  inCompany(
    ["ada"],
    async (
      { sync, plan, lose, unassign, seen, target, accountId, admin, change, answer, org, app },
      [ada],
    ) => {
      await change({ onScopeLeave: "delete" });
      await target.send("DELETE", `/Users/${await accountId("ada")}`);
      await target.make("/Users", user("ada", { active: true }));
      await lose(ada!);
      await unassign(ada!);
      const held = await sync();
      expect(held.counts).toMatchObject({ held: 1 });
      expect(await answer(held.plan, "approved")).toBe(0);
      const at = `/api/v1/organizations/${org}/applications/${app}/matches/answer`;
      expect((await admin("POST", at, { answer: "adopt", objects: [ada] })).status).toBe(200);
      // The answer outlives a plan that is not applied.
      await plan();
      expect((await sync()).counts).toMatchObject({ deleted: 1 });
      expect((await seen()).accounts).toEqual([]);
    },
  ));
