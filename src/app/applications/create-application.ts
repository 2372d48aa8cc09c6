import { type AppId, type OrgId, type PrincipalId, trustId } from "../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { NO_STATISTICS } from "../../core/provisioning/statistics.ts";
import { foldText } from "../../core/scim/text.ts";
import type { ChangeSet } from "../../ports/store.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Connector } from "../../ports/target.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { readDefaultMappings } from "../provisioning/context.ts";
import { newSecret } from "../secrets.ts";
import { takeTemplateRoles } from "./application-roles.ts";
import { applyTemplate, type Beginning, takeTemplate } from "./apply-template.ts";
import { checkCredential } from "./check-credential.ts";

const DEFAULT_CONNECTOR = "scim";

/** The input of a new application. */
export interface NewApplication {
  readonly org: OrgId;
  readonly name: string;
  /** The connector; that of the template, or `scim`, when it is left out. */
  readonly connector?: string | undefined;
  /** The settings of the connector; with a template, those that differ from the template's. */
  readonly config: JsonObject;
  /** The template of the gallery to begin with, and the values of its parameters; without values, `config` is complete. */
  readonly template?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** The credential for the target; sealed before it is stored. */
  readonly secret?: string | undefined;
  /** The interval between two cycles; the default of the setting when it is left out. */
  readonly everySeconds?: number | undefined;
}

/** Creates an application with its principal. Provisioning waits until its first cycle was applied. */
export async function createApplication(
  deps: Deps,
  author: Author,
  input: NewApplication,
): Promise<ApplicationRow | Refusal> {
  const draft = buildApplication(deps, input);
  if (isRefusal(draft)) return draft;
  const parsed = deps.connectors.get(draft.connector)?.parseConfig(draft.config);
  if (parsed?.ok === false) return refuse("invalid", parsed.code, parsed.params);
  const refused = input.secret === undefined ? undefined : checkCredential(deps, draft, input.secret);
  if (refused !== undefined) return refused;
  const secret = input.secret === undefined ? undefined : newSecret(deps, input.org, input.secret);
  const row = secret === undefined ? draft : { ...draft, secret: secret.id };
  const writes = secret === undefined ? [] : [secret.write];
  const committed = await deps.store.commit([...listCreationWrites(deps, author, row), ...writes]);
  if (committed.kind === "conflict") return refuse("conflict", "app.name-taken", { name: input.name });
  return row;
}

/** The row of a new application, without credential; the settings of its connector are not checked yet. */
export function buildApplication(
  deps: Deps,
  input: Omit<NewApplication, "secret">,
): ApplicationRow | Refusal {
  const begun = beginWith(deps, input);
  if (isRefusal(begun)) return begun;
  const connector = deps.connectors.get(begun.connector);
  if (connector === undefined) {
    const known = [...deps.connectors.keys()].join(", ");
    return refuse("invalid", "app.connector-unknown", { connector: begun.connector, known });
  }
  return newRow(deps, input, begun, connector);
}

/** The beginning of an application: its template with the values filled in, or the given connector and settings. */
function beginWith(deps: Deps, input: Omit<NewApplication, "secret">): Beginning | Refusal {
  const { template, parameters, connector = DEFAULT_CONNECTOR, config } = input;
  if (template === undefined) {
    return { template: null, connector, config, mappings: undefined, roles: [], settings: {} };
  }
  const filled =
    parameters === undefined ? takeTemplate(deps, template) : applyTemplate(deps, template, parameters);
  return isRefusal(filled) ? filled : { ...filled, config: mergeConfig(filled.config, config) };
}

/** The settings of a template with those that were given in their place; members of `oauth` and the like one by one. */
export function mergeConfig(filled: JsonObject, given: JsonObject): JsonObject {
  const merged = Object.entries(given).map(([name, value]): [string, Json] => {
    const before = filled[name];
    return [name, isObject(before) && isObject(value) ? { ...before, ...value } : value];
  });
  return { ...filled, ...Object.fromEntries(merged) };
}

/** The mappings that a template has of its own; null if it leaves both types to the connector. */
function takeMappings(mappings: Beginning["mappings"]): JsonObject | null {
  const { user = "connector-default", group = "connector-default" } = mappings ?? {};
  if (user === "connector-default" && group === "connector-default") return null;
  return {
    ...(user === "connector-default" ? {} : { user }),
    ...(group === "connector-default" ? {} : { group }),
  };
}

function newRow(
  deps: Deps,
  input: Omit<NewApplication, "secret">,
  { connector: connectorName, config, template, mappings, roles, settings }: Beginning,
  connector: Connector,
): ApplicationRow {
  const { org, name } = input;
  const now = deps.env.now();
  const template_mappings = takeMappings(mappings);
  return {
    org,
    id: trustId<AppId>(deps.env.newId()),
    name,
    name_key: foldText(name),
    connector: connectorName,
    template,
    config,
    secret: null,
    mappings: { ...readDefaultMappings(connector, { template_mappings }) },
    template_mappings,
    scopes: null,
    roles: roles.length === 0 ? null : takeTemplateRoles(roles),
    settings: {
      ...settings,
      ...(input.everySeconds === undefined ? {} : { everySeconds: input.everySeconds }),
    },
    seed: deps.env.randomHex(),
    version: 1,
    target_version: 1,
    created: now,
    modified: now,
  };
}

/**
 * The writes that create an application with its principal and its provisioning, which begins in the given state:
 * `waiting` for a plan that a person applies, unless a person chose another one.
 */
export function listCreationWrites(
  deps: Deps,
  author: Author,
  row: ApplicationRow,
  state: "waiting" | "on" | "off" = "waiting",
): ChangeSet {
  const { org, id: app, name, created } = row;
  return [
    { op: "insert", table: "application", row },
    {
      op: "insert",
      table: "principal",
      row: {
        org,
        id: trustId<PrincipalId>(deps.env.newId()),
        app,
        kind: "integration",
        name,
        created,
        removed: null,
      },
    },
    {
      op: "insert",
      table: "provisioning",
      row: {
        org,
        app,
        state,
        watermark: null,
        config_version: 0,
        abilities: null,
        quarantine: null,
        lanes: {},
        statistics: NO_STATISTICS,
        tested: null,
        next_run: null,
        initial_owed: 0,
        version: 1,
      },
    },
    createAuditWrite(deps, author, {
      org,
      category: "application",
      activity: "create",
      target: app,
      detail: { name, connector: row.connector, template: row.template, config: row.config },
    }),
  ];
}
