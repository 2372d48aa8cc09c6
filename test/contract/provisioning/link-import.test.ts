import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type LinkClient, openLinks } from "./link-client.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Links from files: of Muster, of Entra ID and of Okta, with rows that are wrong. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
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

const ROWS = 1_000;
const nameOf = (index: number) => `user${String(index).padStart(4, "0")}@contoso.example`;

/** Makes users here and accounts there, the same number on both sides, without linking them. */
async function fill({ client, target }: ProvisionedDirectory, count: number) {
  const objects = new Map<string, string>();
  const accounts = new Map<string, string>();
  for (let start = 0; start < count; start += 20) {
    const part = Array.from({ length: Math.min(20, count - start) }, (_, at) => nameOf(start + at));
    await Promise.all(
      part.map(async (name) => {
        const { id } = await client.make("/Users", user(name));
        objects.set(name, id);
        const account = { ...user(name), active: true, externalId: id };
        accounts.set(name, (await target.make("/Users", account)).id);
      }),
    );
  }
  return { objects, accounts };
}

test("of 1,000 links with ten wrong rows, the ten are reported by line and the others are made", () =>
  withDirectory(async (directory, links) => {
    const { objects, accounts } = await fill(directory, ROWS);
    const stranger = await directory.target.make("/Users", user("stranger"));
    const lines = [...accounts].map(([name, account]) => `${name},${account}`);
    const account = (index: number) => accounts.get(nameOf(index)) ?? "";
    // Lines count from 1, and the header is the first one.
    const wrong: Readonly<Record<number, readonly [row: string, code: string]>> = {
      12: [`nil@contoso.example,${account(10)}`, "account-link.object-unknown"],
      102: [`${nameOf(100)},`, "account-link.row-incomplete"],
      202: [`,${account(200)}`, "account-link.row-incomplete"],
      302: [`${nameOf(300)}`, "account-link.row-unreadable"],
      402: [`${nameOf(400)},gone-account`, "account-link.account-unknown"],
      502: [`${nameOf(0)},${account(500)}`, "account-link.object-repeated"],
      602: [`${nameOf(600)},${account(1)}`, "account-link.account-repeated"],
      702: [`${nameOf(700)},${account(700)},more`, "account-link.row-unreadable"],
      802: [`${objects.get(nameOf(2))},${account(800)}`, "account-link.object-repeated"],
      902: [`${nameOf(900)},${stranger.id}x`, "account-link.account-unknown"],
    };
    for (const [line, [row]] of Object.entries(wrong)) lines[Number(line) - 2] = row;
    const file = ["userName,account", ...lines].join("\n");

    const tried = await links.upload(file, "?dryRun=true");
    expect(tried.body).toMatchObject({ dryRun: true, linked: 990 });
    expect(await links.list()).toEqual([]);
    const { status, body } = await links.upload(file);
    expect([status, body.format, body.linked, body.unchanged]).toEqual([200, "muster", 990, 0]);
    expect(body.rejected.map(({ line, code }: Rejected) => [line, code])).toEqual(
      Object.entries(wrong).map(([line, [, code]]) => [Number(line), code]),
    );
    const again = await links.upload(file);
    expect(again.body).toMatchObject({ linked: 0, unchanged: 990 });

    const { counts } = await directory.sync();
    expect(counts["created"]).toBeUndefined();
    expect(counts).toMatchObject({ adopted: 10, unchanged: 990 });
    expect((await directory.sync()).counts).toEqual({});
    expect((await directory.target.get("/Users?count=1")).body.totalResults).toBe(ROWS + 1);

    const { body: trail } = await directory.admin(
      "GET",
      `/api/v1/organizations/${directory.org}/audit?category=link`,
    );
    const audited = trail.items.map(({ detail }: { detail: { linked: number } }) => detail.linked);
    expect(audited.reduce((sum: number, each: number) => sum + each, 0)).toBe(990);
  }));

interface Rejected {
  readonly line: number;
  readonly code: string;
}

test("an object or account that is linked already is not moved, and the owner is named", () =>
  withDirectory(async ({ client, target, sync }, links) => {
    const dee = await client.make("/Users", user("dee"));
    await client.make("/Users", user("eve"));
    await sync();
    const fay = await client.make("/Users", user("fay"));
    const free = await target.make("/Users", user("other"));
    const [linked] = await links.list("?find=dee");
    const { body } = await links.upload(
      `name;account\ndee;${free.id}\nfay;${linked?.accountId}\ndee;${linked?.accountId}\n`,
    );
    expect([body.linked, body.unchanged]).toEqual([0, 1]);
    expect(body.rejected).toMatchObject([
      { line: 2, code: "account-link.object-linked", params: { name: "dee", account: linked?.accountId } },
      { line: 3, code: "account-link.taken", object: "fay", params: { owner: "dee", id: dee.id } },
    ]);
    expect((await links.history(fay.id)).link).toBeNull();
  }));

test("an export is imported elsewhere, formulas are no obstacle, and the next plan is empty", () =>
  withDirectory(async (directory, links) => {
    const { client, target, sync } = directory;
    const names = ["=cmd|' /C calc'!A1", "-dee", "'=eve", "fay, F"];
    const ids = new Map<string, string>();
    for (const name of names) ids.set((await client.make("/Users", user(name))).id, name);
    const crew = await client.make("/Groups", group("+Crew", [[...ids.keys()][0] ?? ""]));
    await sync();
    const before = await links.list();
    const file = await links.download();
    expect(file.split("\r\n")[0]).toBe("object,name,type,account,provenance,scope,since");
    for (const line of file.split("\r\n").slice(1)) expect(line).not.toMatch(/(^|,)[=+\-@]/);
    for (const { objectId } of before) await links.change(objectId, "unlink");
    expect(await links.list()).toEqual([]);
    // By the names alone, as in another installation, where the ids differ.
    const elsewhere = file.replaceAll(/^[0-9a-f-]{36},/gm, ",");
    const { body } = await links.upload(elsewhere);
    expect(body).toMatchObject({ format: "muster", linked: 5, rejected: [] });
    const after = await links.list();
    expect(after.map(({ accountId }) => accountId)).toEqual(before.map(({ accountId }) => accountId));
    expect(new Set(after.map(({ provenance }) => provenance))).toEqual(new Set(["imported"]));
    expect((await sync()).counts).toEqual({ evaluated: 5, unchanged: 5 });
    expect((await sync()).counts).toEqual({});
    const { body: shown } = await target.get(
      `/Groups/${after.find(({ objectId }) => objectId === crew.id)?.accountId}`,
    );
    expect(shown.members).toHaveLength(1);
  }));

/** Entries as Microsoft Graph answers them. */
function logged(source: object, account: string, more: object = {}) {
  return {
    id: "4f0c0d5a-0000-0000-0000-000000000000",
    activityDateTime: "2026-05-01T10:00:00Z",
    provisioningAction: "create",
    provisioningStatusInfo: { status: "success", errorInformation: null },
    sourceIdentity: { identityType: "User", details: {}, ...source },
    targetIdentity: { id: account, displayName: "", identityType: "urn:x", details: {} },
    provisioningSteps: [{ name: "EntryExport", details: { note: 'a "quoted" { bracket' } }],
    ...more,
  };
}

test("the provisioning log of Entra ID brings links along, as JSON and as CSV", () =>
  withDirectory(async ({ client, target, sync }, links) => {
    const dee = await client.make("/Users", { ...user("dee@contoso.example"), externalId: "entra-dee" });
    await client.make("/Users", user("eve@contoso.example"));
    await client.make("/Users", user("fay@contoso.example"));
    const crew = await client.make("/Groups", group("Crew", []));
    const [old, first, second, third] = [
      await target.make("/Users", user("old")),
      await target.make("/Users", user("first")),
      await target.make("/Users", user("second")),
      await target.make("/Groups", { ...group("Crew", []) }),
    ];
    const value = [
      logged({ id: "entra-dee" }, old.id),
      logged({ id: "entra-dee" }, first.id, {
        activityDateTime: "2026-06-01T10:00:00Z",
        provisioningAction: "update",
      }),
      logged({ id: "entra-dee" }, second.id, {
        activityDateTime: "2026-07-01T10:00:00Z",
        provisioningStatusInfo: { status: "failure" },
      }),
      logged({ id: "e", details: { UserPrincipalName: "EVE@contoso.example" } }, second.id),
      logged({ id: "f", displayName: "fay@contoso.example" }, old.id),
      logged({ id: "f", displayName: "fay@contoso.example" }, old.id, {
        activityDateTime: "2026-08-01T10:00:00Z",
        provisioningAction: "delete",
      }),
      logged({ id: "g", displayName: "Crew", identityType: "Group" }, third.id),
    ];
    const { body } = await links.upload(JSON.stringify({ "@odata.context": "x", value }));
    expect(body).toMatchObject({ format: "entra", linked: 3, rejected: [] });
    expect((await links.history(dee.id)).link?.accountId).toBe(first.id);
    expect((await links.history(crew.id)).link?.accountId).toBe(third.id);
    expect(kinds((await links.history(dee.id)).events)).toEqual(["imported"]);

    for (const { objectId } of await links.list()) await links.change(objectId, "undo");
    expect(await links.list()).toEqual([]);
    const csv = [
      "Activity DateTime,Action,Status,Source Identity ID,Source Identity Display Name,Identity Type,Target Identity ID",
      `2026-06-01T10:00:00Z,Update,Success,entra-dee,Dee,User,${first.id}`,
      `2026-05-01T10:00:00Z,Create,Success,entra-dee,Dee,User,${old.id}`,
      `2026-05-01T10:00:00Z,Create,Failure,e,eve@contoso.example,User,${second.id}`,
    ].join("\r\n");
    expect((await links.upload(csv)).body).toMatchObject({ format: "entra", linked: 1, rejected: [] });
    expect((await links.history(dee.id)).link?.accountId).toBe(first.id);
    await sync();
  }));

const kinds = (events: readonly { readonly kind: string }[]) => events.map(({ kind }) => kind);

test("Okta's list of an application's users brings links along", () =>
  withDirectory(async ({ client, target }, links) => {
    const dee = await client.make("/Users", user("dee"));
    const eve = await client.make("/Users", user("eve"));
    const accounts = [await target.make("/Users", user("one")), await target.make("/Users", user("two"))];
    const assigned = (userName: string, externalId: string | undefined) => ({
      ...{ id: "00u1", externalId, status: "PROVISIONED", scope: "USER" },
      ...{ credentials: { userName }, profile: { email: "no@contoso.example" } },
    });
    const json = [
      assigned("dee", accounts[0]?.id),
      assigned("eve", undefined),
      assigned("nil", accounts[1]?.id),
    ];
    const { body } = await links.upload(JSON.stringify(json, null, 2));
    expect(body).toMatchObject({ format: "okta", linked: 1 });
    expect(body.rejected).toMatchObject([
      { line: 2, code: "account-link.row-incomplete" },
      { line: 3, code: "account-link.object-unknown", object: "nil" },
    ]);
    expect((await links.history(dee.id)).link?.accountId).toBe(accounts[0]?.id);
    const csv = await links.upload(`Username,External ID\neve,${accounts[1]?.id}\n`);
    expect(csv.body).toMatchObject({ format: "okta", linked: 1, rejected: [] });
    expect((await links.history(eve.id)).link?.accountId).toBe(accounts[1]?.id);
  }));

test("a file that is no list of links is refused as a whole, and says what it has", () =>
  withDirectory(async (_directory, links) => {
    const refused = async (text: string) => {
      const { status, body } = await links.upload(text);
      return [status, body.code, body.params];
    };
    expect(await refused("name,colour\ndee,red\n")).toEqual([
      400,
      "account-link.file-columns",
      { columns: "name, colour" },
    ]);
    expect(await refused("")).toEqual([400, "account-link.file-unreadable", { line: 1 }]);
    expect(await refused('[{"externalId":"a"},{"externalId"')).toEqual([
      400,
      "account-link.file-unreadable",
      { line: 2 },
    ]);
    expect(await refused("[[1]]]")).toEqual([400, "account-link.file-unreadable", { line: 1 }]);
  }));
