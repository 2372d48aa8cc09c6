import type { OrgId } from "../../core/ids.ts";
import { checkTypeSet, EMPTY_SET, type TypeSet, usersOf } from "../../core/scim/definitions/type-set.ts";
import type { Write } from "../../ports/store.ts";
import { type Author, auditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { orgTypesOf } from "../resource-types/directory-type.ts";
import { readTypeSet } from "../resource-types/type-registry.ts";
import { applyChange, type DefinitionChange, type Effect, schemaIn } from "./definition-change.ts";
import { problemRefusal } from "./read-definitions.ts";
import { dropEntries, rekeyObjects } from "./rekey-objects.ts";
import { type Concerned, concernedTypes, surveyObjects } from "./survey-objects.ts";

/** How long a change may go without a sign of life before its lock is taken for left behind. */
const LOCK_MS = 30_000;
const RENEW_MS = 10_000;

/** A set of definitions and its version, 0 for none. */
interface Versioned {
  readonly set: TypeSet;
  readonly version: number;
}

/**
 * Changes what an organization defines, all of it or nothing; says what becomes of each definition. Additions
 * concern nothing that is stored. A change that takes away or retypes what objects use is refused with their
 * number; for one that makes values unique or found by an index, entries are made of what is stored, and nobody
 * writes objects of the organization meanwhile.
 */
export async function changeDefinitions(
  deps: Deps,
  author: Author,
  org: OrgId,
  change: DefinitionChange,
  options: { readonly dryRun: boolean } = { dryRun: false },
): Promise<readonly Effect[] | Refusal> {
  const row = await readTypeSet(deps.store, org, deps.env.now());
  if (row !== undefined && row.locked !== null) return refuse("conflict", "schema.busy", {});
  const before: Versioned = { set: row ?? EMPTY_SET, version: row?.version ?? 0 };
  const { set, effects } = applyChange(before.set, change);
  const unfit = checkDropped(before.set, set, change) ?? checkFit(set);
  if (unfit !== undefined) return unfit;
  if (effects.every(({ action }) => action === "unchanged")) return effects;
  const concerned = concernedTypes(orgTypesOf(before.set, 0), orgTypesOf(set, 0));
  const refused = await surveyObjects(deps, org, concerned);
  if (refused !== undefined || options.dryRun) return refused ?? effects;
  const audits = effects
    .filter(({ action }) => action !== "unchanged")
    .map(({ what, id, action }) =>
      auditWrite(deps, author, { org, category: "schema", activity: `${action} ${what}`, target: id }),
    );
  const published =
    concerned.length === 0
      ? await publish(deps, org, before, set, audits)
      : await publishLocked(deps, org, before, set, audits, concerned);
  return published ?? effects;
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
  return problem && problemRefusal(problem);
}

/** Puts a set in place of the one of this version. */
async function publish(
  deps: Deps,
  org: OrgId,
  before: Versioned,
  set: TypeSet,
  more: readonly Write[],
): Promise<Refusal | undefined> {
  const isPut = await putSet(deps, org, before, { ...set, locked: null }, more);
  return isPut ? undefined : refuse("conflict", "schema.changed-meanwhile", {});
}

/** Writes the next version of the row; false when somebody else has. */
async function putSet(
  deps: Deps,
  org: OrgId,
  { version }: Pick<Versioned, "version">,
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
 * Keeps writers of objects out, looks once more at what they wrote until then, makes the entries, and publishes.
 * What is published last counts: when this process dies, the lock runs out and the set of before holds.
 */
async function publishLocked(
  deps: Deps,
  org: OrgId,
  before: Versioned,
  set: TypeSet,
  audits: readonly Write[],
  concerned: readonly Concerned[],
): Promise<Refusal | undefined> {
  const lock = { ...before.set, locked: deps.env.now() + LOCK_MS };
  if (!(await putSet(deps, org, before, lock))) return refuse("conflict", "schema.changed-meanwhile", {});
  const held: Versioned = { set: before.set, version: before.version + 1 };
  const refused = await prepare(deps, org, held, concerned).catch(async (error: unknown) => {
    await putSet(deps, org, held, { ...before.set, locked: null }).catch(() => false);
    throw error;
  });
  if (refused !== undefined) {
    await dropEntries(deps, org, concerned, { kept: "before", version: held.version });
    await putSet(deps, org, held, { ...before.set, locked: null });
    return refused;
  }
  const failed = await publish(deps, org, held, set, audits);
  if (!isRefusal(failed))
    await dropEntries(deps, org, concerned, { kept: "after", version: held.version + 1 });
  return failed;
}

async function prepare(
  deps: Deps,
  org: OrgId,
  { version }: Versioned,
  concerned: readonly Concerned[],
): Promise<Refusal | undefined> {
  // What an earlier attempt left behind would pass for somebody's value.
  await dropEntries(deps, org, concerned, { kept: "before", version });
  const refused = await surveyObjects(deps, org, concerned);
  if (refused !== undefined) return refused;
  let renewed = deps.env.now();
  const renew = async (): Promise<boolean> => {
    const now = deps.env.now();
    if (now - renewed < RENEW_MS) return true;
    renewed = now;
    const set = { locked: now + LOCK_MS };
    const kept = await deps.store.commit([
      { op: "update", table: "type_set", key: { org }, set, expect: { version } },
    ]);
    return kept.kind === "committed";
  };
  const isDone = await rekeyObjects(deps, org, concerned, version, renew);
  return isDone ? undefined : refuse("conflict", "schema.changed-meanwhile", {});
}
