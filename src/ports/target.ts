import type { AccountId, StepId } from "../core/ids.ts";
import type { Json, JsonObject } from "../core/json.ts";
import type { Outcome } from "../core/provisioning/fault.ts";
import type { ObjectType } from "./kinds.ts";
import type { SecretText } from "./secrets.ts";
import type { Wire, WireSettings } from "./wire.ts";

/** An object of the target, as the target shows it: nested attributes, its own id. */
export interface Account {
  readonly id: AccountId;
  readonly type: ObjectType;
  readonly attributes: JsonObject;
}

/** What the target can do, as found out; `untested` until something shows it. */
export type Ability = "verified" | "absent" | "untested";

export interface Abilities {
  readonly patch: Ability;
  readonly filter: Ability;
  readonly groups: Ability;
  /** Members that one call may change. */
  readonly membersPerCallMax: number;
  readonly pageSizeMax: number;
  /** What discovery met and tolerated: message codes with parameters. */
  readonly notes: readonly {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  }[];
}

/** One attribute to change: canonical flat path, what the target holds (null: nothing), what it shall hold. */
export interface AttributeChange {
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
}

/**
 * A system that accounts are written into. Connectors implement this; only use cases call it. No method
 * throws for what a target answers: faults are values. Those that write take the step they belong to.
 */
export interface Target {
  /** Shows, without changing anything, that address and credentials would do for provisioning. */
  test(signal: AbortSignal): Promise<Outcome<Abilities>>;
  discover(signal: AbortSignal): Promise<Outcome<Abilities>>;
  /** Accounts that hold exactly this value at this path; at most a few, never a prefix match. */
  find(
    type: ObjectType,
    path: string,
    value: string,
    signal: AbortSignal,
  ): Promise<Outcome<readonly Account[]>>;
  /** `not-found` only when the target itself says that this id is not there. */
  read(type: ObjectType, id: AccountId, signal: AbortSignal): Promise<Outcome<Account>>;
  /** Member account ids of a group, all of them, or a fault. */
  readMembers(id: AccountId, signal: AbortSignal): Promise<Outcome<readonly AccountId[]>>;
  /** Every account once, in pages. A fault ends the listing: half a list is no list. */
  list(type: ObjectType, signal: AbortSignal): AsyncIterable<Outcome<readonly Account[]>>;
  create(
    type: ObjectType,
    attributes: JsonObject,
    step: StepId,
    signal: AbortSignal,
  ): Promise<Outcome<Account>>;
  /** The account as the target now holds it, when it says so. */
  update(
    type: ObjectType,
    id: AccountId,
    changes: readonly AttributeChange[],
    step: StepId,
    signal: AbortSignal,
  ): Promise<Outcome<Account | undefined>>;
  remove(type: ObjectType, id: AccountId, step: StepId, signal: AbortSignal): Promise<Outcome<undefined>>;
  changeMembers(
    group: AccountId,
    change: { readonly add: readonly AccountId[]; readonly remove: readonly AccountId[] },
    step: StepId,
    signal: AbortSignal,
  ): Promise<Outcome<undefined>>;
}

/** Makes targets of one kind. */
export interface Connector {
  readonly name: string;
  /** The settings, checked, or what is wrong with them. */
  parseConfig(config: JsonObject):
    | { readonly ok: true; readonly wire: WireSettings }
    | {
        readonly ok: false;
        readonly code: string;
        readonly params: Readonly<Record<string, string | number>>;
      };
  connect(options: {
    readonly config: JsonObject;
    readonly secret: SecretText | undefined;
    readonly wire: Wire;
    readonly abilities: Abilities | undefined;
  }): Target;
}
