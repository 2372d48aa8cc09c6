import { INSTANCE, type OrgId } from "../../core/ids.ts";
import { findKeepProblem, type Keep, type RetentionKind } from "../../core/retention/kinds.ts";
import type { Write } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitOrThrow } from "../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { type EffectiveRetention, readRetention } from "./read-retention.ts";

/** The retention of all kinds in an organization, or of `INSTANCE`. */
export async function listRetention(
  deps: Deps,
  org: OrgId,
): Promise<readonly EffectiveRetention[] | Refusal> {
  return (await refuseUnknown(deps, org)) ?? readRetention(deps, org);
}

/** Limits of a rule; one that is left out stays as it is in effect. */
export interface RetentionChange {
  readonly org: OrgId;
  readonly kind: RetentionKind;
  readonly days?: number | null | undefined;
  readonly number?: number | null | undefined;
}

/** Sets how long records of a kind are kept. The next run removes what is too old then. */
export async function setRetention(
  deps: Deps,
  author: Author,
  { org, kind, days, number }: RetentionChange,
): Promise<readonly EffectiveRetention[] | Refusal> {
  const before = await findEffective(deps, org, kind);
  if (isRefusal(before)) return before;
  const keep: Keep = {
    days: days === undefined ? before.keep.days : days,
    number: number === undefined ? before.keep.number : number,
  };
  const problem = findKeepProblem(kind, keep);
  if (problem !== undefined) {
    const { place, bounds } = problem;
    if (bounds === null) return refuse("invalid", "retention.no-number", { kind });
    return refuse("invalid", "retention.out-of-bounds", { kind, place, ...bounds });
  }
  await write(deps, author, { org, kind }, { before: before.keep, after: keep });
  return readRetention(deps, org);
}

/** Removes a rule: what applies is that of the installation, or the default. */
export async function removeRetentionRule(
  deps: Deps,
  author: Author,
  { org, kind }: Pick<RetentionChange, "org" | "kind">,
): Promise<readonly EffectiveRetention[] | Refusal> {
  const before = await findEffective(deps, org, kind);
  if (isRefusal(before)) return before;
  await write(deps, author, { org, kind }, { before: before.keep, after: undefined });
  return readRetention(deps, org);
}

async function findEffective(
  deps: Deps,
  org: OrgId,
  kind: RetentionKind,
): Promise<EffectiveRetention | Refusal> {
  const refused = await refuseUnknown(deps, org);
  if (refused !== undefined) return refused;
  const found = (await readRetention(deps, org)).find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`there is no retention of ${kind}`);
  return found;
}

async function write(
  deps: Deps,
  author: Author,
  key: Pick<RetentionChange, "org" | "kind">,
  { before, after }: { readonly before: Keep; readonly after: Keep | undefined },
): Promise<void> {
  const { org, kind } = key;
  const rule: Write =
    after === undefined
      ? { op: "delete", table: "retention_rule", key }
      : { op: "upsert", table: "retention_rule", row: { ...key, ...after } };
  const detail = { kind, before: { ...before }, after: after === undefined ? null : { ...after } };
  const entry = { org, category: "organization", activity: "set-retention", target: org, detail } as const;
  await commitOrThrow(deps, [rule, createAuditWrite(deps, author, entry)]);
}

async function refuseUnknown({ store }: Deps, org: OrgId): Promise<Refusal | undefined> {
  if (org === INSTANCE || (await store.get("organization", { org })) !== undefined) return undefined;
  return refuse("not-found", "org.not-found", { org });
}
