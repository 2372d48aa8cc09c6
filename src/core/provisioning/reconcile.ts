import { diffFlat, type FlatAttributes, type FlatChange } from "../mapping/flat.ts";

/** The action on differences: report them, correct them, or hold each correction until a person approves it. */
export type DriftPolicy = "report" | "correct" | "ask";

/** The class of an account without a link, by the objects of the directory that its matching values belong to. */
export type OrphanClass = "local" | "unassigned" | "assigned";

/** The smallest number of differences that is taken for a change of the target as a whole. */
const MASS_FLOOR = 10;
const MASS_SHARE = 0.2;

/**
 * The attributes that the target holds differently from the way in which Muster saw or wrote them last: `from` is that
 * value, `to` the present one. Attributes that Muster never wrote, or that the mapping has no longer, are not compared.
 */
export function findDrift(
  projected: FlatAttributes,
  shown: FlatAttributes,
  mapped: ReadonlySet<string>,
): readonly FlatChange[] {
  return diffFlat(projected, shown).filter(({ path, from }) => from !== null && mapped.has(path));
}

/** The drift without attributes that the target shows in no account: it may keep them to itself, as it does a password. */
export function dropUnseen(changes: readonly FlatChange[], seen: ReadonlySet<string>): readonly FlatChange[] {
  return changes.filter(({ path, to }) => to !== null || seen.has(path));
}

/** The attributes as the target shows them, of those that Muster knows. */
export function takeDrift(projected: FlatAttributes, changes: readonly FlatChange[]): FlatAttributes {
  const found = Object.entries(projected).filter(([path]) => !changes.some((change) => change.path === path));
  const present = changes.filter(({ to }) => to !== null).map(({ path, to }) => [path, to] as const);
  return Object.fromEntries([...found, ...present]);
}

/** True for a decision that gives an account what it lacks. A removal of access is not a correction that may wait. */
export function isCorrection({ verb }: { readonly verb: string }): boolean {
  return verb === "create" || verb === "adopt" || verb === "update";
}

const HOUR_MS = 3_600_000;

/** True when the interval since the last comparison is over. An interval of 0 hours stands for none. */
export function isReconcileDue({
  last,
  hours,
  now,
}: {
  readonly last: number;
  readonly hours: number;
  readonly now: number;
}): boolean {
  return hours > 0 && now - last >= hours * HOUR_MS;
}

/** `assigned` if one of the objects that match is in scope, `local` if none matches. */
export function findOrphanClass(matches: readonly { readonly isInScope: boolean }[]): OrphanClass {
  if (matches.length === 0) return "local";
  return matches.some(({ isInScope }) => isInScope) ? "assigned" : "unassigned";
}

/**
 * True when more accounts differ than people change by hand. Then another cause is likelier, such as a target that was
 * restored from a backup or that spells values in its own way, and a correction is left to a person.
 */
export function isMassDrift(differing: number, linked: number): boolean {
  return differing > Math.max(MASS_FLOOR, Math.floor(linked * MASS_SHARE));
}
