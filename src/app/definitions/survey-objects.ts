import type { ObjectId, OrgId } from "../../core/ids.ts";
import { compareTypes, isUsed, type Loss, type Rekeyed } from "../../core/scim/definitions/compare-types.ts";
import { findRepeatedPath, indexKeys } from "../../core/scim/index/keys.ts";
import type { ResourceType } from "../../core/scim/schema.ts";
import type { ResourceKind } from "../../ports/kinds.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { DIRECTORY_LIMITS } from "../directory/directory.ts";
import { readEachPage } from "../paging.ts";
import type { OrgTypes } from "../resource-types/directory-type.ts";

/** The number of objects of one type that are looked at, at most, to allow a change that affects stored values. */
export const SURVEYED_MAX = 200_000;
const PAGE = 1_000;
const { keyLengthMax: KEY_LENGTH_MAX } = DIRECTORY_LIMITS;

/** A type whose stored objects a change may affect. */
export interface AffectedType {
  readonly name: string;
  readonly kind: ResourceKind;
  /** Undefined when the type is removed. */
  readonly after: ResourceType | undefined;
  readonly losses: readonly Loss[];
  readonly rekeyed: readonly Rekeyed[];
}

/** The types whose stored objects a change of definitions affects; none for an addition. */
export function findAffectedTypes(before: OrgTypes, after: OrgTypes): readonly AffectedType[] {
  return before.all.flatMap(({ resource, kind }): readonly AffectedType[] => {
    const next = after.find(kind)?.resource;
    if (next === undefined) {
      return [{ name: resource.name, kind, after: undefined, losses: [], rekeyed: [] }];
    }
    const { losses, rekeyed } = compareTypes(resource, next);
    const isAffected = losses.length > 0 || rekeyed.length > 0;
    return isAffected ? [{ name: resource.name, kind, after: next, losses, rekeyed }] : [];
  });
}

/**
 * Checks the stored objects, deleted ones too, against a change. Returns the first reason to refuse it, with the number
 * of objects that stand in its way.
 */
export async function surveyObjects(
  deps: Deps,
  org: OrgId,
  affected: readonly AffectedType[],
): Promise<Refusal | undefined> {
  for (const each of affected) {
    const { name, kind } = each;
    const count = await deps.store.count("object", { org, type: kind });
    if (count === 0) continue;
    if (each.after === undefined) return refuse("conflict", "resource-type.in-use", { name, count });
    if (count > SURVEYED_MAX) {
      return refuse("conflict", "schema.too-many-objects", { name, count, limit: SURVEYED_MAX });
    }
    const refused = await surveyType(deps, org, each, each.after);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

async function surveyType(
  deps: Deps,
  org: OrgId,
  { name, kind, losses, rekeyed }: AffectedType,
  after: ResourceType,
): Promise<Refusal | undefined> {
  const uses = new Map<Loss, number>();
  const holders: Holders = new Map();
  const paths = new Set(rekeyed.filter((each) => each.after !== "none").map(({ path }) => path));
  for await (const rows of readEachPage(deps.store, "object", { org, type: kind }, PAGE)) {
    for (const row of rows) {
      for (const loss of losses) if (isUsed(row.doc, loss)) uses.set(loss, (uses.get(loss) ?? 0) + 1);
      const refused = row.deleted === null ? checkKeys(row, after, paths, holders) : undefined;
      if (refused !== undefined) return refused;
    }
    await deps.env.sleep(0);
  }
  const [first] = uses;
  return first && refuse("conflict", "schema.in-use", { name, path: first[0].path, count: first[1] });
}

/** The object that has each unique value seen so far. */
type Holders = Map<string, ObjectId>;

/** Refuses a value that must be unique and that another object has, and one that is too long for the index. */
function checkKeys(
  { id, doc }: ObjectRow,
  after: ResourceType,
  paths: ReadonlySet<string>,
  holders: Holders,
): Refusal | undefined {
  if (paths.size === 0) return undefined;
  const repeated = findRepeatedPath(after, doc);
  if (repeated !== undefined && paths.has(repeated)) return notUnique(repeated, id);
  for (const { path, value, unique } of indexKeys(after, doc)) {
    if (!paths.has(path)) continue;
    if (value.length > KEY_LENGTH_MAX) {
      return refuse("conflict", "schema.value-too-long", { path, limit: KEY_LENGTH_MAX, ids: id });
    }
    const other = unique ? holders.get(`${path}\n${value}`) : undefined;
    if (other !== undefined) return notUnique(path, `${other}, ${id}`);
    if (unique) holders.set(`${path}\n${value}`, id);
  }
  return undefined;
}

/** Names no value: administrators of definitions need not see personal data. */
function notUnique(path: string, ids: string): Refusal {
  return refuse("conflict", "schema.not-unique", { path, ids });
}
