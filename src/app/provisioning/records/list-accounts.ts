import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ApplicationRow, ProvisioningState } from "../../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { collectRows, readEachPage } from "../../paging.ts";
import { type Explanation, explainObject } from "./explain-object.ts";
import { readWaiting, type WaitingObject } from "./list-waiting.ts";

/** Where an object stands in one application. */
export interface AccountView {
  readonly application: ApplicationRow;
  readonly state: ProvisioningState;
  readonly explanation: Explanation;
  /** Undefined when a cycle left nothing to do for the object. */
  readonly waiting: WaitingObject | undefined;
}

/** The object in every application of its organization: its account, or why it has none. Refused if it is not there. */
export async function listAccounts(
  deps: Deps,
  { org, type, object }: { readonly org: OrgId; readonly type: ObjectType; readonly object: ObjectId },
): Promise<readonly AccountView[] | Refusal> {
  const row = await deps.store.get("object", { org, id: object });
  if (row?.type !== type) return refuse("not-found", "object.not-found", { type, find: object });
  const views: AccountView[] = [];
  for (const application of await collectRows(readEachPage(deps.store, "application", { org }))) {
    const app = application.id;
    const explanation = await explainObject(deps, { org, app, type, find: object });
    // An application that was deleted meanwhile has no accounts to show.
    if (isRefusal(explanation)) continue;
    const provisioning = await deps.store.get("provisioning", { org, app });
    const waiting = await readWaiting(deps, application, [object]);
    views.push({ application, state: provisioning?.state ?? "waiting", explanation, waiting: waiting[0] });
  }
  return views;
}
