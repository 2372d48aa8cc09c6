import { createReason, type Reason } from "./reason.ts";
import type { Settings } from "./settings.ts";

/** Whether assignments and settings bring an object into scope, before scoping filters narrow the scope down. */
export type Entrance =
  | { readonly kind: "in"; readonly reasons: readonly Reason[] }
  /** A setting leaves it out, assigned or not. */
  | { readonly kind: "out"; readonly reasons: readonly Reason[] }
  /** A setting leaves out each of its assignments. */
  | { readonly kind: "excluded"; readonly reasons: readonly Reason[] }
  | { readonly kind: "unassigned" };

/** The assignments that concern an object. */
export interface EntranceFacts {
  readonly type: "user" | "group";
  readonly isEveryoneAssigned: boolean;
  /** One reason for each assignment that reaches the object. */
  readonly assignments: readonly Reason[];
  /** The application selects the group by itself. */
  readonly isSelected: boolean;
  /** Why none of its assignments counts, if it has some. */
  readonly leftOut?: Reason | undefined;
}

/** The settings that choose who is in scope, apart for users and for groups. */
export type EntranceSettings = Pick<Settings, "users" | "groups">;

/** Decides how an object enters the scope of an application. Pure and total. */
export function decideEntrance(
  { type, isEveryoneAssigned, assignments, isSelected, leftOut }: EntranceFacts,
  settings: EntranceSettings,
): Entrance {
  const chosen = type === "user" ? settings.users : settings.groups;
  if (chosen === "none")
    return {
      kind: "out",
      reasons: [createReason("scope.groups-none", { setting: "groups", value: chosen })],
    };
  if (chosen === "all") {
    return { kind: "in", reasons: [createReason(type === "user" ? "scope.users-all" : "scope.groups-all")] };
  }
  if (chosen === "selected") {
    return isSelected
      ? { kind: "in", reasons: [createReason("scope.group-selected")] }
      : { kind: "out", reasons: [createReason("scope.group-not-selected")] };
  }
  if (isEveryoneAssigned) return { kind: "in", reasons: [createReason("scope.all")] };
  if (assignments.length > 0) return { kind: "in", reasons: assignments };
  return leftOut === undefined ? { kind: "unassigned" } : { kind: "excluded", reasons: [leftOut] };
}

/** True where the assignments of an object of this type have to be read before its entrance can be decided. */
export function isDecidedByAssignments(type: EntranceFacts["type"], settings: EntranceSettings): boolean {
  return (type === "user" ? settings.users : settings.groups) === "assigned";
}

/** True when every user and every group is in scope, as far as assignments and settings go. */
export function isEverythingAdmitted(isEveryoneAssigned: boolean, settings: EntranceSettings): boolean {
  return (["user", "group"] as const).every(
    (type) =>
      decideEntrance({ type, isEveryoneAssigned, assignments: [], isSelected: false }, settings).kind ===
      "in",
  );
}
