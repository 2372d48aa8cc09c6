import type { Json } from "../json.ts";
import { isDepartedPattern } from "./departed-names.ts";
import { compilePrivileged } from "./privileged.ts";
import type { DriftPolicy } from "./reconcile.ts";

/** How an application is provisioned. Every value has a default; `SETTINGS` defines them. */
export interface Settings {
  readonly everySeconds: number;
  readonly startOnChange: boolean;
  readonly deletionShareMax: number;
  readonly deletionCountMax: number;
  readonly deletionFloor: number;
  readonly deletionWindowHours: number;
  readonly rewriteShareMax: number;
  readonly rewriteCountMax: number;
  readonly rewriteFloor: number;
  readonly rewriteAttributes: "identifying" | "all";
  readonly onUserGone: "disable" | "delete";
  readonly onScopeLeave: "disable" | "delete" | "keep";
  readonly onFilteredOut: "as-unassigned" | "disable" | "delete" | "keep";
  readonly onUserDeleted: "disable" | "rename" | "delete";
  readonly departedName: string;
  readonly onManagerLeave: "keep" | "clear";
  readonly onGroupLeave: "delete" | "keep";
  readonly neverDelete: boolean;
  readonly onFound: "adopt" | "ask" | "ignore";
  readonly onAbsent: "create" | "ask" | "ignore";
  readonly onAmbiguous: "ask" | "ignore";
  readonly privilegedAccounts: string | null;
  readonly users: "assigned" | "all";
  readonly groups: "assigned" | "all" | "selected" | "none";
  readonly nestedGroups: boolean;
  readonly groupMembershipsOnly: boolean;
  readonly defaultAccess: "include" | "exclude";
  readonly listOverUnlinked: number;
  readonly bulkRequests: boolean;
  readonly parkAfter: number;
  readonly reconcileHours: number;
  readonly onDrift: DriftPolicy;
  readonly defaultDomain: string | null;
  readonly recordingSizeMax: number;
  readonly notifyAddress: string | null;
  readonly notifyOnFailure: boolean;
  readonly notifyDigest: boolean;
  readonly notifyLanguage: "en" | "fr";
}

/** The name of a setting. */
export type SettingName = keyof Settings;
/** The value of some setting. */
export type SettingValue = Settings[SettingName];

/** The values that a setting takes. `unit` names what a number counts. */
export type SettingRange =
  | {
      readonly kind: "number" | "whole";
      readonly unit: "seconds" | "hours" | "share" | "accounts" | "objects" | "refusals" | "megabytes";
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "switch" }
  | { readonly kind: "address" }
  | { readonly kind: "domain" }
  | { readonly kind: "pattern" }
  | { readonly kind: "filter" };

/** The one definition of a setting. Its meaning is the message `setting.` + its name. */
export interface SettingDefinition<Value> {
  readonly default: Value;
  readonly range: SettingRange;
  /** Whether a change of it can alter what the target should hold, so that the next cycle looks at every object. */
  readonly altersResults: boolean;
  /** The value that a JSON value stands for; undefined for one that the setting does not take. */
  read(json: Json): Value | undefined;
}

type NumberRange = Extract<SettingRange, { readonly kind: "number" | "whole" }>;

function numeric(value: number, range: NumberRange): SettingDefinition<number> {
  const { kind, min, max } = range;
  return {
    default: value,
    range,
    altersResults: false,
    read(json) {
      if (typeof json !== "number" || !(json >= min && json <= max)) return undefined;
      return kind === "whole" && !Number.isInteger(json) ? undefined : json;
    },
  };
}

function choice<const Choice extends string>(
  value: Choice,
  choices: readonly Choice[],
): SettingDefinition<Choice> {
  return {
    default: value,
    range: { kind: "choice", choices },
    altersResults: true,
    read: (json) => choices.find((each) => each === json),
  };
}

function toggle(value: boolean, altersResults: boolean): SettingDefinition<boolean> {
  return {
    default: value,
    range: { kind: "switch" },
    altersResults,
    read: (json) => (typeof json === "boolean" ? json : undefined),
  };
}

/** One address for mail: RFC 5321 §4.5.3.1.3 leaves 254 characters for it. */
const ADDRESS = /^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,189}$/u;

/** A name of the DNS with at least two labels (RFC 1123 §2.1); other alphabets as they are written or as `xn--`. */
const DOMAIN = /^(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

const AMOUNT = { kind: "whole", min: 0, max: 1_000_000 } as const;

/**
 * Every setting of an application, in the order in which people read them. The guard's limit within a rolling window
 * is the smaller of share and count, but at least the floor.
 */
export const SETTINGS: { readonly [Name in SettingName]: SettingDefinition<Settings[Name]> } = {
  everySeconds: numeric(300, { kind: "whole", unit: "seconds", min: 10, max: 86_400 }),
  startOnChange: toggle(true, false),
  deletionShareMax: numeric(0.2, { kind: "number", unit: "share", min: 0, max: 1 }),
  deletionCountMax: numeric(50, { ...AMOUNT, unit: "accounts" }),
  deletionFloor: numeric(5, { ...AMOUNT, unit: "accounts" }),
  deletionWindowHours: numeric(24, { kind: "whole", unit: "hours", min: 1, max: 720 }),
  rewriteShareMax: numeric(0.2, { kind: "number", unit: "share", min: 0, max: 1 }),
  rewriteCountMax: numeric(50, { ...AMOUNT, unit: "accounts" }),
  rewriteFloor: numeric(5, { ...AMOUNT, unit: "accounts" }),
  rewriteAttributes: {
    ...choice("identifying", ["identifying", "all"]),
    altersResults: false,
  },
  onUserGone: choice("disable", ["disable", "delete"]),
  onScopeLeave: choice("disable", ["disable", "delete", "keep"]),
  onFilteredOut: choice("as-unassigned", ["as-unassigned", "disable", "delete", "keep"]),
  onUserDeleted: choice("disable", ["disable", "rename", "delete"]),
  departedName: {
    default: "{local}.left.{tail}{at}",
    range: { kind: "pattern" },
    altersResults: true,
    read: (json) => (typeof json === "string" && isDepartedPattern(json) ? json : undefined),
  },
  onManagerLeave: choice("keep", ["keep", "clear"]),
  onGroupLeave: choice("delete", ["delete", "keep"]),
  neverDelete: toggle(false, true),
  onFound: choice("adopt", ["adopt", "ask", "ignore"]),
  onAbsent: choice("create", ["create", "ask", "ignore"]),
  onAmbiguous: choice("ask", ["ask", "ignore"]),
  privilegedAccounts: {
    default: null,
    range: { kind: "filter" },
    altersResults: true,
    read: (json) => (typeof json === "string" && compilePrivileged(json) !== undefined ? json : undefined),
  },
  users: choice("assigned", ["assigned", "all"]),
  groups: choice("assigned", ["assigned", "all", "selected", "none"]),
  nestedGroups: toggle(true, true),
  groupMembershipsOnly: toggle(false, true),
  defaultAccess: choice("include", ["include", "exclude"]),
  listOverUnlinked: numeric(50, { ...AMOUNT, unit: "objects" }),
  bulkRequests: toggle(true, false),
  parkAfter: numeric(3, { kind: "whole", unit: "refusals", min: 1, max: 100 }),
  reconcileHours: numeric(24, { kind: "whole", unit: "hours", min: 0, max: 720 }),
  onDrift: { ...choice("report", ["report", "correct", "ask"]), altersResults: false },
  defaultDomain: {
    default: null,
    range: { kind: "domain" },
    altersResults: true,
    read: (json) => (typeof json === "string" && DOMAIN.test(json) ? json : undefined),
  },
  recordingSizeMax: numeric(64, { kind: "whole", unit: "megabytes", min: 0, max: 256 }),
  notifyAddress: {
    default: null,
    range: { kind: "address" },
    altersResults: false,
    read: (json) => (typeof json === "string" && ADDRESS.test(json) ? json : undefined),
  },
  notifyOnFailure: toggle(false, false),
  notifyDigest: toggle(false, false),
  notifyLanguage: { ...choice("en", ["en", "fr"]), altersResults: false },
};

/** True for the name of a setting. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** The names of all settings, in the order in which people read them. */
export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter(isSettingName);

/** The settings of an application. A setting without a stored value has its default. */
export function completeSettings(stored: Partial<Settings>): Settings {
  return { ...DEFAULT_SETTINGS, ...stored };
}

export const DEFAULT_SETTINGS: Settings = {
  everySeconds: SETTINGS.everySeconds.default,
  startOnChange: SETTINGS.startOnChange.default,
  deletionShareMax: SETTINGS.deletionShareMax.default,
  deletionCountMax: SETTINGS.deletionCountMax.default,
  deletionFloor: SETTINGS.deletionFloor.default,
  deletionWindowHours: SETTINGS.deletionWindowHours.default,
  rewriteShareMax: SETTINGS.rewriteShareMax.default,
  rewriteCountMax: SETTINGS.rewriteCountMax.default,
  rewriteFloor: SETTINGS.rewriteFloor.default,
  rewriteAttributes: SETTINGS.rewriteAttributes.default,
  onUserGone: SETTINGS.onUserGone.default,
  onScopeLeave: SETTINGS.onScopeLeave.default,
  onFilteredOut: SETTINGS.onFilteredOut.default,
  onUserDeleted: SETTINGS.onUserDeleted.default,
  departedName: SETTINGS.departedName.default,
  onManagerLeave: SETTINGS.onManagerLeave.default,
  onGroupLeave: SETTINGS.onGroupLeave.default,
  neverDelete: SETTINGS.neverDelete.default,
  onFound: SETTINGS.onFound.default,
  onAbsent: SETTINGS.onAbsent.default,
  onAmbiguous: SETTINGS.onAmbiguous.default,
  privilegedAccounts: SETTINGS.privilegedAccounts.default,
  users: SETTINGS.users.default,
  groups: SETTINGS.groups.default,
  nestedGroups: SETTINGS.nestedGroups.default,
  groupMembershipsOnly: SETTINGS.groupMembershipsOnly.default,
  defaultAccess: SETTINGS.defaultAccess.default,
  listOverUnlinked: SETTINGS.listOverUnlinked.default,
  bulkRequests: SETTINGS.bulkRequests.default,
  parkAfter: SETTINGS.parkAfter.default,
  reconcileHours: SETTINGS.reconcileHours.default,
  onDrift: SETTINGS.onDrift.default,
  defaultDomain: SETTINGS.defaultDomain.default,
  recordingSizeMax: SETTINGS.recordingSizeMax.default,
  notifyAddress: SETTINGS.notifyAddress.default,
  notifyOnFailure: SETTINGS.notifyOnFailure.default,
  notifyDigest: SETTINGS.notifyDigest.default,
  notifyLanguage: SETTINGS.notifyLanguage.default,
};
