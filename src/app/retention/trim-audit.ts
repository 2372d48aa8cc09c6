import type { OrgId } from "../../core/ids.ts";
import { removeRecords } from "../audit-chain/remove-records.ts";
import type { RemovalRun } from "./trim-records.ts";

const DAY_MS = 86_400_000;

/** Removes sealed records of the audit trail that are older than this; the rest of the chain can still be verified. */
export async function trimAudit(removal: RemovalRun, org: OrgId, days: number | null): Promise<number> {
  if (days === null) return 0;
  const { deps } = removal;
  const mayGoOn = () => removal.mayGoOn();
  const removed = await removeRecords(deps, { org, before: deps.env.now() - days * DAY_MS }, mayGoOn);
  removal.left -= removed;
  return removed;
}
