import { isRefusal, type Refusal } from "../../app/deps.ts";
import type { EffectiveRetention } from "../../app/retention/read-retention.ts";
import { listRetention, removeRetentionRule, setRetention } from "../../app/retention/set-retention.ts";
import type { RetentionShape, retentionRoutes } from "../../contract/retention.ts";
import { INSTANCE } from "../../core/ids.ts";
import { RETENTION_DEFINITIONS } from "../../core/retention/kinds.ts";
import type { Handlers } from "./call.ts";

/** Serves how long records are kept. */
export const retentionHandlers: Pick<Handlers, keyof typeof retentionRoutes> = {
  listRetention: async ({ context, org }) => show(await listRetention(context.deps, org)),
  setRetention: async ({ context, actor, org, params: { kind }, body }) =>
    show(await setRetention(context.deps, actor, { org, kind, ...body })),
  resetRetention: async ({ context, actor, org, params: { kind } }) =>
    show(await removeRetentionRule(context.deps, actor, { org, kind })),
  listInstanceRetention: async ({ context }) => show(await listRetention(context.deps, INSTANCE)),
  setInstanceRetention: async ({ context, actor, params: { kind }, body }) =>
    show(await setRetention(context.deps, actor, { org: INSTANCE, kind, ...body })),
  resetInstanceRetention: async ({ context, actor, params: { kind } }) =>
    show(await removeRetentionRule(context.deps, actor, { org: INSTANCE, kind })),
};

function show(found: readonly EffectiveRetention[] | Refusal): { items: RetentionShape[] } | Refusal {
  if (isRefusal(found)) return found;
  return {
    items: found.map(({ kind, keep, origin }) => {
      const { days, number } = RETENTION_DEFINITIONS[kind];
      return { kind, ...keep, origin, daysBounds: { ...days }, numberBounds: number && { ...number } };
    }),
  };
}
