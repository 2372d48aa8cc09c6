import { isObject, isSameJson, type Json, type JsonObject } from "../../../core/json.ts";
import { toPointer } from "../../../core/json-pointer.ts";
import { type AppRole, completeRole, orderRoles, setRole } from "../../../core/provisioning/roles.ts";
import type { ApplicationRow } from "../../../ports/tables.ts";
import { type ConfigurationError, type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { type ConfigurationNote, noteUnknownSources } from "../../mappings/source-notes.ts";
import { readDefaultMappings } from "../../provisioning/context.ts";
import { type EndingAssignments, prepareRoles } from "../application-roles.ts";
import { prepareScope } from "../application-scope.ts";
import { prepareSettings } from "../application-settings.ts";
import { applyTemplate } from "../apply-template.ts";
import { prepareMapping } from "../change-mapping.ts";
import { mergeConfig } from "../create-application.ts";
import { prepareUpdate } from "../update-application.ts";
import type { ApplicationEdit } from "../write-application.ts";
import type { ApplicationDocument, DocumentMapping } from "./application-document.ts";

/** One section of a document, checked: its edits, or every error with its place in the document. */
export interface PreparedSection {
  readonly edits: readonly ApplicationEdit[];
  readonly errors: readonly ConfigurationError[];
}

const NOTHING: PreparedSection = { edits: [], errors: [] };
const TYPES = ["user", "group"] as const;

/** The settings of the connector, or those of the template with the parameters filled in and the settings merged into them. */
export function prepareConfig(
  deps: Deps,
  before: ApplicationRow,
  { config = {}, template, parameters }: ApplicationDocument,
): PreparedSection {
  const filled =
    template === undefined || parameters === undefined
      ? { config: {} }
      : applyTemplate(deps, template, parameters);
  if (isRefusal(filled)) return failedAt("/template", filled);
  const edit = prepareUpdate(deps, before, { config: mergeConfig(filled.config, config) });
  if (isRefusal(edit)) return failedAt(configPointer(edit, config), edit);
  const after = edit.set.config ?? before.config;
  if (isSameJson(after, before.config)) return NOTHING;
  return { edits: [{ ...edit, set: { config: after }, detail: { config: after } }], errors: [] };
}

/** Another seed gives other random-looking values, so that the next cycle evaluates every object. */
export function prepareSeed(
  before: ApplicationRow,
  { seed = before.seed }: ApplicationDocument,
): PreparedSection {
  if (seed === before.seed) return NOTHING;
  return { edits: [{ set: { seed }, alters: "results", detail: { seed } }], errors: [] };
}

/** The member that a connector refuses: the one that it names, or the one that its code begins with. */
function configPointer({ code, params }: Refusal, config: JsonObject): string {
  const [, member = ""] = /^config\.([a-z]+)/.exec(code) ?? [];
  const name = typeof params["name"] === "string" ? params["name"] : member;
  return Object.hasOwn(config, name) ? toPointer("config", name) : "/config";
}

function failedAt(pointer: string, { code, params, errors = [] }: Refusal): PreparedSection {
  return { edits: [], errors: errors.length > 0 ? errors : [{ code, pointer, params }] };
}

/** The settings that the document has; null resets one. A new application keeps a setting that is given as its default. */
export function prepareDocumentSettings(
  before: ApplicationRow,
  { settings = {} }: ApplicationDocument,
  isNew: boolean,
): PreparedSection {
  const prepared = prepareSettings(before, settings);
  if (isRefusal(prepared)) return failedAt("/settings", prepared);
  return prepared.changed.length === 0 && !isNew ? NOTHING : { edits: [prepared.edit], errors: [] };
}

/** The mappings that the document has. `apply` may be left out, and is `always` then. */
export function prepareDocumentMappings(
  deps: Deps,
  before: ApplicationRow,
  { mappings = {} }: ApplicationDocument,
): PreparedSection {
  const connector = deps.connectors.get(before.connector);
  if (connector === undefined || (mappings.user ?? mappings.group) === undefined) return NOTHING;
  const defaults = readDefaultMappings(connector, before);
  const [user, group] = TYPES.map((type) => completeMapping(mappings[type], defaults[type]));
  const prepared = prepareMapping(deps, before, { kind: "replace", user, group });
  if (!isRefusal(prepared)) return { edits: prepared.edits, errors: [] };
  const { errors } = failedAt("/mappings", prepared);
  // The mapping of a type that the document leaves out is the stored one: its errors count where there are no others.
  const own = errors.filter(({ pointer }) => TYPES.some((type) => mappings[type] && isBelow(pointer, type)));
  const shown = own.length > 0 ? own : errors;
  return { edits: [], errors: shown.map((error) => ({ ...error, pointer: `/mappings${error.pointer}` })) };
}

/** Notes the attributes that the mappings of a document read and that the directory does not know. */
export async function noteDocumentMappings(
  deps: Deps,
  { org }: ApplicationRow,
  { mappings = {} }: ApplicationDocument,
): Promise<readonly ConfigurationNote[]> {
  const own = TYPES.flatMap((type): [string, Json][] => {
    const given = mappings[type];
    const mapping = given === "default" ? undefined : completeMapping(given, null);
    return mapping === undefined ? [] : [[type, { type, ...mapping }]];
  });
  const notes = await noteUnknownSources(deps, org, Object.fromEntries(own));
  return notes.map((note) => ({ ...note, pointer: `/mappings${note.pointer}` }));
}

function isBelow(pointer: string, type: string): boolean {
  return pointer === `/${type}` || pointer.startsWith(`/${type}/`);
}

function completeMapping(given: DocumentMapping | undefined, standard: Json): JsonObject | undefined {
  if (given === undefined) return undefined;
  if (given === "default") return isObject(standard) ? standard : undefined;
  const { attributes } = given;
  if (!Array.isArray(attributes)) return given;
  const listed = attributes.map((each: Json) => (isObject(each) ? { apply: "always", ...each } : each));
  return { ...given, attributes: listed };
}

/** The scoping filters that the document has; an empty list removes those of a type. */
export async function prepareDocumentScopes(
  deps: Deps,
  before: ApplicationRow,
  { scopes = {} }: ApplicationDocument,
): Promise<PreparedSection> {
  const toChange = (filters: readonly Json[] | undefined): Json | undefined =>
    filters === undefined ? undefined : filters.length === 0 ? null : { filters };
  const prepared = await prepareScope(deps, before, {
    user: toChange(scopes.user),
    group: toChange(scopes.group),
  });
  if (!isRefusal(prepared)) return { edits: prepared.edits, errors: [] };
  const { errors } = failedAt("/scopes", prepared);
  return {
    edits: [],
    errors: errors.map((error) => ({
      ...error,
      pointer: `/scopes${error.pointer.replace(/^\/(user|group)\/filters/, "/$1")}`,
    })),
  };
}

/** The roles that an application has with the document; with `prune`, no others. */
export function mergeDocumentRoles(
  { roles: stored }: ApplicationRow,
  { roles }: ApplicationDocument,
  prune: boolean,
): readonly AppRole[] {
  if (roles === undefined) return stored ?? [];
  return prune ? roles.map(completeRole) : orderRoles(roles.reduce(setRole, stored ?? []), roles);
}

/** The roles that the application is to have. A role that goes must not be given by an assignment that stays. */
export async function prepareDocumentRoles(
  deps: Deps,
  before: ApplicationRow,
  roles: readonly AppRole[],
  ending?: EndingAssignments,
): Promise<PreparedSection> {
  const edits = await prepareRoles(deps, before, { kind: "replace", roles }, ending);
  return isRefusal(edits) ? failedAt("/roles", edits) : { edits, errors: [] };
}
