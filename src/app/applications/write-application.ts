import type { JsonObject } from "../../core/json.ts";
import type { Write } from "../../ports/store.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { keepAbilities } from "../provisioning/writes/provisioning.ts";

/** A checked change of an application, before it is written. */
export interface ApplicationEdit {
  /** The columns that get another value. */
  readonly set: Partial<
    Omit<ApplicationRow, "org" | "id" | "version" | "target_version" | "created" | "modified">
  >;
  /**
   * The effect on the next cycle. `results`: the change alters the accounts that a cycle aims at, so that the next one evaluates every object.
   * `target`: it alters the target itself, so that the next cycle is initial and detects again what the target can do.
   */
  readonly alters: "nothing" | "results" | "target";
  /** The change in the words of the audit trail. */
  readonly detail: JsonObject;
  /** Rows of other tables that change with it, such as the credential. */
  readonly writes?: readonly Write[];
}

/**
 * Writes checked changes of one application as one commit: the row with its new version, and one audit entry for all of
 * them. Without changes nothing is written. Refused when the application changed since `before` was read, or when its
 * new name is taken.
 */
export async function writeApplication(
  deps: Deps,
  author: Author,
  before: ApplicationRow,
  edits: readonly ApplicationEdit[],
): Promise<ApplicationRow | Refusal> {
  if (edits.length === 0) return before;
  const after = applyEdits(before, edits, Math.max(deps.env.now(), before.modified + 1));
  const committed = await deps.store.commit([
    ...(await listWrites(deps, before, after, edits)),
    ...edits.flatMap(({ writes = [] }) => writes),
    createAuditWrite(deps, author, {
      org: after.org,
      category: "application",
      activity: "update",
      target: after.id,
      detail: Object.assign({ name: after.name }, ...edits.map(({ detail }) => detail)),
    }),
  ]);
  if (committed.kind === "committed") return after;
  return committed.reason === "exists"
    ? refuse("conflict", "app.name-taken", { name: after.name })
    : refuse("conflict", "app.changed-meanwhile", { app: after.id });
}

/** The columns that the edits set, of which later ones win. */
export function mergeColumns(edits: readonly ApplicationEdit[]): ApplicationEdit["set"] {
  return Object.assign({}, ...edits.map(({ set }) => set));
}

function applyEdits(
  before: ApplicationRow,
  edits: readonly ApplicationEdit[],
  modified: number,
): ApplicationRow {
  const version = before.version + (edits.some(({ alters }) => alters !== "nothing") ? 1 : 0);
  const hasOtherTarget = edits.some(({ alters }) => alters === "target");
  const target_version = hasOtherTarget ? version : before.target_version;
  return { ...before, ...mergeColumns(edits), version, target_version, modified };
}

async function listWrites(
  deps: Deps,
  before: ApplicationRow,
  { org, id: app, name, version, target_version, modified }: ApplicationRow,
  edits: readonly ApplicationEdit[],
): Promise<readonly Write[]> {
  const writes: Write[] = [
    {
      op: "update",
      table: "application",
      key: { org, id: app },
      set: { ...mergeColumns(edits), version, target_version, modified },
      expect: { version: before.version, modified: before.modified },
    },
  ];
  if (target_version !== before.target_version) writes.push(keepAbilities({ org, app }, null));
  if (name !== before.name) {
    const principals = await collectRows(readEachPage(deps.store, "principal", { org, app }));
    for (const { id } of principals) {
      writes.push({ op: "update", table: "principal", key: { org, id }, set: { name } });
    }
  }
  return writes;
}
