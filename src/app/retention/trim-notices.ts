import type { OrgId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import { commitOrThrow } from "../commit.ts";
import { readEachPage } from "../paging.ts";
import type { RemovalRun } from "./trim-records.ts";

const AT_ONCE = 500;
const DAY_MS = 86_400_000;

/** Removes notices that ended longer ago than this. All are looked at, because the id of a digest does not sort by time. */
export async function trimNotices(removal: RemovalRun, org: OrgId, days: number | null): Promise<number> {
  if (days === null) return 0;
  const { store, env } = removal.deps;
  const before = env.now() - days * DAY_MS;
  let removed = 0;
  for await (const rows of readEachPage(store, "notice", { org }, AT_ONCE)) {
    const old = rows.filter(({ ended }) => ended !== null && ended < before).slice(0, removal.left);
    if (old.length > 0) {
      await commitOrThrow(
        removal.deps,
        old.map(({ id }): Write => ({ op: "delete", table: "notice", key: { org, id } })),
      );
    }
    removed += old.length;
    removal.left -= old.length;
    if (removal.left <= 0 || !removal.mayGoOn()) break;
    await env.sleep(0);
  }
  return removed;
}
