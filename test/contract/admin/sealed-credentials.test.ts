import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose } from "../../../src/commands/compose.ts";
import { countUnreadableSecrets } from "../../../src/commands/count-unreadable-secrets.ts";
import type { AppId, OrgId } from "../../../src/core/ids.ts";
import { MASTER_KEY_FILE } from "../../../src/platform/master-key.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

let admin: AdminServer;
beforeAll(async () => {
  admin = await startAdminServer();
});
afterAll(() => admin.close());

const CREDENTIAL = {
  name: "Sealed",
  connector: "scim",
  config: { url: "http://127.0.0.1:1/scim" },
  secret: "target-secret-51c0",
};

test("a credential that was sealed under another key is named by test, plan and sync", async () => {
  const { deps, org } = admin;
  const at = `/api/v1/organizations/${org}/applications`;
  const made = await admin.call("POST", at, { body: CREDENTIAL });
  expect(made.status).toBe(201);
  const app = made.body.appId as AppId;
  const id = (await deps.store.get("application", { org, id: app }))?.secret;
  if (id === undefined || id === null) throw new Error("no secret is stored");
  await deps.store.commit([{ op: "update", table: "secret", key: { org, id }, set: { key_id: "0123abcd" } }]);
  for (const path of ["test", "plans", "sync"]) {
    const refused = await admin.call("POST", `${at}/${app}/${path}`, {
      body: path === "test" ? undefined : {},
    });
    expect([path, refused.status, refused.body.code]).toEqual([path, 409, "app.secret-unreadable"]);
    expect(refused.body.detail).toContain("Sealed");
  }
});

test("secrets that were sealed under another master key are counted", async () => {
  const { deps } = admin;
  const { keyId } = deps.secrets.seal(admin.org, "x", "y");
  const made = await admin.call("POST", `/api/v1/organizations/${admin.org}/applications`, {
    body: { ...CREDENTIAL, name: "Another" },
  });
  expect(made.status).toBe(201);
  const all = await deps.store.count("secret", {});
  expect(await countUnreadableSecrets(deps.store, "0badc0de")).toBe(all);
  expect(await countUnreadableSecrets(deps.store, keyId)).toBe(1);
});

test("an installation with sealed secrets does not start without its master key", async () => {
  const directory = mkdtempSync(join(tmpdir(), "muster-sealed-"));
  const configuration = {
    databaseUrl: undefined,
    masterKey: undefined,
    logLevel: "silent",
    publicUrl: undefined,
    fault: undefined,
  } as const;
  const first = await compose(directory, configuration, "0.0.0-test");
  const [org, id] = [first.deps.env.newId() as OrgId, first.deps.env.newId()];
  const { keyId, sealed } = first.deps.secrets.seal(org, id, "credential");
  const row = { org, id, key_id: keyId, sealed, created: first.deps.env.now() } as never;
  await first.deps.store.commit([{ op: "insert", table: "secret", row }]);
  await first.close();
  rmSync(join(directory, MASTER_KEY_FILE));
  await expect(compose(directory, configuration, "0.0.0-test")).rejects.toMatchObject({
    code: "master-key.missing",
    params: { file: join(directory, MASTER_KEY_FILE) },
  });
  rmSync(directory, { recursive: true });
});
