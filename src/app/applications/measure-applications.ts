import type { AppId } from "../../core/ids.ts";
import type { ApplicationMeasure } from "../../ports/measures.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { countWaiting } from "./count-waiting.ts";

/** Applications that are measured one by one; what lies beyond is measured together. */
const MEASURED_APPLICATIONS_MAX = 200;

/** The first applications of the instance, by organization and id, and the ids of the others. */
export async function measureApplications(
  deps: Pick<Deps, "store">,
): Promise<{ readonly measures: readonly ApplicationMeasure[]; readonly others: readonly AppId[] }> {
  const measures: ApplicationMeasure[] = [];
  const others: AppId[] = [];
  for await (const organizations of readEachPage(deps.store, "organization", {})) {
    for (const { org } of organizations) {
      for await (const rows of readEachPage(deps.store, "application", { org })) {
        for (const row of rows) {
          if (measures.length < MEASURED_APPLICATIONS_MAX) measures.push(await measureOne(deps, row));
          else others.push(row.id);
        }
      }
    }
  }
  return { measures, others };
}

async function measureOne(
  { store }: Pick<Deps, "store">,
  { org, id: app, name }: ApplicationRow,
): Promise<ApplicationMeasure> {
  const [provisioning, linked, waiting, [cycle]] = await Promise.all([
    store.get("provisioning", { org, app }),
    store.count("link", { org, app }),
    countWaiting(store, org, app),
    store.page("cycle", { where: { org, app, state: "closed", closed: 1 }, descending: true, limit: 1 }),
  ]);
  return {
    ...{ org, app, name, linked, ...waiting },
    lastSuccess: cycle?.ended ?? undefined,
    isQuarantined: (provisioning?.quarantine ?? null) !== null,
  };
}
