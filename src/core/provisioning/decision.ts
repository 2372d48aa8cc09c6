import type { AccountId } from "../ids.ts";
import type { FlatAttributes, FlatChange } from "../mapping/flat.ts";
import type { Reason } from "./reason.ts";

/** The actions that a cycle can choose for an object. The last three send nothing. */
export type Verb =
  | "create"
  | "adopt"
  | "update"
  | "disable"
  | "delete"
  | "unchanged"
  | "skip"
  | "hold"
  | "pending";

/** The action for one object, and every reason that led to it, in order. */
export interface Decision {
  readonly verb: Verb;
  readonly reasons: readonly Reason[];
  readonly changes: readonly FlatChange[];
  readonly account: AccountId | undefined;
  /** The values that the changes take from an account because its user was deleted, by path. */
  readonly formerNames?: FlatAttributes;
}
