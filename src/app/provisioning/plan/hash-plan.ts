import type { ObjectId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import { extendHash } from "../../../core/provisioning/digest.ts";
import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { Env } from "../../../ports/env.ts";
import type { Store } from "../../../ports/store.ts";
import { readEachPage } from "../../paging.ts";

/** Hashes everything that a plan would do: the plan's row with these counts, its decisions, its memberships. */
export async function hashPlan(
  { store, env }: { readonly store: Pick<Store, "page">; readonly env: Pick<Env, "hash"> },
  plan: PlanRow,
  counts: JsonObject,
): Promise<string> {
  const { org, id } = plan;
  let hash = extendHash("", hashedFields(plan, counts), env.hash);
  const groups = new Set<ObjectId>();
  for await (const rows of readEachPage(store, "decision", { org, plan: id })) {
    for (const row of rows) {
      const { n, object, type, verb, account, object_version, link_version, reasons, changes, desired } = row;
      const entry = {
        n,
        object,
        type,
        verb,
        account,
        object_version,
        link_version,
        reasons,
        changes,
        desired,
      };
      hash = extendHash(hash, entry, env.hash);
      if (type === "group") groups.add(object);
    }
  }
  for (const group_id of groups) {
    for await (const rows of readEachPage(store, "plan_member", { org, plan: id, group_id })) {
      const entry = [group_id, ...rows.map(({ member_id, sign }) => `${sign} ${member_id}`)];
      hash = extendHash(hash, entry, env.hash);
    }
  }
  return hash;
}

/** The columns of a plan's row that its hash covers. The state, the notes and the hash itself are left out. */
function hashedFields(plan: PlanRow, counts: JsonObject): JsonObject {
  const { id, app, kind, config_version, watermark, upto } = plan;
  return { id, app, kind, config_version, watermark, upto, counts };
}
