import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type LinkClient, type LinkEvent, openLinks } from "./link-client.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** The links between objects and accounts, as people list and change them, against a real target. */

await overEveryStore(({ newPlace }) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  async function withDirectory(work: (directory: ProvisionedDirectory, links: LinkClient) => Promise<void>) {
    const target: ScimTarget = await startScimmyTarget();
    try {
      const directory = await provisionDirectory(scim, target);
      await work(directory, await openLinks(scim, directory));
    } finally {
      await target.stop();
    }
  }

  const kindsOf = (events: readonly LinkEvent[]) => events.map(({ kind }) => kind);

  test("links are listed and filtered, and each has a history of its cycles", () =>
    withDirectory(async ({ client, target, sync }, links) => {
      const adopted = await target.make("/Users", user("eve"));
      const dee = await client.make("/Users", user("dee"));
      const eve = await client.make("/Users", user("eve"));
      await client.make("/Groups", group("Crew", []));
      await sync();
      const all = await links.list();
      expect(all.map(({ name, type, provenance }) => `${type} ${name} ${provenance}`).sort()).toEqual([
        "group Crew created",
        "user dee created",
        "user eve adopted",
      ]);
      expect((await links.list("?type=group")).map(({ name }) => name)).toEqual(["Crew"]);
      expect((await links.list("?provenance=adopted")).map(({ name }) => name)).toEqual(["eve"]);
      expect((await links.list("?find=DEE")).map(({ objectId }) => objectId)).toEqual([dee.id]);
      expect((await links.list(`?account=${adopted.id}`)).map(({ objectId }) => objectId)).toEqual([eve.id]);
      expect(await links.list("?scope=out")).toEqual([]);
      expect(await links.list("?find=nil")).toEqual([]);
      expect(await links.list("?limit=1")).toHaveLength(1);

      await client.send("DELETE", `/Users/${dee.id}`);
      await sync();
      expect((await links.list("?scope=out")).map(({ objectId }) => objectId)).toEqual([dee.id]);
      const { link, events } = await links.history(eve.id);
      expect(link?.accountId).toBe(adopted.id);
      expect(events).toMatchObject([
        { kind: "adopted", accountId: adopted.id, actor: "system", cause: null, undoable: true },
      ]);
      expect((await links.history(dee.id)).events).toMatchObject([{ kind: "created", undoable: false }]);
    }));

  test("a relink moves an object to another account, and an undo brings the former one back", () =>
    withDirectory(async ({ client, target, sync, admin, org }, links) => {
      const dee = await client.make("/Users", user("dee"));
      await client.make("/Users", user("eve"));
      await sync();
      const [before] = await links.list("?find=dee");
      const other = await target.make("/Users", user("dee.old"));
      const moved = await links.change(dee.id, "relink", {
        accountId: other.id,
        comment: "The old one is right",
      });
      expect([moved.status, moved.body.link.accountId, moved.body.leftAccountId]).toEqual([
        200,
        other.id,
        before?.accountId,
      ]);
      expect(moved.body.link.provenance).toBe("manual");
      const { events } = await links.history(dee.id);
      expect(kindsOf(events)).toEqual(["relinked", "created"]);
      expect(events[0]).toMatchObject({ formerAccountId: before?.accountId, undoable: true });

      const { body: trail } = await admin("GET", `/api/v1/organizations/${org}/audit?category=link`);
      expect(trail.items).toMatchObject([
        {
          activity: "relink",
          target: dee.id,
          detail: {
            name: "dee",
            account: other.id,
            former: before?.accountId,
            comment: "The old one is right",
          },
        },
      ]);
      // The former account has the name, so that the target refuses it for the other one: nothing else is touched.
      const stale = await links.change(dee.id, "undo", { event: events[1]?.eventId });
      expect([stale.status, stale.body.code]).toEqual([409, "account-link.not-the-last"]);
      const undone = await links.change(dee.id, "undo", { event: events[0]?.eventId });
      expect([undone.status, undone.body.link.accountId, undone.body.link.provenance]).toEqual([
        200,
        before?.accountId,
        "created",
      ]);
      expect((await sync()).counts).toMatchObject({ unchanged: 1 });
      expect(kindsOf((await links.history(dee.id)).events)).toEqual(["undone", "relinked", "created"]);
    }));

  test("an account that belongs to another object is a conflict that names the owner", () =>
    withDirectory(async ({ client, target, sync, seen }, links) => {
      const dee = await client.make("/Users", user("dee"));
      const eve = await client.make("/Users", user("eve"));
      await sync();
      const [owned] = await links.list("?find=eve");
      const taken = await links.change(dee.id, "relink", { accountId: owned?.accountId });
      expect(taken.status).toBe(409);
      expect(taken.body).toMatchObject({
        code: "account-link.taken",
        params: { account: owned?.accountId, owner: "eve", id: eve.id },
      });
      const [own] = await links.list("?find=dee");
      const same = await links.change(dee.id, "relink", { accountId: own?.accountId });
      expect([same.status, same.body.code]).toEqual([409, "account-link.unchanged"]);
      const missing = await links.change(dee.id, "relink", { accountId: "no-such-account" });
      expect([missing.status, missing.body.code]).toEqual([409, "account-link.account-unknown"]);
      const unknown = await links.change("0190a1b2-0000-7000-8000-000000000001", "unlink");
      expect([unknown.status, unknown.body.code]).toEqual([404, "account-link.none"]);
      const created = await links.change(dee.id, "undo");
      expect([created.status, created.body.code]).toEqual([409, "account-link.nothing-to-undo"]);
      expect((await links.list()).map(({ accountId }) => accountId).sort()).toEqual(
        [own?.accountId, owned?.accountId].sort(),
      );
      expect((await seen()).accounts).toEqual(["dee active", "eve active"]);
      expect((await target.get("/Users")).body.totalResults).toBe(2);
    }));

  test("an unlinked account is held, not adopted again, until a person approves or undoes it", () =>
    withDirectory(async ({ client, sync, seen, reasons, answer }, links) => {
      const dee = await client.make("/Users", user("dee"));
      await client.make("/Groups", group("Crew", [dee.id]));
      await sync();
      const [before] = await links.list("?find=dee");
      const ended = await links.change(dee.id, "unlink", { comment: "Not hers" });
      expect([ended.status, ended.body.link, ended.body.leftAccountId]).toEqual([
        200,
        null,
        before?.accountId,
      ]);
      expect((await links.change(dee.id, "unlink")).body.code).toBe("account-link.none");

      const held = await sync();
      expect(held.counts).toMatchObject({ held: 1 });
      expect((await reasons(held.plan))["dee hold"]).toContain("hold.rejected");
      expect((await sync()).counts).toMatchObject({ held: 1 });
      expect((await seen()).accounts).toEqual(["dee active"]);

      const undone = await links.change(dee.id, "undo");
      expect(undone.body.link.accountId).toBe(before?.accountId);
      await sync();
      expect((await sync()).counts).toEqual({});
      expect((await seen()).members).toEqual({ Crew: ["dee"] });

      await links.change(dee.id, "unlink");
      const again = await sync();
      expect(await answer(again.plan, "approved")).toBe(1);
      expect((await sync()).counts).toMatchObject({ adopted: 1 });
      expect(kindsOf((await links.history(dee.id)).events)).toEqual([
        "adopted",
        "unlinked",
        "undone",
        "unlinked",
        "created",
      ]);
    }));

  test("an adoption that was wrong is undone, and the account stays with its owner", () =>
    withDirectory(async ({ client, target, sync, seen }, links) => {
      await target.make("/Users", user("dee"));
      const dee = await client.make("/Users", user("dee"));
      await sync();
      const undone = await links.change(dee.id, "undo");
      expect([undone.status, undone.body.link]).toEqual([200, null]);
      expect((await sync()).counts).toMatchObject({ held: 1 });
      expect((await seen()).accounts).toEqual(["dee active"]);
    }));

  test("an unlinked account stays unlinked after its owner was away", () =>
    withDirectory(async ({ client, sync, seen }, links) => {
      const dee = await client.make("/Users", user("dee"));
      await sync();
      await links.change(dee.id, "unlink");
      await client.patch(`/Users/${dee.id}`, [{ op: "replace", path: "active", value: false }]);
      await sync();
      await client.patch(`/Users/${dee.id}`, [{ op: "replace", path: "active", value: true }]);
      expect((await sync()).counts).toMatchObject({ held: 1 });
      expect((await sync("initial")).counts).toMatchObject({ held: 1 });
      expect((await links.history(dee.id)).link).toBeNull();
      expect((await seen()).accounts).toEqual(["dee active"]);
    }));

  test("no link is changed while a cycle runs, and the refusal says so", async () => {
    // A target that accepts requests and answers none.
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    try {
      const target = { url: `http://127.0.0.1:${port}/scim/v2`, token: "unused-token" };
      const directory = await provisionDirectory(scim, target);
      const { admin, client } = directory;
      const { path } = await openLinks(scim, directory);
      const dee = await client.make("/Users", user("dee"));
      const begun = await admin("POST", `${path}/sync`, { kind: "auto" });
      expect(begun.status).toBe(202);
      for (const [what, body] of [
        ["relink", { accountId: "7d1f" }],
        ["unlink", {}],
        ["undo", {}],
      ] as const) {
        const refused = await admin("POST", `${path}/links/${dee.id}/${what}`, body);
        expect([what, refused.status, refused.body.code]).toEqual([what, 409, "engine.busy"]);
      }
      await admin("POST", `/api/v1/cycles/${begun.body.cycleId}/cancel`);
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});
