import type { FlatChange } from "../../../core/mapping/flat.ts";
import { kindOf } from "../../../core/provisioning/abilities.ts";
import { isAccessRemoval } from "../../../core/provisioning/account-rules.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { RefusedAttribute } from "../../../ports/target.ts";
import type { ApplyRun } from "./apply-run.ts";

/** Changes to one account: those to send, and those that the target is known not to take. */
export interface DividedChanges {
  readonly sent: readonly FlatChange[];
  readonly withheld: readonly RefusedAttribute[];
}

/** Leaves out what the target is known to refuse for every account. A change that takes access away is always sent. */
export function splitRefused(
  { context, refusedAttributes }: ApplyRun,
  type: ObjectType,
  changes: readonly FlatChange[],
): DividedChanges {
  const withheld = changes.flatMap((change): readonly RefusedAttribute[] => {
    const { path, to } = change;
    if (isAccessRemoval(context.rules, change)) return [];
    const fault = refusedAttributes.find({ type, path, value: to });
    return fault === undefined ? [] : [{ path, valueKind: kindOf(to), fault }];
  });
  const paths = new Set(withheld.map(({ path }) => path));
  return { sent: changes.filter(({ path }) => !paths.has(path)), withheld };
}
