import type { OrgId } from "../../core/ids.ts";
import type { CycleRow } from "../../ports/cycle-tables.ts";
import type { ProvisioningRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { readLatestCycle } from "../latest-cycle.ts";
import { collectRows, readEachPage } from "../paging.ts";

/** How often changes by other processes are looked for; changes of the directory by this one are noticed at once. */
const LOOK_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** How often the watcher asks whether its caller may still watch: requests of an ended session are refused as soon. */
const CHECK_MS = 1_000;

/** A change that a watcher learns of. It names no value of the directory. */
export type Glimpse =
  | { readonly kind: "cycle"; readonly cycle: CycleRow }
  | { readonly kind: "application"; readonly provisioning: ProvisioningRow }
  | { readonly kind: "directory" }
  | { readonly kind: "ready" }
  | { readonly kind: "heartbeat" };

/** What is watched, and for how long. */
export interface Watch {
  readonly org: OrgId;
  /** Finished steps of a cycle that this process runs, which the store has some seconds later. */
  readonly progressOf: (cycle: CycleRow) => number;
  readonly mayWatch: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

/**
 * Watches an organization: its running cycles and those that end, the states of its applications, and whether its
 * directory changed. It reads the store, so that it sees the work of every process. The first turn reports every
 * application, and every cycle that runs; `ready` ends it, and all that follows is news.
 */
export async function* watchOrganization(deps: Deps, watch: Watch): AsyncGenerator<Glimpse> {
  const { env, feedSignal, store, revocations } = deps;
  const { org, mayWatch, signal } = watch;
  const seen = new Map<string, string>();
  let head = await store.feedHead(org);
  let beaten = env.monotonic();
  let checked = { at: beaten, revocations: revocations.count };
  yield* lookAt(deps, watch, seen);
  yield { kind: "ready" };
  while (!signal.aborted) {
    yield* lookAt(deps, watch, seen);
    const now = await store.feedHead(org);
    if (now !== head) yield { kind: "directory" };
    head = now;
    if (env.monotonic() - beaten >= HEARTBEAT_MS) {
      beaten = env.monotonic();
      yield { kind: "heartbeat" };
    }
    await feedSignal.next(org, LOOK_MS, signal);
    const isKnown = env.monotonic() - checked.at < CHECK_MS && checked.revocations === revocations.count;
    if (isKnown) continue;
    checked = { at: env.monotonic(), revocations: revocations.count };
    if (!(await mayWatch())) return;
  }
}

async function* lookAt(
  { store }: Deps,
  { org, progressOf }: Watch,
  seen: Map<string, string>,
): AsyncGenerator<Glimpse> {
  for (const provisioning of await collectRows(readEachPage(store, "provisioning", { org }))) {
    const { app, state, quarantine } = provisioning;
    if (isNew(seen, `application ${app}`, `${state} ${quarantine?.attempts ?? 0}`)) {
      yield { kind: "application", provisioning };
    }
    const cycle = await readLatestCycle(store, org, app);
    if (cycle === undefined) continue;
    const isKnown = seen.has(`cycle ${app}`);
    const mark = `${cycle.id} ${cycle.state} ${progressOf(cycle)} ${cycle.cancel_requested ?? ""}`;
    // A cycle that had ended before the watch began is not news.
    if (isNew(seen, `cycle ${app}`, mark) && (isKnown || cycle.ended === null)) {
      yield { kind: "cycle", cycle };
    }
  }
}

function isNew(seen: Map<string, string>, name: string, mark: string): boolean {
  if (seen.get(name) === mark) return false;
  seen.set(name, mark);
  return true;
}
