import { type ObjectId, trustId } from "../../core/ids.ts";
import type { DueChangeRow, PlanRow } from "../../ports/cycle-tables.ts";
import type { Write } from "../../ports/store.ts";
import { commitOrThrow } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { CHUNK, readRowsAmong } from "../paging.ts";
import type { CycleContext } from "./context.ts";

// A plan only adds times; the cycle that applied it removes those that the plan has seen pass. So a plan that is never
// applied loses none, and a time that a later change made void costs one evaluation that finds nothing.

/** Notes that the scope or the mapping of an object can give another result from this time on, although nothing changes in the directory. */
export function createDueWrite(
  { org, app }: Pick<CycleContext, "org" | "app">,
  object: ObjectId,
  due: number,
): Write {
  return { op: "ensure", table: "due_change", row: { org, app, due, object } };
}

/** Reads the objects whose time has come when the context was opened. */
export async function readDueObjects({
  deps,
  org,
  app,
  projection,
}: CycleContext): Promise<ReadonlySet<string>> {
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
  return objects;
}

/** True when the time of an object has come. */
export async function isChangeDue(
  { store, env }: Pick<Deps, "store" | "env">,
  where: Pick<DueChangeRow, "org" | "app">,
): Promise<boolean> {
  const [first] = await store.page("due_change", { where, limit: 1 });
  return first !== undefined && first.due <= env.now();
}

/**
 * Removes the times that had come when the plan was made: its cycle has dealt with them. A refused value that was due and
 * that the cycle did not send is no longer intended, unless its object waits for another attempt.
 */
export async function dropDueChanges(
  deps: Pick<Deps, "store">,
  { org, app, created }: Pick<PlanRow, "org" | "app" | "created">,
): Promise<void> {
  for (;;) {
    const rows = await deps.store.page("due_change", { where: { org, app }, limit: CHUNK });
    const seen = rows.filter((row) => row.due <= created);
    if (seen.length > 0) {
      const outdated = await listOutdatedRefusals(deps, { org, app, created }, seen);
      const dropped = seen.map(
        ({ due, object }): Write => ({ op: "delete", table: "due_change", key: { org, app, due, object } }),
      );
      await commitOrThrow(deps, [...outdated, ...dropped]);
    }
    if (seen.length < CHUNK) return;
  }
}

async function listOutdatedRefusals(
  { store }: Pick<Deps, "store">,
  { org, app, created }: Pick<PlanRow, "org" | "app" | "created">,
  seen: readonly DueChangeRow[],
): Promise<readonly Write[]> {
  const among = { column: "object", values: seen.map(({ object }) => trustId<ObjectId>(object)) } as const;
  const refusals = await readRowsAmong(store, "target_refusal", { org, app }, among);
  const due = refusals.filter(({ retry_at }) => retry_at !== null && retry_at <= created);
  if (due.length === 0) return [];
  const waiting = new Set(
    (await readRowsAmong(store, "pending", { org, app }, among)).map(({ object }) => object),
  );
  return due
    .filter(({ object }) => !waiting.has(object))
    .map(({ object, part }) => ({ op: "delete", table: "target_refusal", key: { org, app, object, part } }));
}
