import { readParameters } from "../../../core/gallery/read-parameters.ts";
import { isObject, isSameJson, type Json, type JsonObject } from "../../../core/json.ts";
import { formatClauses } from "../../../core/mapping/scope/clause-text.ts";
import { parseScopes, type ScopingFilter } from "../../../core/mapping/scope/scope.ts";
import { toPlainRole } from "../../../core/provisioning/roles.ts";
import { SETTING_NAMES, SETTINGS } from "../../../core/provisioning/settings.ts";
import type { ApplicationRow } from "../../../ports/tables.ts";
import { type Deps, isRefusal } from "../../deps.ts";
import { readDefaultMappings, readMappings } from "../../provisioning/context.ts";
import { applyTemplate } from "../apply-template.ts";
import { buildApplication, mergeConfig } from "../create-application.ts";
import type { ApplicationDocument, DocumentCredential, DocumentMapping } from "./application-document.ts";
import { describeAssignments } from "./describe-assignments.ts";
import { describeGroups } from "./describe-groups.ts";
import { readChosenState } from "./prepare-schedule.ts";

/** An application as a document: applying it to the same application changes nothing. Secrets are references. */
export async function describeDocument(deps: Deps, row: ApplicationRow): Promise<ApplicationDocument> {
  const assignments = await describeAssignments(deps, row);
  const selectedGroups = await describeGroups(deps, row);
  const provisioning = await deps.store.get("provisioning", { org: row.org, app: row.id });
  const state = readChosenState(provisioning);
  const origin = describeOrigin(deps, row);
  const fresh = buildFresh(deps, row, origin);
  return {
    kind: "application",
    name: row.name,
    ...origin,
    seed: row.seed,
    ...(row.secret === null ? {} : { credential: describeCredential(row) }),
    settings: describeSettings(row, fresh),
    ...(state === undefined ? {} : { schedule: { state } }),
    ...(row.roles === null ? {} : { roles: row.roles.map(toPlainRole) }),
    mappings: describeMappings(deps, row, fresh),
    scopes: describeScopes(deps, row),
    ...(assignments === undefined ? {} : { assignments }),
    ...(selectedGroups === undefined ? {} : { selectedGroups }),
  };
}

/**
 * The application as it would be created from its origin alone. It begins with the settings and mappings that its template
 * has today, so that a document names each one in which the described application differs.
 */
function buildFresh(
  deps: Deps,
  { org, name }: ApplicationRow,
  { config = {}, ...origin }: Origin,
): ApplicationRow | undefined {
  const built = buildApplication(deps, { org, name, ...origin, config });
  return isRefusal(built) ? undefined : built;
}

type Origin = Pick<ApplicationDocument, "connector" | "template" | "parameters" | "config">;

/**
 * The template with its parameters and the settings that differ from it, where both can be read from what is stored;
 * otherwise all settings.
 */
function describeOrigin(deps: Deps, row: ApplicationRow): Origin {
  const { connector, config } = row;
  const template = row.template === null ? undefined : deps.gallery.find(row.template);
  if (template === undefined) return { connector, config };
  const origin = { template: template.id };
  const parameters = readParameters(template, { config, mappings: row.template_mappings }, deps.regex);
  const filled = parameters === undefined ? undefined : applyTemplate(deps, template.id, parameters);
  if (filled === undefined || isRefusal(filled)) return { ...origin, config };
  const other = listDifferences(filled.config, config);
  return isSameJson(withoutNulls(mergeConfig(filled.config, other)), config)
    ? { ...origin, parameters, config: other }
    : { ...origin, config };
}

/** The settings that differ from those of the template; null for one that the application does not have. */
function listDifferences(filled: JsonObject, config: JsonObject): JsonObject {
  const names = [...new Set([...Object.keys(filled), ...Object.keys(config)])];
  const differing = names.filter((name) => !isSameJson(filled[name], config[name]));
  return Object.fromEntries(differing.map((name): [string, Json] => [name, config[name] ?? null]));
}

function withoutNulls(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}

/** A name of a variable for the credential, made from that of the application: `WEBEX_EUROPE_TOKEN`. */
function describeCredential({ name, config }: ApplicationRow): DocumentCredential {
  const word = name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_")
    .replaceAll(/^[_0-9]+|_+$/g, "");
  const kind = isObject(config["oauth"]) ? "CREDENTIAL" : "TOKEN";
  return { from: `$env:${word === "" ? "APPLICATION" : word}_${kind}`, ifMissing: "keep" };
}

/** The settings that were set, and the default of each that the template would set. */
function describeSettings({ settings }: ApplicationRow, fresh: ApplicationRow | undefined): JsonObject {
  const stored = new Map<string, Json>(Object.entries(settings));
  return Object.fromEntries(
    SETTING_NAMES.flatMap((name): [string, Json][] => {
      const value = stored.get(name);
      if (value !== undefined) return [[name, value]];
      return fresh?.settings[name] === undefined ? [] : [[name, SETTINGS[name].default]];
    }),
  );
}

/**
 * `default` for a type that has its default mapping, so that applying the document later brings it back. The default of the
 * application and that of a new one differ when its template changed with a version of Muster.
 */
function describeMappings(
  deps: Deps,
  row: ApplicationRow,
  fresh: ApplicationRow | undefined,
): ApplicationDocument["mappings"] {
  const connector = deps.connectors.get(row.connector);
  if (connector === undefined) return {};
  const [own, defaults] = [readMappings(connector, row.mappings), readDefaultMappings(connector, row)];
  const begun = fresh === undefined ? undefined : readDefaultMappings(connector, fresh);
  const describe = (type: "user" | "group"): DocumentMapping =>
    isSameJson(own[type], defaults[type]) && isSameJson(own[type], begun?.[type])
      ? "default"
      : shortenMapping(own[type]);
  return { user: describe("user"), group: describe("group") };
}

function shortenMapping(mapping: Json): JsonObject {
  if (!isObject(mapping)) return {};
  const { type: _, attributes, ...others } = mapping;
  const listed: readonly Json[] = Array.isArray(attributes) ? attributes : [];
  return { ...others, attributes: listed.filter(isObject).map(shortenAttribute) };
}

/** The members in the order in which people read them; `apply` only where it is not `always`. */
function shortenAttribute({
  target,
  kind,
  source,
  expression,
  value,
  apply,
  ...others
}: JsonObject): JsonObject {
  const members = {
    ...{ target, kind, source, expression, value },
    apply: apply === "always" ? undefined : apply,
    ...others,
  };
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, held]): [string, Json][] =>
      held === undefined ? [] : [[name, held]],
    ),
  );
}

function describeScopes(deps: Deps, { scopes }: ApplicationRow): ApplicationDocument["scopes"] {
  const parsed = parseScopes(scopes ?? {}, { regex: deps.regex });
  if (!parsed.ok) return {};
  const { user, group } = parsed.scopes;
  return {
    user: (user?.filters ?? []).map(describeFilter),
    group: (group?.filters ?? []).map(describeFilter),
  };
}

/** A filter without a name as a text, which is easier to read. */
function describeFilter({ name, clauses }: ScopingFilter): Json {
  if (name === undefined) return formatClauses(clauses);
  return { name, clauses: clauses.map((clause) => ({ ...clause })) };
}
