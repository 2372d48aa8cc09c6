import { expect } from "vitest";
import type { Write } from "../../../src/ports/store.ts";
import type { ScimServer } from "../scim/server.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";

export const DAY_MS = 86_400_000;

/** Makes it a day since the target refused what it refused: the stored times move, because tokens end within a day. */
export async function letDayPass({ deps }: ScimServer, { org, app }: ProvisionedDirectory): Promise<void> {
  const { store } = deps;
  const where = { org, app };
  const due = await store.page("due_change", { where, limit: 100 });
  const refusals = await store.page("target_refusal", { where, limit: 100 });
  const committed = await store.commit([
    ...due.flatMap((row): Write[] => [
      { op: "delete", table: "due_change", key: row },
      { op: "ensure", table: "due_change", row: { ...row, due: row.due - DAY_MS } },
    ]),
    ...refusals.map((row): Write => {
      const retry_at = row.retry_at === null ? null : row.retry_at - DAY_MS;
      return { op: "upsert", table: "target_refusal", row: { ...row, at: row.at - DAY_MS, retry_at } };
    }),
  ]);
  expect(committed).toEqual({ kind: "committed" });
}
