import type { ObjectId } from "../../core/ids.ts";
import { isTimeDependent } from "../../core/mapping/time-dependence.ts";
import type { PlanRow } from "../../ports/cycle-tables.ts";
import type { Write } from "../../ports/store.ts";
import type { DueChangeRow } from "../../ports/tables.ts";
import { commitOrThrow } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { CHUNK } from "../paging.ts";
import type { CycleContext } from "./context.ts";

// A plan only adds times; the cycle that applied it removes those that the plan has seen pass. So a plan that is never
// applied loses none, and a time that a later change made void costs one evaluation that finds nothing.

/** The object of a time at which every object is mapped again. */
const EVERYTHING = "*";
const DAY_MS = 86_400_000;

/** Notes that the scope of an object can change at this time although nothing changes in the directory. */
export function createDueWrite(
  { org, app }: Pick<CycleContext, "org" | "app">,
  object: ObjectId | typeof EVERYTHING,
  due: number,
): Write {
  return { op: "ensure", table: "due_change", row: { org, app, due, object } };
}

/** Notes that everyone is mapped again tomorrow (UTC), if a mapping reads the time. */
export async function keepDailyChange(context: CycleContext): Promise<void> {
  const { deps, mappings, projection } = context;
  if (!isTimeDependent(mappings.user) && !isTimeDependent(mappings.group)) return;
  const tomorrow = (Math.floor(projection.now / DAY_MS) + 1) * DAY_MS;
  await commitOrThrow(deps, [createDueWrite(context, EVERYTHING, tomorrow)]);
}

/** The objects whose time has come; `everything` when all of them are mapped again. */
export interface DueObjects {
  readonly objects: ReadonlySet<string>;
  readonly everything: boolean;
}

/** Reads the objects whose time has come when the context was opened. */
export async function readDueObjects({ deps, org, app, projection }: CycleContext): Promise<DueObjects> {
  const objects = new Set<string>();
  let after: readonly [number, string] | undefined;
  for (;;) {
    const rows = await deps.store.page("due_change", {
      where: { org, app },
      limit: CHUNK,
      ...(after === undefined ? {} : { after }),
    });
    const due = rows.filter((row) => row.due <= projection.now);
    for (const { object } of due) objects.add(object);
    const last = rows.at(-1);
    if (last === undefined || due.length < CHUNK) break;
    after = [last.due, last.object];
  }
  return { objects, everything: objects.delete(EVERYTHING) };
}

/** True when the time of an object has come. */
export async function isChangeDue(
  { store, env }: Pick<Deps, "store" | "env">,
  where: Pick<DueChangeRow, "org" | "app">,
): Promise<boolean> {
  const [first] = await store.page("due_change", { where, limit: 1 });
  return first !== undefined && first.due <= env.now();
}

/** Removes the times that had come when the plan was made: its cycle has dealt with them. */
export async function dropDueChanges(
  deps: Pick<Deps, "store">,
  { org, app, created }: Pick<PlanRow, "org" | "app" | "created">,
): Promise<void> {
  for (;;) {
    const rows = await deps.store.page("due_change", { where: { org, app }, limit: CHUNK });
    const seen = rows.filter((row) => row.due <= created);
    if (seen.length > 0) {
      await commitOrThrow(
        deps,
        seen.map(({ due, object }) => ({
          op: "delete",
          table: "due_change",
          key: { org, app, due, object },
        })),
      );
    }
    if (seen.length < CHUNK) return;
  }
}
