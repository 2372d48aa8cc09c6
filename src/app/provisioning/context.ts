import type { AppId, OrgId } from "../../core/ids.ts";
import { isSameJson, type Json, type JsonObject } from "../../core/json.ts";
import { type CompiledMapping, type ParsedMapping, parseMapping } from "../../core/mapping/mapping.ts";
import type { ProjectionEnvironment } from "../../core/mapping/project.ts";
import { describeRoleLists } from "../../core/mapping/role-lists.ts";
import type { CompiledScopes } from "../../core/mapping/scope/scope.ts";
import { isOutdated, readAbilities, toAbilitiesJson } from "../../core/provisioning/abilities.ts";
import type { AccountRules } from "../../core/provisioning/account-rules.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import { completeSettings, type Settings } from "../../core/provisioning/settings.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { SecretText } from "../../ports/secrets.ts";
import type { ApplicationRow, ProvisioningRow } from "../../ports/tables.ts";
import type { Connector, Target, TargetReads, TokenServices } from "../../ports/target.ts";
import type { Wire, WireRequest } from "../../ports/wire.ts";
import type { Stop } from "../background/shutdown-signal.ts";
import { commitIfCurrent } from "../commit.ts";
import {
  type ConfigurationError,
  type Deps,
  isRefusal,
  type Refusal,
  refuse,
  refuseConfiguration,
} from "../deps.ts";
import { compileScopes } from "./compile-scopes.ts";
import { type CycleControl, createControl, stopWhenCancelled } from "./cycle-control.ts";
import { ObjectTurns } from "./object-turns.ts";
import type { PlanningStore } from "./planning-store.ts";
import { keepAbilities } from "./writes/provisioning.ts";

/**
 * The application that a cycle runs for, as planning needs it. Nothing of it sends a write to the target or opens a
 * secret, so that planning can run in a thread of its own.
 */
export interface CycleContext {
  readonly deps: Pick<Deps, "env" | "regex"> & { readonly store: PlanningStore };
  readonly org: OrgId;
  readonly app: AppId;
  readonly application: ApplicationRow;
  readonly provisioning: ProvisioningRow;
  readonly settings: Settings;
  readonly mappings: Readonly<Record<ObjectType, CompiledMapping>>;
  readonly scopes: CompiledScopes;
  /** The knowledge of expressions beside the object that they map. One time holds for the whole run. */
  readonly projection: ProjectionEnvironment;
  /** Which attributes identify an account of this target, and how a disabled account looks. */
  readonly rules: AccountRules;
  readonly target: TargetReads;
  readonly control: CycleControl;
  /** Requested when the process stops, when the lease is lost, and when the cycle is cancelled. */
  readonly stop: Stop;
  /** Aborts calls in progress; comes some time after the request to stop the process. */
  readonly signal: AbortSignal;
}

/** The application as the whole run of a cycle needs it: with all services, and a target that takes writes. */
export interface CycleRun extends CycleContext {
  readonly deps: Deps;
  readonly target: Target;
  /** The mappings as they are configured, which `mappings` is compiled from. */
  readonly mappingSources: Readonly<Record<ObjectType, Json>>;
  /** True when the credential was set by an earlier version, which took shorter ones. */
  readonly isSecretShort: boolean;
  readonly wire: Wire;
  /** The order among the cycles that run for the application at once. */
  readonly turns: ObjectTurns;
}

/**
 * Reads an application with its provisioning and opens its target for one run. The caller closes it with
 * `closeContext`, however the run ends.
 */
export async function openContext(
  deps: Deps,
  org: OrgId,
  app: AppId,
  stop: Stop,
): Promise<CycleRun | Refusal> {
  const application = await deps.store.get("application", { org, id: app });
  const provisioning = await deps.store.get("provisioning", { org, app });
  if (application === undefined || provisioning === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const connector = deps.connectors.get(application.connector);
  if (connector === undefined) {
    return refuse("invalid", "app.connector-unknown", { connector: application.connector });
  }
  const parsed = connector.parseConfig(application.config);
  if (!parsed.ok) return refuse("invalid", parsed.code, parsed.params);
  const mappingSources = readMappings(connector, application.mappings);
  const mappings = compileMappings(deps, mappingSources);
  if ("kind" in mappings) return mappings;
  const scopes = compileScopes(deps, application.scopes);
  if ("kind" in scopes) return scopes;
  const secret = await openSecret(deps, application);
  if (isRefusal(secret)) return secret;
  const hidden = [...mappings.user.hiddenPaths, ...mappings.group.hiddenPaths];
  const settings = completeSettings(application.settings);
  const open = hideAttributes(deps.wireTo(org, app, parsed.wire), hidden);
  const wire = settings.bulkRequests ? open : sendOneByOne(open);
  const abilities = provisioning.abilities === null ? undefined : readAbilities(provisioning.abilities);
  const tokens = parsed.tokenWire && openTokenServices(deps, deps.wireTo(org, app, parsed.tokenWire));
  const target = await connector.connect({
    config: application.config,
    secret,
    wire,
    abilities,
    tokens,
    lists: describeRoleLists(mappings.user, application.roles ?? []),
    now: () => deps.env.now(),
  });
  const control = createControl();
  return {
    deps,
    org,
    app,
    application,
    provisioning,
    settings,
    mappings,
    mappingSources,
    scopes,
    projection: createProjectionEnvironment(deps, application),
    rules: connector.rules,
    target,
    isSecretShort: secret?.isShort === true,
    wire,
    turns: new ObjectTurns(),
    control,
    stop: stopWhenCancelled(stop, control),
    signal: stop.signal,
  };
}

/**
 * The same services, whose calls to targets go before all others that wait for their turn. Each goes by itself, so that it
 * waits for no other.
 */
export function withUrgentWires(deps: Deps): Deps {
  return {
    ...deps,
    wireTo(...to) {
      return sendOneByOne(forwardWire(deps.wireTo(...to), (request) => ({ ...request, isUrgent: true })));
    },
  };
}

/** The same wire, on which each request goes by itself. */
function sendOneByOne(wire: Wire): Wire {
  return {
    send: (request, signal) => wire.send(request, signal),
    describe: (request) => wire.describe(request),
    slowDown: (retryAfterMs) => wire.slowDown(retryAfterMs),
    flush: () => wire.flush(),
  };
}

/** The same wire, for a mapping with attributes whose values no record may hold. */
function hideAttributes(wire: Wire, paths: readonly string[]): Wire {
  if (paths.length === 0) return wire;
  return forwardWire(wire, (request) => ({ ...request, hiddenAttributes: paths }));
}

/** The same wire, for which each request is changed first. */
function forwardWire(wire: Wire, change: (request: WireRequest) => WireRequest): Wire {
  const { sendJoined } = wire;
  return {
    send: (request, signal) => wire.send(change(request), signal),
    ...(sendJoined === undefined
      ? {}
      : {
          sendJoined: ({ carrier, parts, split }, signal) =>
            sendJoined.call(wire, { carrier: change(carrier), parts: parts.map(change), split }, signal),
        }),
    describe: (request) => wire.describe(change(request)),
    slowDown: (retryAfterMs) => wire.slowDown(retryAfterMs),
    flush: () => wire.flush(),
  };
}

function openTokenServices({ env, secrets }: Deps, wire: Wire): TokenServices {
  return { wire, now: () => env.now(), monotonic: () => env.monotonic(), wrap: (text) => secrets.wrap(text) };
}

/** Random-looking values depend on the seed of the application, the object and the attribute alone: two plans find the same. */
export function createProjectionEnvironment(
  { env }: Pick<Deps, "env">,
  { seed, settings }: Pick<ApplicationRow, "seed" | "settings">,
): ProjectionEnvironment {
  return {
    now: env.now(),
    defaultDomain: completeSettings(settings).defaultDomain,
    randomDigits: (key) => env.hash(`${seed} ${key}`),
  };
}

/** True when a cycle has finished since the application was given its target: later cycles follow changes. */
export function isTargetKnown({
  provisioning,
  application,
}: Pick<CycleContext, "provisioning" | "application">): boolean {
  return provisioning.watermark !== null && provisioning.config_version >= application.target_version;
}

/** The fault with which planning ends when nothing more may begin; undefined while it may go on. */
export function findStop({ stop, control }: Pick<CycleContext, "stop" | "control">): Fault | undefined {
  if (!stop.requested) return undefined;
  const code = control.isCancelled ? "cycle.cancelled" : "engine.stopping";
  return { kind: "unavailable", code, params: {} };
}

/** Ends a run's connection to its target, after storing what the run learned of the target. */
export async function closeContext(context: CycleRun): Promise<void> {
  const { deps, org, app, target } = context;
  try {
    const stored = await deps.store.get("provisioning", { org, app });
    const abilities = toAbilitiesJson(target.abilities());
    // Without stored abilities nothing was discovered, or the settings have changed since: the next run asks.
    if (stored?.abilities && !isSameJson(stored.abilities, abilities)) {
      await commitIfCurrent(deps, [keepAbilities({ org, app }, abilities)]);
    }
  } finally {
    await target.close();
  }
}

/** The credential; a refusal when it was sealed under another master key or is damaged. */
async function openSecret(
  deps: Deps,
  { org, name, secret }: ApplicationRow,
): Promise<SecretText | Refusal | undefined> {
  if (secret === null) return undefined;
  const row = await deps.store.get("secret", { org, id: secret });
  if (row === undefined) return undefined;
  try {
    return deps.secrets.open(org, secret, { keyId: row.key_id, sealed: row.sealed });
  } catch {
    return refuse("conflict", "app.secret-unreadable", { app: name });
  }
}

/** The mappings of an application: those that it stores, or the default of the time before they were stored. */
export function readMappings(
  { firstMappings }: Connector,
  stored: JsonObject | null,
): Readonly<Record<ObjectType, Json>> {
  return {
    user: stored?.["user"] ?? firstMappings.user,
    group: stored?.["group"] ?? firstMappings.group,
  };
}

/** The default mappings of an application: those of its template, or else the newest of its connector. */
export function readDefaultMappings(
  { defaultMappings }: Connector,
  { template_mappings }: Pick<ApplicationRow, "template_mappings">,
): Readonly<Record<ObjectType, Json>> {
  return {
    user: template_mappings?.["user"] ?? defaultMappings.user,
    group: template_mappings?.["group"] ?? defaultMappings.group,
  };
}

/** The same run with the default mapping of the application, to see what it would do. */
export function withDefaultMappings(context: CycleRun): CycleRun | Refusal {
  const connector = context.deps.connectors.get(context.application.connector);
  if (connector === undefined) {
    return refuse("invalid", "app.connector-unknown", { connector: context.application.connector });
  }
  const mappingSources = readDefaultMappings(connector, context.application);
  const mappings = compileMappings(context.deps, mappingSources);
  return "kind" in mappings ? mappings : { ...context, mappings, mappingSources };
}

/** Compiles the mappings of both types; a refusal names every error. */
export function compileMappings(
  { regex }: Pick<Deps, "regex">,
  stored: Readonly<Record<ObjectType, Json>>,
): Record<ObjectType, CompiledMapping> | Refusal {
  const user = parseMapping(stored.user, regex);
  const group = parseMapping(stored.group, regex);
  if (user.ok && group.ok) return { user: user.mapping, group: group.mapping };
  return refuseConfiguration("app.mapping-invalid", [
    ...listMappingErrors("user", user),
    ...listMappingErrors("group", group),
  ]);
}

/** The errors of the mapping of one type, with pointers into the mappings of an application. */
export function listMappingErrors(type: ObjectType, parsed: ParsedMapping): readonly ConfigurationError[] {
  if (parsed.ok) return [];
  return parsed.errors.map((error) => ({
    ...error,
    code: `mapping.${error.code}`,
    pointer: `/${type}${error.pointer}`,
  }));
}

/** Finds out what the target can do unless that is known already, and keeps it. A fault is the target's own. */
export async function ensureAbilities(context: CycleRun): Promise<Outcome<undefined>> {
  const known = context.provisioning.abilities;
  if (known !== null && !isOutdated(known)) return { ok: true, value: undefined };
  const { deps, org, app, target, signal } = context;
  const found = await target.discover(signal);
  if (!found.ok) return found;
  const abilities = toAbilitiesJson(found.value);
  await commitIfCurrent(deps, [keepAbilities({ org, app }, abilities)]);
  return { ok: true, value: undefined };
}
