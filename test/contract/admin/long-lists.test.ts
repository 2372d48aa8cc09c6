import { afterAll, beforeAll, expect, test } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { type ImportId, type PrincipalId, trustId } from "../../../src/core/ids.ts";
import type { Write } from "../../../src/ports/store.ts";
import type { Row } from "../../../src/ports/tables.ts";
import { importingInto } from "./importing.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

/** More rows than one page of a read has. */

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

test("every abandoned import of a source is ended, however many there are", async () => {
  const { store, env } = muster.deps;
  const org = await muster.newOrganization("Long imports");
  const { begin } = importingInto(muster, org);
  const first = await begin("hr");
  const row = (await store.get("import", { org, id: trustId<ImportId>(first) }))!;
  await store.commit([{ op: "delete", table: "lease", key: { org, name: "import:hr" } }]);
  const left = Array.from(
    { length: 450 },
    (): Row<"import"> => ({ ...row, id: trustId<ImportId>(env.newId()) }),
  );
  await store.commit(left.map((each): Write => ({ op: "insert", table: "import", row: each })));
  const id = await begin("hr");
  const open = await store.page("import", { where: { org, source: "hr", state: "staging" }, limit: 1_000 });
  expect(open.map((each) => each.id)).toEqual([id]);
});

test("an integration is found behind any number of others that had its name and are gone", async () => {
  const { store, env } = muster.deps;
  const org = await muster.newOrganization("Long");
  const gone = Array.from({ length: 1_100 }, (): Write => {
    const id = trustId<PrincipalId>(env.newId());
    const row = { org, id, app: null, kind: "integration", name: "hr", created: 1, removed: 2 } as const;
    return { op: "insert", table: "principal", row };
  });
  await store.commit(gone);
  const wanted = { org, kind: "scim", profile: "generic", name: "hr", lifetimeDays: 1 } as const;
  const made = [
    await createIntegrationToken(muster.deps, "system", wanted),
    await createIntegrationToken(muster.deps, "system", wanted),
  ];
  const principals = new Set(made.map(({ row }) => row.principal));
  expect(principals.size).toBe(1);
});
