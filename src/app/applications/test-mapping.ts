import type { AppId, OrgId } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { type CompiledMapping, parseMapping } from "../../core/mapping/mapping.ts";
import { describeMappedSources } from "../../core/mapping/mapping-changes.ts";
import { type Projection, projectObject } from "../../core/mapping/project.ts";
import type { SourceObject } from "../../core/mapping/source.ts";
import { findSourceReads } from "../../core/mapping/source-reads.ts";
import { createReason, type Reason } from "../../core/provisioning/reason.ts";
import type { AppRole } from "../../core/provisioning/roles.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ApplicationRow, ObjectRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse, refuseConfiguration } from "../deps.ts";
import { createChoiceNote } from "../mappings/choice-note.ts";
import { limitPatterns, refuseIfSpent } from "../mappings/limit-patterns.ts";
import { type ConfigurationNote, noteUnknownSources } from "../mappings/source-notes.ts";
import { findOneObject } from "../objects.ts";
import { createProjectionEnvironment, listMappingErrors, readMappings } from "../provisioning/context.ts";
import { readSourceObject } from "../source-objects.ts";
import { readRoles } from "./read-roles.ts";
import { createReferenceNote, type TriedReference, tryReferences } from "./try-references.ts";

/** A user or group, and the mapping to try; the stored one when undefined. */
export interface MappingTrial {
  readonly org: OrgId;
  readonly app: AppId;
  readonly type: ObjectType;
  readonly find: string;
  readonly mapping: JsonObject | undefined;
}

/** The result of mapping one object, for a new account and for an existing one. */
export interface MappingResult {
  readonly object: ObjectRow;
  readonly isLinked: boolean;
  /** The roles in the application, which `[appRoleAssignments]` reads. */
  readonly roles: readonly AppRole[];
  readonly attributes: readonly {
    readonly target: string;
    readonly value: Json;
    readonly from: string;
    readonly apply: string;
    /** Why a plan may give another value. */
    readonly note?: Reason;
  }[];
  readonly create: Projection;
  readonly update: Projection;
  /** The attributes that the mapping reads and that the directory does not know. */
  readonly notes: readonly ConfigurationNote[];
  /** The accounts of the users that the values refer to, by attribute. */
  readonly references: Readonly<Record<string, TriedReference>>;
}

/** Maps one object as a cycle would, and shows every attribute with its source. Sends and changes nothing. */
export async function testMapping(deps: Deps, trial: MappingTrial): Promise<MappingResult | Refusal> {
  const limited = limitPatterns(deps);
  return refuseIfSpent(limited.meter, await tryMapping(limited.deps, trial));
}

async function tryMapping(deps: Deps, trial: MappingTrial): Promise<MappingResult | Refusal> {
  const { org, app, type, find } = trial;
  const row = await deps.store.get("application", { org, id: app });
  const connector = deps.connectors.get(row?.connector ?? "");
  if (row === undefined || connector === undefined) return refuse("not-found", "app.not-found", { app });
  const stored = readMappings(connector, row.mappings)[type];
  const json = trial.mapping === undefined ? stored : { type, ...trial.mapping };
  const parsed = parseMapping(json, deps.regex);
  if (!parsed.ok || parsed.mapping.type !== type) {
    return refuseConfiguration("app.mapping-invalid", [...listMappingErrors(type, parsed)]);
  }
  const object = await findOneObject(deps, org, type, find);
  if (isRefusal(object)) return object;
  const link = await deps.store.get("link", { org, app, object: object.id });
  const roles = await readRoles(deps, row, object);
  const own = await readSourceObject({ deps, org }, object, findSourceReads(parsed.mapping));
  const source = { ...own, roles: roles.map(({ value }) => value) };
  const projected = projectBoth(deps, row, parsed.mapping, source);
  const users =
    type === "user" ? parsed : parseMapping(readMappings(connector, row.mappings).user, deps.regex);
  const references = users.ok
    ? await tryReferences(deps, row, { users: users.mapping, projection: projected.create })
    : refuseConfiguration("app.mapping-invalid", [...listMappingErrors("user", users)]);
  if (isRefusal(references)) return references;
  const attributes = listAttributes({ json, mapping: parsed.mapping, create: projected.create, references });
  const notes = await noteUnknownSources(deps, org, { [type]: json });
  return { object, isLinked: link !== undefined, roles, attributes, ...projected, references, notes };
}

function projectBoth(
  deps: Deps,
  row: ApplicationRow,
  mapping: CompiledMapping,
  source: SourceObject,
): Pick<MappingResult, "create" | "update"> {
  const environment = createProjectionEnvironment(deps, row);
  return {
    create: projectObject(mapping, source, "create", environment),
    update: projectObject(mapping, source, "update", environment),
  };
}

function listAttributes({
  json,
  mapping,
  create,
  references,
}: Pick<MappingResult, "create" | "references"> & {
  readonly json: Json;
  readonly mapping: CompiledMapping;
}): MappingResult["attributes"] {
  const sources = describeMappedSources(json);
  return mapping.attributes.map(({ path, apply }, index) => ({
    target: path.text,
    value: create.attributes[path.text] ?? references[path.text]?.account ?? null,
    from: sources[index] ?? "",
    apply,
    ...noteOf(create, path.text, references[path.text]),
  }));
}

/** Why an account may get another value than the one that is shown, or none. */
function noteOf(
  { choices, writeOnly }: Projection,
  path: string,
  reference: TriedReference | undefined,
): { readonly note?: Reason } {
  if (writeOnly.includes(path)) return { note: createReason("mapping.made-when-sent") };
  const choice = choices.find((each) => each.path === path);
  if (choice !== undefined) return { note: createChoiceNote(choice.candidates.length) };
  const note = reference === undefined ? undefined : createReferenceNote(reference);
  return note === undefined ? {} : { note };
}
