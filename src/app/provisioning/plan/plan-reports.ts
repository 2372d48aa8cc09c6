import type { ObjectId } from "../../../core/ids.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { mayLoseReferences } from "../read-references.ts";
import { type Planning, planSomeUsers } from "./plan-users.ts";
import { readReports } from "./read-reports.ts";

/**
 * Plans the users whose managers were not decided when their turn came and, in a cycle that follows the changes, the
 * reports of managers who left or came back; the former can be such managers themselves. Runs after the guards: the managers whom these hold stay. A report whose
 * own access ends is left to the cycle that follows the change of the report.
 */
export async function planReports(planning: Planning, isEveryUser: boolean): Promise<Fault | undefined> {
  const { context, builder, reports, guarded } = planning;
  const ids = new Set(reports);
  reports.clear();
  if (!isEveryUser && mayLoseReferences(context.settings)) {
    const reported = await readReports(context, [...findMoved(planning), ...ids]);
    for (const id of reported) if (!builder.presence.has(id)) ids.add(id);
  }
  if (ids.size === 0) return undefined;
  const fault = await planSomeUsers({ ...planning, areManagersDecided: true }, ids);
  guarded.length = 0;
  return fault;
}

/**
 * The users of the plan who are out of scope, and those who come back. A cycle beside
 * this one, or one that was interrupted, may have taken their access away already.
 */
function findMoved({ builder }: Planning): readonly ObjectId[] {
  return [...builder.presence]
    .filter(([id, presence]) => presence === "out" || builder.presenceChanges.has(id))
    .map(([id]) => id);
}
