import type { AccountId, StepId } from "../core/ids.ts";
import type { Json, JsonObject } from "../core/json.ts";
import type { FlatAttributes } from "../core/mapping/flat.ts";
import type { ObjectMapping } from "../core/mapping/mapping.ts";
import type { MatchKey } from "../core/mapping/match-key.ts";
import type { ListForms } from "../core/mapping/role-lists.ts";
import type { Abilities, ValueKind } from "../core/provisioning/abilities.ts";
import type { AccountRules } from "../core/provisioning/account-rules.ts";
import type { BulkUse } from "../core/provisioning/bulk.ts";
import type { Fault, Outcome } from "../core/provisioning/fault.ts";
import type { ObjectType } from "./kinds.ts";
import type { SecretText } from "./secrets.ts";
import type { Wire, WireSettings } from "./wire.ts";

/** An object of the target, as the target shows it: nested attributes, its own id. */
export interface Account {
  readonly id: AccountId;
  readonly type: ObjectType;
  readonly attributes: JsonObject;
}

/** The account that a call is about. */
export interface AccountRef {
  readonly type: ObjectType;
  readonly id: AccountId;
  /** Of a group: see `GroupRef`. */
  readonly knownMembers?: readonly AccountId[];
}

/** A group whose members a call reads or changes. */
export interface GroupRef {
  readonly id: AccountId;
  /**
   * Members that Muster added and did not remove, some or all of them. A member list that lacks one of these shows
   * only a part, unless the target denies this member.
   */
  readonly knownMembers: readonly AccountId[];
}

/** One attribute to change: canonical flat path, the value at the target (null: none), the value that it shall have. */
export interface AttributeChange {
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
}

/** An account to create. A group may be given the members that it begins with. */
export interface NewAccount {
  readonly type: ObjectType;
  readonly attributes: FlatAttributes;
  readonly members?: readonly AccountId[];
  /** Attributes beside `attributes` whose values must not be recorded: only the target is to know them. */
  readonly writeOnly?: Readonly<Record<string, SecretText>>;
}

/**
 * An attribute that the target did not accept, while the rest of the same call was written. The fault is the
 * target's answer to this attribute; one of kind `unknown-outcome` may have been written all the same.
 */
export interface RefusedAttribute {
  readonly path: string;
  readonly valueKind: ValueKind;
  readonly fault: Fault;
}

/** A new account. Every attribute that is not in `refused` was accepted. */
export interface CreatedAccount {
  readonly account: Account;
  readonly refused: readonly RefusedAttribute[];
  /** The members that the group was created with; the caller adds the others afterwards. */
  readonly members: readonly AccountId[];
  /** The account after everything that was accepted, if an answer showed it. */
  readonly shown?: Account | undefined;
}

/** A changed account. Every change that is not in `refused` was accepted; there may be none of these. */
export interface UpdatedAccount {
  /** The account as the target holds it now, when the target shows it. */
  readonly account: Account | undefined;
  readonly refused: readonly RefusedAttribute[];
}

/** The members of a group, as far as the target shows them. */
export interface MemberList {
  readonly members: readonly AccountId[];
  /** False when the target may hold members that it does not show. */
  readonly isWhole: boolean;
}

/**
 * A system that accounts are written into. Connectors implement this; only use cases call it. No method
 * throws for what a target answers: faults are values. Methods that write take the step that they belong to.
 *
 * `not-found` is a promise: the target itself says, to a read, that it has no such account.
 */
export interface Target {
  /** The abilities as known now: those that were stored, and those that this connection has found out since. */
  abilities(): Abilities;
  /** Shows, without changing anything, that address and credentials would do for provisioning. */
  test(signal: AbortSignal): Promise<Outcome<Abilities>>;
  /** Asks the target what it can do. Later calls on this target go by the answer. */
  discover(signal: AbortSignal): Promise<Outcome<Abilities>>;
  /** Accounts that hold exactly the values of this search, all of them; at most a few, never a prefix match. */
  find(type: ObjectType, search: MatchKey, signal: AbortSignal): Promise<Outcome<readonly Account[]>>;
  read(type: ObjectType, id: AccountId, signal: AbortSignal): Promise<Outcome<Account>>;
  readMembers(group: AccountId, signal: AbortSignal): Promise<Outcome<MemberList>>;
  /** Which of these accounts are members of the group. An account that is not in the answer is unknown. */
  checkMembers(
    group: GroupRef,
    accounts: readonly AccountId[],
    signal: AbortSignal,
  ): Promise<Outcome<ReadonlyMap<AccountId, boolean>>>;
  /** Every account once, in pages. A fault ends the listing: a part of a list proves nothing. */
  list(type: ObjectType, signal: AbortSignal): AsyncIterable<Outcome<readonly Account[]>>;
  create(account: NewAccount, step: StepId, signal: AbortSignal): Promise<Outcome<CreatedAccount>>;
  /**
   * Writes the changes. A change that takes access away goes first and does not depend on the others. A fault
   * means that no change was written, or, for `unknown-outcome`, that this is not known.
   */
  update(
    account: AccountRef,
    changes: readonly AttributeChange[],
    step: StepId,
    signal: AbortSignal,
  ): Promise<Outcome<UpdatedAccount>>;
  /** Deletes the account. An account that is gone already is a success. */
  remove(account: AccountRef, step: StepId, signal: AbortSignal): Promise<Outcome<undefined>>;
  changeMembers(
    group: GroupRef,
    change: { readonly add: readonly AccountId[]; readonly remove: readonly AccountId[] },
    step: StepId,
    signal: AbortSignal,
  ): Promise<Outcome<undefined>>;
  /** Whether changes that are ready together travel in one request, and in how large ones. */
  bulk(): BulkUse;
  /** Ends the connection, with the session that it may hold. The target must not be used afterwards. */
  close(): Promise<void>;
}

/** The calls to a target that change nothing there. */
export type TargetReads = Pick<
  Target,
  "abilities" | "find" | "read" | "readMembers" | "checkMembers" | "list"
>;

/** The services for targets whose access tokens come from an authorization server. */
export interface TokenServices {
  /** The way to the token endpoint. */
  readonly wire: Wire;
  /** Milliseconds since 1970, on the clock of the server. */
  now(): number;
  /** For measuring how old a token is: an administrator may set the other clock back. */
  monotonic(): number;
  /** Makes an object that does not print the text. */
  wrap(text: string): SecretText;
}

/** Makes targets of one kind. */
export interface Connector {
  readonly name: string;
  /** Makes accounts of this kind of target from our objects. A new application stores a copy. */
  readonly defaultMappings: Readonly<Record<ObjectType, ObjectMapping>>;
  /** The default of the time when applications did not store their mapping. It never changes. */
  readonly firstMappings: Readonly<Record<ObjectType, ObjectMapping>>;
  /** Natural key, and what a disabled account looks like. */
  readonly rules: AccountRules;
  /** The settings, checked, or what is wrong with them. */
  parseConfig(config: JsonObject):
    | {
        readonly ok: true;
        readonly wire: WireSettings;
        /** The way to the token endpoint, for targets that take access tokens in place of a fixed one. */
        readonly tokenWire?: WireSettings;
        /** True if the credential is a key that signs and is never sent. */
        readonly isSigningKey?: boolean;
      }
    | {
        readonly ok: false;
        readonly code: string;
        readonly params: Readonly<Record<string, string | number>>;
      };
  /**
   * A target for one run, to be closed at its end. A session that cannot be opened is a fault of the first
   * call that needs it.
   */
  connect(options: {
    readonly config: JsonObject;
    readonly secret: SecretText | undefined;
    readonly wire: Wire;
    readonly abilities: Abilities | undefined;
    /** Present if the settings name a token endpoint. */
    readonly tokens?: TokenServices | undefined;
    /** The attributes of users whose values are written as elements of a form of their own. */
    readonly lists?: ListForms | undefined;
    /** Milliseconds since 1970, on the clock of the server. */
    now(): number;
  }): Promise<Target>;
}
