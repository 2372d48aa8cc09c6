import type { AppId, OrgId } from "../../../core/ids.ts";
import type { ExchangeRow, ProvisioningLogRow } from "../../../ports/cycle-tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";

/** Exchanges that an entry is shown with; a step sends a few calls, or one for each batch of members. */
const EXCHANGES_MAX = 100;

/** An entry of the provisioning log with the calls that belong to it, the oldest first. */
export interface LogEntryFound {
  readonly entry: ProvisioningLogRow;
  readonly exchanges: readonly ExchangeRow[];
}

/** Reads one entry of the log of an application, and the recorded exchanges of its step and of its fault. */
export async function getLogEntry(
  { store }: Pick<Deps, "store">,
  { org, app, id }: { readonly org: OrgId; readonly app: AppId; readonly id: string },
): Promise<LogEntryFound | Refusal> {
  const entry = await store.get("provisioning_log", { org, id });
  if (entry === undefined || entry.app !== app)
    return refuse("not-found", "log.entry-not-found", { entry: id });
  const ofStep =
    entry.step === null
      ? []
      : await store.page("exchange", { where: { org, step: entry.step }, limit: EXCHANGES_MAX });
  const shown = entry.fault?.exchange;
  if (shown === undefined || ofStep.some(({ id: each }) => each === shown))
    return { entry, exchanges: ofStep };
  const ofFault = await store.get("exchange", { org, id: shown });
  return { entry, exchanges: ofFault === undefined ? ofStep : [...ofStep, ofFault] };
}
