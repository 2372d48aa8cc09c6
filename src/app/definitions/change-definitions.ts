import type { OrgId } from "../../core/ids.ts";
import { checkTypeSet, EMPTY_SET, type TypeSet, usersOf } from "../../core/scim/definitions/type-set.ts";
import type { Write } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { orgTypesOf } from "../resource-types/directory-type.ts";
import { LOCK_MS, readTypeSet } from "../resource-types/type-registry.ts";
import { applyChange, type DefinitionChange, type DefinitionEffect, schemaIn } from "./definition-change.ts";
import { keepLocked } from "./keep-locked.ts";
import { refuseProblem } from "./read-definitions.ts";
import { type DefinitionVersion, dropEntries, rekeyObjects } from "./rekey-objects.ts";
import { type AffectedType, findAffectedTypes, surveyObjects } from "./survey-objects.ts";

/** A set of definitions and its version, 0 for none. */
interface Versioned {
  readonly set: TypeSet;
  readonly version: number;
}

/** A change to the definitions of an organization. */
export interface DefinitionInput {
  readonly org: OrgId;
  readonly change: DefinitionChange;
  /** Only reports the effects. */
  readonly dryRun?: boolean;
}

/** A change that was checked and can be published. */
interface Update {
  readonly org: OrgId;
  readonly before: Versioned;
  readonly after: TypeSet;
  /** The types whose stored objects the change affects. */
  readonly affected: readonly AffectedType[];
  readonly audits: readonly Write[];
}

/**
 * Changes the definitions of an organization, all of it or nothing, and reports the effect on each definition.
 * Additions affect nothing that is stored. A change that removes or retypes attributes that objects use is refused with
 * the number of those objects. A change that makes values unique or indexed creates index entries for the stored
 * objects; until it ends, objects of the organization cannot be written.
 */
export async function changeDefinitions(
  deps: Deps,
  author: Author,
  { org, change, dryRun = false }: DefinitionInput,
): Promise<readonly DefinitionEffect[] | Refusal> {
  const row = await readTypeSet(deps.store, org, deps.env.now());
  if (row !== undefined && row.locked !== null) return refuse("conflict", "schema.busy", {});
  const before: Versioned = { set: row ?? EMPTY_SET, version: row?.version ?? 0 };
  const { set, effects } = applyChange(before.set, change);
  const unfit = checkDropped(before.set, set, change) ?? checkFit(set);
  if (unfit !== undefined) return unfit;
  if (effects.every(({ action }) => action === "unchanged")) return effects;
  const affected = findAffectedTypes(orgTypesOf(before.set, 0), orgTypesOf(set, 0));
  const refused = await surveyObjects(deps, org, affected);
  if (refused !== undefined || dryRun) return refused ?? effects;
  const audits = effects
    .filter(({ action }) => action !== "unchanged")
    .map(({ what, id, action }) =>
      createAuditWrite(deps, author, { org, category: "schema", activity: `${action} ${what}`, target: id }),
    );
  const update: Update = { org, before, after: set, affected, audits };
  const failed = await (affected.length === 0 ? publish(deps, update) : publishLocked(deps, update));
  return failed ?? effects;
}

function checkDropped(before: TypeSet, after: TypeSet, change: DefinitionChange): Refusal | undefined {
  for (const urn of change.dropSchemas ?? []) {
    if (schemaIn(before, urn) === undefined) return refuse("not-found", "schema.not-found", { schema: urn });
    const types = usersOf({ schemas: before.schemas, types: after.types }, urn);
    if (types.length > 0)
      return refuse("conflict", "schema.needed", { schema: urn, names: types.join(", ") });
  }
  const lacking = (change.dropTypes ?? []).find(
    (name) => !before.types.some((type) => type.name.toLowerCase() === name.toLowerCase()),
  );
  return lacking === undefined
    ? undefined
    : refuse("not-found", "resource-type.not-found", { name: lacking });
}

function checkFit(set: TypeSet): Refusal | undefined {
  const [problem] = checkTypeSet(set);
  return problem && refuseProblem(problem);
}

/** Replaces the definitions by those of the update. */
async function publish(deps: Deps, { org, before, after, audits }: Update): Promise<Refusal | undefined> {
  const isPut = await putSet(deps, { org, version: before.version }, { ...after, locked: null }, audits);
  return isPut ? undefined : refuse("conflict", "schema.changed-meanwhile", {});
}

/** Writes the next version of the definitions; false when another writer was first. */
async function putSet(
  deps: Deps,
  { org, version }: { readonly org: OrgId; readonly version: number },
  { schemas, types, locked }: TypeSet & { readonly locked: number | null },
  more: readonly Write[] = [],
): Promise<boolean> {
  const next = { version: version + 1, schemas, types, locked, modified: deps.env.now() };
  const row: Write =
    version === 0
      ? { op: "insert", table: "type_set", row: { org, ...next } }
      : { op: "update", table: "type_set", key: { org }, set: next, expect: { version } };
  const committed = await deps.store.commit([
    {
      op: "update",
      table: "organization",
      key: { org },
      set: { types: next.version },
      expect: { types: version },
    },
    row,
    ...more,
  ]);
  deps.types.forget(org);
  return committed.kind === "committed";
}

/**
 * Locks the definitions, checks again the objects that were written until then, creates the index entries, and
 * publishes. The publication comes last: when this process dies before it, the lock expires within seconds and the former
 * definitions hold.
 */
async function publishLocked(deps: Deps, update: Update): Promise<Refusal | undefined> {
  const { org, before, affected } = update;
  const lock = { ...before.set, locked: deps.env.now() + LOCK_MS };
  if (!(await putSet(deps, { org, version: before.version }, lock))) {
    return refuse("conflict", "schema.changed-meanwhile", {});
  }
  const held = { org, version: before.version + 1 };
  const unlock = () => putSet(deps, held, { ...before.set, locked: null });
  const kept = keepLocked(deps, held);
  try {
    const refused = await prepareEntries(deps, held, affected, kept.isLost);
    if (refused !== undefined) {
      await dropEntries(deps, held, affected, "before");
      await kept.letGo();
      await unlock();
      return refused;
    }
  } catch (error) {
    await kept.letGo();
    await unlock().catch(() => false);
    throw error;
  }
  await kept.letGo();
  const failed = await publish(deps, { ...update, before: { set: before.set, version: held.version } });
  if (isRefusal(failed)) return failed;
  await dropEntries(deps, { org, version: held.version + 1 }, affected, "after");
  return undefined;
}

/** Creates the index entries of an update under its lock. */
async function prepareEntries(
  deps: Deps,
  held: DefinitionVersion,
  affected: readonly AffectedType[],
  isLost: () => boolean,
): Promise<Refusal | undefined> {
  // Entries that an earlier attempt left behind would count as values of objects.
  await dropEntries(deps, held, affected, "before");
  const refused = await surveyObjects(deps, held.org, affected);
  if (refused !== undefined) return refused;
  const isDone = await rekeyObjects(deps, held, affected, isLost);
  return isDone ? undefined : refuse("conflict", "schema.changed-meanwhile", {});
}
