import type { FlatChange } from "../../../core/mapping/flat.ts";
import { kindOf } from "../../../core/provisioning/abilities.ts";
import { isAccessRemoval, isAccessReturn } from "../../../core/provisioning/account-rules.ts";
import { NOT_OFFERED } from "../../../core/provisioning/attribute-refusals.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { isOffered } from "../../../core/provisioning/offered-attributes.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { RefusedAttribute } from "../../../ports/target.ts";
import type { ApplyRun } from "./apply-run.ts";

/** Changes to one account: those to send, and those that the target is known not to take. */
export interface SplitChanges {
  readonly sent: readonly FlatChange[];
  readonly withheld: readonly RefusedAttribute[];
}

/** Leaves out what the target is known to refuse for every account. A change of access is always sent. */
export function splitRefused(
  { context, refusedAttributes }: ApplyRun,
  { object, type }: Pick<LinkRow, "object" | "type">,
  changes: readonly FlatChange[],
): SplitChanges {
  const withheld = changes.flatMap((change): readonly RefusedAttribute[] => {
    const { path, to } = change;
    if (isAccessRemoval(context.rules, change) || isAccessReturn(context.rules, change)) return [];
    const fault = refusedAttributes.find(object, { type, path, value: to });
    return fault === undefined ? [] : [{ path, valueKind: kindOf(to), fault }];
  });
  const paths = new Set(withheld.map(({ path }) => path));
  return { sent: changes.filter(({ path }) => !paths.has(path)), withheld };
}

/**
 * Leaves out, beside the refused ones, attributes that the target neither lists nor was seen to keep. A value that the
 * account is known to hold is proof enough, and the natural key is always sent.
 */
export function splitUpdate(
  run: ApplyRun,
  link: Pick<LinkRow, "object" | "type" | "projected">,
  changes: readonly FlatChange[],
): SplitChanges {
  const { rules, target } = run.context;
  const { type, projected } = link;
  const { sent, withheld } = splitRefused(run, link, changes);
  const isSent = (change: FlatChange) =>
    isAccessRemoval(rules, change) ||
    change.path === rules.naturalKey[type] ||
    (projected[change.path] ?? null) !== null ||
    isOffered(target.abilities(), type, change.path);
  return {
    sent: sent.filter(isSent),
    withheld: [
      ...withheld,
      ...sent
        .filter((change) => !isSent(change))
        .map(({ path, to }) => ({
          path,
          valueKind: kindOf(to),
          fault: createNotOffered(path),
        })),
    ],
  };
}

function createNotOffered(path: string): Fault {
  return { kind: "invalid", code: NOT_OFFERED, params: { path }, refusedBy: "muster" };
}
