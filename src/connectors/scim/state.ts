import type { StepId } from "../../core/ids.ts";
import type { ListForms } from "../../core/mapping/role-lists.ts";
import type { Abilities, Ability } from "../../core/provisioning/abilities.ts";
import type { BulkAbility } from "../../core/provisioning/bulk.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { SecretText } from "../../ports/secrets.ts";
import type { AccountRef, AttributeChange } from "../../ports/target.ts";
import type { Api } from "./api.ts";
import type { ScimConfig } from "./config.ts";
import type { MergeTurns } from "./merge-turns.ts";
import type { SchemaFacts } from "./schema-facts.ts";

/** More attributes than a mapping can have. */
const KEPT_MAX = 1_000;

/** One connection to a SCIM target. */
export interface ScimConnection {
  readonly api: Api;
  readonly config: ScimConfig;
  /** The attributes of users whose values are written as elements of a form of their own. */
  readonly lists: ListForms;
  /** Replaced, never changed in place, whenever an answer shows something new. */
  abilities: Abilities;
  /** Properties of attributes, as `/Schemas` tells them; read once, when a PUT needs them. */
  facts: SchemaFacts | undefined;
  /** New accounts in a row that no part of their attributes could create. */
  readonly vainCreates: Record<ObjectType, number>;
  /** Accounts in a row of which the target refused every change without saying why. */
  readonly vainUpdates: Record<ObjectType, number>;
  /** The turns of all connections at resources that are written whole. */
  readonly mergeTurns: MergeTurns;
  /** Whether the target applies every condition of a filter that joins several with `and`. */
  joinedFilters: Ability;
  /** Attributes of the account that is being created which no answer is expected to show. */
  readonly writeOnly: ReadonlySet<string>;
}

/**
 * The same connection for the calls of one new account: their records and answers are cleaned of these values. Abilities
 * that the answers show are remembered for all calls.
 */
export function withWriteOnly(
  connection: ScimConnection,
  values: Readonly<Record<string, SecretText>>,
): ScimConnection {
  const knownSecrets = Object.values(values);
  if (knownSecrets.length === 0) return connection;
  return {
    api: (call) => connection.api({ ...call, knownSecrets }),
    config: connection.config,
    lists: connection.lists,
    vainCreates: connection.vainCreates,
    vainUpdates: connection.vainUpdates,
    mergeTurns: connection.mergeTurns,
    writeOnly: new Set(Object.keys(values)),
    get abilities() {
      return connection.abilities;
    },
    set abilities(abilities) {
      connection.abilities = abilities;
    },
    get joinedFilters() {
      return connection.joinedFilters;
    },
    set joinedFilters(joinedFilters) {
      connection.joinedFilters = joinedFilters;
    },
    get facts() {
      return connection.facts;
    },
    set facts(facts) {
      connection.facts = facts;
    },
  };
}

/** Remembers whether resources of this type can be changed by PATCH. */
export function notePatch(connection: ScimConnection, type: ObjectType, ability: Ability): void {
  const { abilities } = connection;
  if (abilities.patch[type] === ability) return;
  connection.abilities = { ...abilities, patch: { ...abilities.patch, [type]: ability } };
}

/** Remembers whether resources of this type can be changed at all. */
export function noteChanges(connection: ScimConnection, type: ObjectType, ability: Ability): void {
  const { abilities } = connection;
  if (abilities.changes[type] === ability) return;
  connection.abilities = { ...abilities, changes: { ...abilities.changes, [type]: ability } };
}

/** Remembers what a test found out: whether the target applies filters, and whether it offers bulk requests. */
export function noteFound(connection: ScimConnection, { filter, bulk }: Abilities): void {
  const { refused } = connection.abilities.bulk;
  connection.abilities = { ...connection.abilities, filter, bulk: { ...bulk, refused } };
}

/** Remembers that the target refused a bulk request, or did not answer it in a form that says what became of each change. */
export function noteBulkRefused(connection: ScimConnection, refused: BulkAbility["refused"]): void {
  const { abilities } = connection;
  connection.abilities = { ...abilities, bulk: { ...abilities.bulk, refused } };
}

/** Remembers that this target shows the members of a group. */
export function noteMemberLists(connection: ScimConnection): void {
  if (connection.abilities.memberLists === "verified") return;
  connection.abilities = { ...connection.abilities, memberLists: "verified" };
}

/** Remembers that an account was seen to keep these attributes, which the target does not list. */
export function noteKept(connection: ScimConnection, type: ObjectType, names: readonly string[]): void {
  const { kept } = connection.abilities;
  const more = names.filter((name) => !kept[type].includes(name));
  if (more.length === 0) return;
  const all = [...kept[type], ...new Set(more)].slice(0, KEPT_MAX);
  connection.abilities = { ...connection.abilities, kept: { ...kept, [type]: all } };
}

/** The abilities that a target claims, corrected by its answers to writes. */
export function withLearned(claimed: Abilities, learned: Abilities): Abilities {
  const abilityOf = (type: ObjectType): Ability =>
    learned.patch[type] === "absent" ? "absent" : claimed.patch[type];
  return {
    ...claimed,
    patch: { user: abilityOf("user"), group: abilityOf("group") },
    changes: learned.changes,
    kept: learned.kept,
    bulk: { ...claimed.bulk, refused: learned.bulk.refused },
  };
}

/** The lists of a form of their own that accounts of this type have. */
export function listsOf({ lists }: Pick<ScimConnection, "lists">, type: ObjectType): ListForms {
  return type === "user" ? lists : NO_LISTS;
}

const NO_LISTS: ListForms = new Map();

/** Changes of one account, in one step. */
export interface AccountChange {
  readonly account: AccountRef;
  readonly changes: readonly AttributeChange[];
  readonly step: StepId;
  /** True for a change that travels with no other one, and waits for none: it takes access away. */
  readonly isAlone?: boolean;
}
