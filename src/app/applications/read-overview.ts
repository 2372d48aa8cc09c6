import type { OrgId } from "../../core/ids.ts";
import { findAttention, NO_ATTENTION } from "../../core/provisioning/attention.ts";
import { type DeprovisionTimes, measureDelays } from "../../core/provisioning/history.ts";
import { listResting } from "../../core/provisioning/lanes.ts";
import type { Reason } from "../../core/provisioning/reason.ts";
import { compareText } from "../../core/scim/text.ts";
import type { CycleRow } from "../../ports/cycle-tables.ts";
import type { ApplicationRow, ProvisioningState, TokenRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { countWaiting } from "./count-waiting.ts";

const DAY_MS = 86_400_000;
const MEASURED_DAYS = 7;
const MEASURED_MAX = 1_000;
/** Tokens that expire within this time are shown. */
const EXPIRING_DAYS = 30;
/** Cycles among which the last one that has ended is looked for. */
const CYCLES = 5;

/** An application as the overview shows it. */
export interface ApplicationOverview {
  readonly row: ApplicationRow;
  readonly state: ProvisioningState | "running";
  readonly running: CycleRow | undefined;
  readonly lastEnded: CycleRow | undefined;
  /** Accounts for which nothing is left to do, and the objects that something is left to do for. */
  readonly inStep: number;
  readonly waiting: number;
  readonly failed: number;
  readonly held: number;
  /** Null when no account was disabled or deleted in the last days. */
  readonly deprovisioning: DeprovisionTimes | null;
  /** Why a person should look at it, the most urgent reason first. */
  readonly attention: readonly Reason[];
  readonly rank: number;
}

/** An organization at a glance. */
export interface Overview {
  readonly users: number;
  readonly groups: number;
  /** Those that a person should look at come first. */
  readonly applications: readonly ApplicationOverview[];
  /** Valid tokens that expire soon, the first to expire first. */
  readonly expiring: readonly TokenRow[];
}

/** Reads an organization at a glance: what needs a person first. */
export async function readOverview(deps: Deps, org: OrgId): Promise<Overview> {
  const { store } = deps;
  const applications: ApplicationOverview[] = [];
  for (const row of await collectRows(readEachPage(store, "application", { org }))) {
    applications.push(await readApplication(deps, row));
  }
  applications.sort(
    (left, right) => left.rank - right.rank || compareText(left.row.name_key, right.row.name_key),
  );
  return {
    users: await store.count("object", { org, type: "user", deleted: null }),
    groups: await store.count("object", { org, type: "group", deleted: null }),
    applications,
    expiring: await readExpiring(deps, org),
  };
}

async function readApplication(deps: Deps, row: ApplicationRow): Promise<ApplicationOverview> {
  const { store, env } = deps;
  const { org, id: app } = row;
  const provisioning = await store.get("provisioning", { org, app });
  const cycles = await store.page("cycle", { where: { org, app }, descending: true, limit: CYCLES });
  const links = await store.count("link", { org, app });
  const standing = await store.countStanding(org, app);
  const { parked } = await countWaiting(store, org, app);
  const now = env.now();
  const measured = { since: now - MEASURED_DAYS * DAY_MS, before: now + 1 };
  const delays = await store.deprovisionDelays(org, app, measured, MEASURED_MAX);
  const running = cycles.find(({ state }) => state === "planning" || state === "running");
  const lastEnded = cycles.find(({ ended }) => ended !== null);
  const state = provisioning?.state ?? "waiting";
  const { held, failed, waiting, linked } = standing;
  const endedAs = lastEnded?.state;
  const found = findAttention({
    state,
    resting: listResting(provisioning?.lanes ?? {}).length,
    lastEnded: endedAs === "planning" || endedAs === "running" ? undefined : endedAs,
    held,
    failed,
    parked,
  });
  return {
    row,
    state: running === undefined ? state : "running",
    running,
    lastEnded,
    inStep: Math.max(0, links - linked),
    waiting,
    failed,
    held,
    deprovisioning: measureDelays(delays),
    attention: found.map(({ reason }) => reason),
    rank: found[0]?.rank ?? NO_ATTENTION,
  };
}

async function readExpiring({ store, env }: Deps, org: OrgId): Promise<readonly TokenRow[]> {
  const now = env.now();
  const found: TokenRow[] = [];
  for await (const rows of readEachPage(store, "token", { org, revoked: null })) {
    found.push(...rows.filter(({ expires }) => expires > now && expires <= now + EXPIRING_DAYS * DAY_MS));
  }
  return found.sort((left, right) => left.expires - right.expires);
}
