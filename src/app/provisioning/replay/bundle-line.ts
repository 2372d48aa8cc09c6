import type { DecisionRow, PlanMemberRow } from "../../../ports/cycle-tables.ts";

/** The name of the format, and its version: a change that older programs cannot read raises it. */
export const BUNDLE_FORMAT = "muster-cycle-bundle";
export const BUNDLE_VERSION = 1;

/** The first line of a bundle. */
export interface BundleHeader {
  readonly format: typeof BUNDLE_FORMAT;
  readonly version: number;
  /** The version of Muster that wrote it. */
  readonly muster: string;
  readonly orgId: string;
  readonly appId: string;
  readonly app: string;
  readonly cycleId: string;
  readonly planId: string;
  readonly kind: string;
  readonly startedAt: string;
  /** The hash of the plan, over all of its decisions. */
  readonly hash: string;
}

/** A decision of the recorded plan, with the columns that its hash covers, or a membership. */
export type ResultLine =
  | { readonly kind: "decision"; readonly row: Omit<DecisionRow, "org" | "plan" | "outcome"> }
  | { readonly kind: "member"; readonly row: Omit<PlanMemberRow, "org" | "plan"> };

/** The last line: how many lines stand before it, and the hash that covers them. */
export interface EndLine {
  readonly kind: "end";
  readonly lines: number;
  readonly hash: string;
}

/** The hash of the lines up to this one, from that of the lines before it. */
export function extendBundleHash(before: string, line: string, hash: (text: string) => string): string {
  return hash(`${before}\n${line}`);
}
