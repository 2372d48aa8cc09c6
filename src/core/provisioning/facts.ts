import type { AccountId, ObjectId } from "../ids.ts";
import type { Actions } from "../mapping/actions.ts";
import type { FlatAttributes } from "../mapping/flat.ts";
import type { MatchKey } from "../mapping/match-key.ts";
import type { Reason } from "./reason.ts";

/** The facts about one object and its account at the time when a cycle evaluates the object. */
export interface Facts {
  readonly id: ObjectId;
  readonly type: "user" | "group";
  /** `gone`: the directory no longer has the object, and only its link exists. */
  readonly state: "active" | "inactive" | "deleted" | "gone";
  /** The reasons why the object is in scope. Empty when it is out of scope. */
  readonly scope: readonly Reason[];
  /** The reasons why an object that is assigned is out of scope: a setting, or clauses of scoping filters that fail. */
  readonly leftOut?: readonly Reason[] | undefined;
  /** True for an object that is assigned and that a scoping filter leaves out. */
  readonly isFilteredOut?: boolean;
  readonly link: LinkFacts | undefined;
  /** The intended attributes of the account. References are resolved to accounts where these exist. */
  readonly desired: FlatAttributes;
  /** References whose account does not exist yet, by path: the directory object that will get one. */
  readonly awaited: Readonly<Record<string, ObjectId>>;
  /** Attributes of a new account whose values are made when it is sent; none when left out. */
  readonly madeWhenSent?: readonly string[];
  /** Attributes that are sent again although their values are the same, because the name of a role in them changed. */
  readonly renamed?: readonly string[];
  /** Attributes that the mapping leaves as they are in an account that exists already. */
  readonly untouched: readonly string[];
  /** The changes that are not switched off for objects of this type. */
  readonly actions: Actions;
  /** Mapping problems that prevent any action. */
  readonly problems: readonly Reason[];
  /** The result of matching; undefined where no match was needed. */
  readonly match: MatchFacts | undefined;
  /**
   * The reason why nothing can be decided now: a call of unknown outcome, or a lookup that the target did not
   * answer.
   */
  readonly unsettled: Reason | undefined;
  readonly members: { readonly add: number; readonly remove: number };
  /** The group itself belongs to others: only its memberships are kept, and it is never created, changed or deleted. */
  readonly isMembershipsOnly?: boolean;
}

/** The state that the link of an object records. */
export interface LinkFacts {
  readonly account: AccountId;
  readonly scope: "in" | "out";
  readonly projected: FlatAttributes;
  /** The account existed before Muster linked it, so its creator may still need it. */
  readonly isAdopted: boolean;
  /** Values that the target refused, by path. A refused value is not sent again until it changes. */
  readonly refused?: FlatAttributes;
  /** The values that the account had before it was renamed because its user was deleted, by path. */
  readonly former?: FlatAttributes;
}

/** The answers that a person can give about the account of an object without a link. */
export type MatchAnswer = "adopt" | "reject" | "create" | "later";

/** The accounts that the target has for an object without a link, and the search that found them. */
export type MatchFacts = MatchKey &
  (
    | {
        readonly kind: "none";
        /** A person's answer about an object without an account. */
        readonly answer?: Exclude<MatchAnswer, "adopt"> | undefined;
      }
    | {
        readonly kind: "several";
        readonly count: number;
        /** The accounts, or the first of very many. */
        readonly candidates: readonly Candidate[];
        /** A person's answer about these accounts; an answer that chooses one makes it `one`. */
        readonly answer?: Exclude<MatchAnswer, "adopt"> | undefined;
      }
    | {
        readonly kind: "one";
        readonly account: AccountId;
        /** The mapped attributes as the account has them. */
        readonly current: FlatAttributes;
        /** The object that this account is already linked to; undefined when it is not linked. */
        readonly owner: AccountOwner | undefined;
        /** A person's answer about exactly this account, while the answer is valid. */
        readonly answer: MatchAnswer | undefined;
        /** True for an account that is never adopted without a person: by the filter of the application, or because the target does not show what the filter reads. */
        readonly isPrivileged?: boolean;
        /** True if the same plan gives the account of its owner another name: then the name is free for a new one. */
        readonly isNameGivenUp?: boolean;
      }
  );

/** One of several accounts that a search found. */
export type Candidate = {
  readonly account: AccountId;
  /** Null if the target does not show it. */
  readonly name: string | null;
  readonly isPrivileged?: boolean;
};

/** The object that a target's account is linked to. */
export interface AccountOwner {
  readonly id: ObjectId;
  readonly name: string;
  /**
   * `present`: it is in scope, or about to get this account. `away`: it has left or is out of scope, and can come
   * back. `leaving`: it is gone for good, but its account has not been disabled yet. `former`: it is gone for good, and
   * its account was disabled and kept.
   */
  readonly standing: "present" | "away" | "leaving" | "former";
}
