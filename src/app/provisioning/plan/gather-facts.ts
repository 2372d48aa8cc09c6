import { type AccountId, type ObjectId, trustId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { FlatAttributes } from "../../../core/mapping/flat.ts";
import { findMappingChange } from "../../../core/mapping/mapping-time.ts";
import { listSearches } from "../../../core/mapping/match-key.ts";
import {
  carryForward,
  type Projection,
  projectNewValue,
  projectObject,
} from "../../../core/mapping/project.ts";
import type { SourceObject } from "../../../core/mapping/source.ts";
import { findSourceReads } from "../../../core/mapping/source-reads.ts";
import type { Facts, LinkFacts } from "../../../core/provisioning/facts.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkRow, ObjectRow } from "../../../ports/tables.ts";
import { stateOf } from "../../objects.ts";
import { CHUNK, chunksOf, readRowsAmong } from "../../paging.ts";
import { readSourceObjects } from "../../source-objects.ts";
import type { CycleContext } from "../context.ts";
import { isForeign } from "../foreign-account.ts";
import { keepAttributes, readMembershipsOnly } from "../memberships-only.ts";
import { displayNameOf } from "../object-name.ts";
import { type PlannedPresence, type ReferencedAccount, readReferences } from "../read-references.ts";
import { readScopes, type ScopeRule, type Standing } from "../read-scope.ts";
import { readLostAccounts } from "./lost-accounts.ts";
import { readRefusedValues } from "./read-refusals.ts";
import { readRenamed } from "./renamed-roles.ts";

/** Facts of an object, with what deciding does not need but planning does. */
export interface EvaluatedObject {
  readonly facts: Facts;
  readonly projection: Projection | undefined;
  readonly object: ObjectRow | undefined;
  readonly link: LinkRow | undefined;
  /** A void link: its account is not in the target, and it does not count as `link`. */
  readonly formerLink?: LinkRow | undefined;
  readonly name: string;
  /** The next time at which the scope or the mapping of the object can give another result by itself. */
  readonly nextChange?: number | undefined;
  /** Members of a group that do not exist at the target. */
  readonly deadMembers?: readonly AccountId[];
  /** The subject of people's answers where it is not the whole decision; null where the answer cannot be compared. */
  readonly subject?: string | null | undefined;
  /** The attributes whose values depend on the time. */
  readonly timed?: readonly string[];
  /** The account of a user without a right to one, whose link ended although the account may be there. */
  readonly lostAccount?: AccountId | undefined;
  /** True for an account whose references depend on a decision that the plan has not made yet. */
  readonly isReferenceOpen?: boolean;
}

/** Reads, set-wise, all that is known here of these objects. Sends nothing: matching comes later. */
export async function gatherFacts(
  context: CycleContext,
  rule: ScopeRule,
  wanted: {
    readonly type: ObjectType;
    readonly ids: readonly ObjectId[];
    /** Rows of these objects, where the caller has read them already. */
    readonly known?: readonly ObjectRow[] | undefined;
    /** The decisions that the plan has made so far. */
    readonly presence?: PlannedPresence | undefined;
  },
): Promise<readonly EvaluatedObject[]> {
  const { org, app, deps } = context;
  const { type, ids, known, presence } = wanted;
  const { actions, timed: timedPaths } = context.mappings[type];
  const timed = timedPaths.map(({ path }) => path.text);
  const rows = known ?? (await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids }));
  const objects = new Map(rows.map((row) => [row.id, row]));
  const linkRows = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: ids });
  const { links, former } = sortLinks(rule, linkRows);
  const lost = await readLostAccounts(context, type, { rows, links: linkRows });
  const liveRows = rows.filter((row) => row.type === type && row.deleted === null);
  const scopes = await readScopes(context, rule, liveRows);
  const read = await readSourceObjects(context, liveRows, findSourceReads(context.mappings[type]));
  const sources = withRoles(read, scopes);
  const projections = new Map(
    liveRows.map(({ id }) => [id, projectSource(context, type, sources.get(id), links.has(id))]),
  );
  const references = await readReferences(context, rule, {
    ids: listReferenced(projections.values()),
    createsUsers: context.mappings.user.actions.create,
    presence,
  });
  const refusals = await readRefusedValues(context, type, ids);
  const findRenamed = await readRenamed(context, type, ids);
  const membershipsOnly = await readMembershipsOnly(context, type, ids);
  return ids
    .filter((id) => isOfType(type, objects.get(id), links.get(id) ?? former.get(id)))
    .map((id) => {
      const object = objects.get(id);
      const link = links.get(id);
      const projection = projections.get(id);
      const completed = listCompleted(context, object, sources.get(id));
      const { isReferenceOpen, ...resolved } = resolve(projection, references, link, completed);
      const own: Facts = {
        id,
        type,
        state: object === undefined ? "gone" : stateOf(object),
        ...scopeFacts(scopes.get(id)),
        link: link === undefined ? undefined : linkFacts(link, refusals.get(id)),
        ...resolved,
        renamed: findRenamed(id, resolved.desired),
        untouched: actions.update ? (projection?.untouched ?? []) : Object.keys(resolved.desired),
        madeWhenSent: projection?.writeOnly ?? [],
        actions,
        problems: problemsOf(projection),
        match: undefined,
        unsettled: rule.unsettled.has(id) ? createReason("pending.unknown-outcome") : undefined,
        members: { add: 0, remove: 0 },
      };
      const facts = membershipsOnly.has(id) ? keepAttributes(own) : own;
      const formerLink = former.get(id);
      const name = displayNameOf(object, link ?? formerLink, context.rules);
      const nextChange = findNextTime(context, facts, scopes.get(id), sources.get(id));
      const more = { nextChange, timed, isReferenceOpen, lostAccount: lost.get(id) };
      return { facts, projection, object, link, formerLink, name, ...more };
    });
}

/** The users to whom these objects refer. */
function listReferenced(projections: Iterable<Projection | undefined>): readonly ObjectId[] {
  const referenced = [...projections].flatMap((each) => Object.values(each?.references ?? {}));
  return [...new Set(referenced)].map((id) => trustId<ObjectId>(id));
}

/** Links by object, apart from those that are void. */
function sortLinks({ voidLinks }: ScopeRule, rows: readonly LinkRow[]) {
  const isVoid = ({ object }: LinkRow) => voidLinks.has(object);
  const links = rows.filter((row) => !isVoid(row));
  return {
    links: new Map(links.map((row) => [row.object, row])),
    former: new Map(rows.filter(isVoid).map((row) => [row.object, row])),
  };
}

/** Counts the active objects in scope that have no account yet, up to `max`. Sends nothing. */
export async function countMatchable(
  context: CycleContext,
  rule: ScopeRule,
  ids: readonly ObjectId[],
  max: number,
): Promise<number> {
  const { org, app, deps } = context;
  let count = 0;
  for (const chunk of chunksOf(ids, CHUNK)) {
    const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: chunk });
    const linked = new Set(links.map((link) => link.object));
    const unlinked = chunk.filter((id) => !linked.has(id));
    if (unlinked.length === 0) continue;
    const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: unlinked });
    const active = rows.filter((row) => stateOf(row) === "active");
    const scopes = await readScopes(context, rule, active);
    count += active.filter(({ id }) => scopes.get(id)?.isIn === true).length;
    if (count >= max) return count;
  }
  return count;
}

function scopeFacts(standing: Standing | undefined): Pick<Facts, "scope" | "leftOut" | "isFilteredOut"> {
  if (standing === undefined) return { scope: [] };
  if (standing.isIn) return { scope: standing.reasons };
  return { scope: [], leftOut: standing.reasons, isFilteredOut: standing.leftOutBy === "filter" };
}

function isOfType(type: ObjectType, object: ObjectRow | undefined, link: LinkRow | undefined): boolean {
  return (object?.type ?? link?.type) === type;
}

function linkFacts(link: LinkRow, refused: FlatAttributes = {}): LinkFacts {
  const { account, scope, projected, provenance, former_names } = link;
  const isAdopted = isForeign(provenance);
  return { account, scope, projected, isAdopted, refused, former: former_names ?? {} };
}

/** The objects as mappings see them, with their roles. */
function withRoles(
  sources: ReadonlyMap<ObjectId, SourceObject>,
  scopes: ReadonlyMap<ObjectId, Standing>,
): ReadonlyMap<ObjectId, SourceObject> {
  return new Map(
    [...sources].map(([id, source]) => [
      id,
      { ...source, roles: scopes.get(id)?.roles.map(({ value }) => value) },
    ]),
  );
}

/** The earlier time of scope and mapping. The mapping counts while the object is in scope. */
function findNextTime(
  { mappings, projection }: CycleContext,
  { type, link }: Facts,
  standing: Standing | undefined,
  source: SourceObject | undefined,
): number | undefined {
  const ofScope = standing?.nextChange;
  if (source === undefined || standing?.isIn !== true) return ofScope;
  const purpose = link === undefined ? "create" : "update";
  const ofMapping = findMappingChange(mappings[type], source, purpose, projection);
  return ofMapping === undefined || ofScope === undefined
    ? (ofMapping ?? ofScope)
    : Math.min(ofMapping, ofScope);
}

function projectSource(
  context: CycleContext,
  type: ObjectType,
  source: SourceObject | undefined,
  isLinked: boolean,
): Projection | undefined {
  if (source === undefined) return undefined;
  return projectObject(context.mappings[type], source, isLinked ? "update" : "create", context.projection);
}

function problemsOf(projection: Projection | undefined): readonly Reason[] {
  if (projection === undefined) return [];
  const { matching, problems } = projection;
  if (listSearches(matching).length > 0) return problems;
  const path = matching.find(({ value }) => value === null)?.path ?? "";
  return [...problems, createReason("hold.matching-missing", { path })];
}

/** The attributes that the decision completes: not where Muster leaves accounts disabled. */
function listCompleted(
  context: CycleContext,
  object: ObjectRow | undefined,
  source: SourceObject | undefined,
): readonly string[] {
  return isCreatedDisabled(context, object, source) ? [] : [context.rules.disabled.path];
}

type References = ReadonlyMap<ObjectId, ReferencedAccount>;

/** True for an active user whose mapping creates accounts that are disabled: Muster does not enable these later. */
function isCreatedDisabled(
  { mappings, rules, projection }: CycleContext,
  object: ObjectRow | undefined,
  source: SourceObject | undefined,
): boolean {
  if (source === undefined || object?.type !== "user" || stateOf(object) !== "active") return false;
  const { path, value } = rules.disabled;
  return projectNewValue(mappings.user, path, source, projection) === value;
}

/** The former values of a renamed account that no mapping gives back: they are right again once its user is. */
function restoreFormer({ former_names }: LinkRow, governed: readonly string[]): FlatAttributes {
  const former = Object.entries(former_names ?? {});
  return Object.fromEntries(former.filter(([path]) => !governed.includes(path)));
}

/** An account with its references, as far as they are known. */
interface Resolved {
  readonly desired: FlatAttributes;
  readonly awaited: Readonly<Record<string, ObjectId>>;
  readonly isReferenceOpen: boolean;
}

/**
 * The attributes that the account should have: an existing account keeps its unmapped ones. The decision completes
 * an unmapped attribute that disables, because its old value is true of the past alone. A new account waits for a
 * reference that is open.
 */
function resolve(
  projection: Projection | undefined,
  references: References,
  link: LinkRow | undefined,
  completed: readonly string[],
): Resolved {
  if (projection === undefined) return { desired: {}, awaited: {}, isReferenceOpen: false };
  const attributes: Record<string, Json> = { ...projection.attributes };
  const awaited: Record<string, ObjectId> = {};
  let isOpen = false;
  for (const [path, id] of Object.entries(projection.references)) {
    const found = references.get(trustId(id));
    if (found === undefined) continue;
    const isLater = found === "awaited" || (found.isOpen === true && link === undefined);
    if (isLater) awaited[path] = trustId(id);
    else attributes[path] = found.account;
    isOpen ||= found !== "awaited" && found.isOpen === true;
  }
  const governed = link?.type === "user" ? [...projection.governed, ...completed] : projection.governed;
  if (link === undefined) return { desired: attributes, awaited, isReferenceOpen: false };
  const desired = carryForward(link.projected, { attributes, governed, addOnly: projection.addOnly });
  return { desired: { ...desired, ...restoreFormer(link, governed) }, awaited, isReferenceOpen: isOpen };
}
