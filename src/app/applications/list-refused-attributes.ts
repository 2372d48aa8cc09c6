import type { AppId, OrgId } from "../../core/ids.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";

/** An attribute that the target refused, or did not keep, for some objects. */
export interface RefusedAttributeCount {
  readonly path: string;
  /** The code of the target's answer. */
  readonly code: string;
  readonly status: number | null;
  readonly objects: number;
  /** Those of them that are not sent again before a change, because the same answer came too often. */
  readonly parked: number;
}

/** The attributes that an application's target refused with its present settings, most objects first. */
export async function listRefusedAttributes(
  { store }: Pick<Deps, "store">,
  org: OrgId,
  app: AppId,
): Promise<readonly RefusedAttributeCount[]> {
  const application = await store.get("application", { org, id: app });
  const counts = new Map<string, RefusedAttributeCount>();
  for await (const rows of readEachPage(store, "target_refusal", { org, app })) {
    for (const { part, fault, version, parked } of rows) {
      // Members of groups are refused one by one, and muster why names them.
      if (part.startsWith("member:") || version !== application?.version) continue;
      const key = `${part} ${fault.code}`;
      const before = counts.get(key) ?? { objects: 0, parked: 0 };
      counts.set(key, {
        ...{ path: part, code: fault.code, status: fault.status ?? null },
        objects: before.objects + 1,
        parked: before.parked + parked,
      });
    }
  }
  return [...counts.values()].sort((left, right) => right.objects - left.objects);
}
