import { INSTANCE, type OrgId } from "../../core/ids.ts";
import {
  type Keep,
  RETENTION_DEFINITIONS,
  RETENTION_KINDS,
  type RetentionKind,
} from "../../core/retention/kinds.ts";
import type { RetentionRuleRow } from "../../ports/retention-tables.ts";
import type { Deps } from "../deps.ts";
import { RETENTION } from "./default-numbers.ts";

/** How long the records of a kind are kept, and where that was set. */
export interface EffectiveRetention {
  readonly kind: RetentionKind;
  readonly keep: Keep;
  readonly origin: "default" | "instance" | "organization";
}

type Needed = Pick<Deps, "store" | "retention">;

/** The retention of an organization: its own rules, else those of the installation, else the defaults. */
export async function readRetention(deps: Needed, org: OrgId): Promise<readonly EffectiveRetention[]> {
  const ofInstance = await readRules(deps, INSTANCE);
  const own = org === INSTANCE ? new Map<string, RetentionRuleRow>() : await readRules(deps, org);
  return RETENTION_KINDS.map((kind) => {
    const [mine, shared] = [own.get(kind), ofInstance.get(kind)];
    if (mine !== undefined) return { kind, keep: toKeep(mine), origin: "organization" };
    if (shared !== undefined) return { kind, keep: toKeep(shared), origin: "instance" };
    return { kind, keep: defaultOf(deps, kind), origin: "default" };
  });
}

/** How long the records of one kind are kept in an organization. */
export async function readKeep(deps: Needed, org: OrgId, kind: RetentionKind): Promise<Keep> {
  const { store } = deps;
  const rule =
    (await store.get("retention_rule", { org, kind })) ??
    (await store.get("retention_rule", { org: INSTANCE, kind }));
  return rule === undefined ? defaultOf(deps, kind) : toKeep(rule);
}

async function readRules({ store }: Needed, org: OrgId): Promise<ReadonlyMap<string, RetentionRuleRow>> {
  const rows = await store.page("retention_rule", { where: { org }, limit: 100 });
  return new Map(rows.map((row) => [row.kind, row]));
}

function toKeep({ days, number }: RetentionRuleRow): Keep {
  return { days, number };
}

/** The environment of the server has the default numbers of two kinds. */
function defaultOf({ retention = RETENTION }: Needed, kind: RetentionKind): Keep {
  const keep = RETENTION_DEFINITIONS[kind].default;
  if (kind === "plans") return { ...keep, number: retention.plans };
  return kind === "failedExchanges" ? { ...keep, number: retention.failedExchanges } : keep;
}
