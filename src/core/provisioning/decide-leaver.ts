import { createReason, type Reason } from "./reason.ts";

/** The policies that decide what happens to accounts of objects that leave, and to accounts that exist before they are linked. */
export interface Policy {
  readonly onUserGone: "disable" | "delete";
  readonly onScopeLeave: "disable" | "delete" | "keep";
  readonly onFilteredOut: "as-unassigned" | "disable" | "delete" | "keep";
  readonly onUserDeleted: "disable" | "rename" | "delete";
  /** The names of accounts whose users were deleted, where these are renamed. */
  readonly departedName: string;
  readonly onGroupLeave: "delete" | "keep";
  readonly onFound: "adopt" | "ask" | "ignore";
  readonly onAbsent: "create" | "ask" | "ignore";
  readonly onAmbiguous: "ask" | "ignore";
  /** Stands above every policy and every switch: where one of them says *delete*, the account stays. */
  readonly neverDelete: boolean;
}

/** An object that is no longer wanted in the target. */
export interface Leaver {
  readonly type: "user" | "group";
  readonly state: "active" | "inactive" | "deleted" | "gone";
  /** The account existed before Muster linked it, so its creator may still need it. */
  readonly isAdopted: boolean;
  /** True for an object that is assigned and that a scoping filter leaves out. */
  readonly isFilteredOut?: boolean | undefined;
}

/** What happens to the account of an object that leaves, and the reason where the policy is not the ordinary one. */
export interface Leaving {
  readonly action: "disable" | "delete" | "keep";
  readonly why: readonly Reason[];
}

/**
 * Decides what happens to the account of an object that leaves. A user who may not sign in any longer loses access
 * whatever the policy says: `onScopeLeave` and `onFilteredOut` keep the accounts of active users alone.
 */
export function decideLeaver(leaver: Leaver, policy: Policy): Leaving {
  const wanted = chooseByPolicy(leaver, policy);
  if (wanted !== "delete" || !policy.neverDelete) {
    const isKept = wanted === "keep" && leaver.type === "user";
    return { action: wanted, why: isKept ? [createReason("decide.kept-out-of-scope")] : [] };
  }
  const action = leaver.type === "user" ? "disable" : "keep";
  return { action, why: [createReason("decide.never-delete")] };
}

function chooseByPolicy(
  { type, state, isAdopted, isFilteredOut }: Leaver,
  policy: Policy,
): Leaving["action"] {
  if (type === "group") return isAdopted ? "keep" : policy.onGroupLeave;
  if (state === "gone") return policy.onUserGone;
  if (state === "deleted") return policy.onUserDeleted === "delete" ? "delete" : "disable";
  const { onScopeLeave, onFilteredOut } = policy;
  const wanted = isFilteredOut !== true || onFilteredOut === "as-unassigned" ? onScopeLeave : onFilteredOut;
  return wanted === "keep" && state === "inactive" ? "disable" : wanted;
}
