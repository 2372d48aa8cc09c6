import { afterAll, beforeAll, expect, test } from "vitest";
import { changeProvisioning, leaveQuarantine } from "../../../src/app/provisioning/engine/quarantine.ts";
import type { ProvisioningRow } from "../../../src/ports/tables.ts";
import { type ScimServer, startScimServer } from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** The end of a cycle is written with the state of its application: it must not get lost when that cannot be written. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const fault = { kind: "unauthenticated", code: "target.unauthenticated", params: {} } as const;
const resting = (row: ProvisioningRow) =>
  leaveQuarantine({ ...row, quarantine: { since: 0, next: 0, failures: 1, fault } as never });

test("a change that others prevent each time is an error, and one of a deleted application says so", async () => {
  const { deps } = scim;
  const { org, app } = await provisionDirectory(scim, {
    url: "http://127.0.0.1:9/scim/v2",
    token: "unused-token",
  });
  const outdated = (row: ProvisioningRow) => resting({ ...row, version: row.version - 1 });
  await expect(changeProvisioning(deps, { org, app }, outdated)).rejects.toThrow(app);
  expect(await changeProvisioning(deps, { org, app }, resting)).toBe(true);
  await deps.store.commit([{ op: "delete", table: "provisioning", key: { org, app } }]);
  expect(await changeProvisioning(deps, { org, app }, resting)).toBe(false);
});
