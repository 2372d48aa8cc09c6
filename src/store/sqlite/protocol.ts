import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ImportFinding, ImportReview, Imports, Leavers } from "../../ports/store.ts";
import type { StoreErrorCode, StoreErrorParams } from "../store-error.ts";

/** The start data of the writer thread, or of the thread in which imports are tried. */
export interface WriterData {
  readonly file: string;
  /** True for a thread that only reads the database, and does the tasks of imports as trials. */
  readonly isTrial?: boolean | undefined;
  /** The group commit inside which the process kills itself, counted from 1; for crash tests. */
  readonly faultAt?: number | undefined;
  /** Bounds the database file, in pages; for tests of a full disk. */
  readonly pagesMax?: number | undefined;
}

type Merged = Awaited<ReturnType<Imports["merge"]>>;

/** The tasks of the writer thread beside writing change sets, and the answer to each. */
export interface Tasks {
  isAsImported: {
    readonly ask: { readonly org: OrgId; readonly source: string; readonly last: ImportId };
    readonly answer: boolean;
  };
  check: { readonly ask: ImportPlace; readonly answer: ImportFinding | undefined };
  leavers: { readonly ask: ImportPlace & { readonly type: ObjectType }; readonly answer: Leavers };
  review: {
    readonly ask: ImportPlace & { readonly withLeavers: readonly ObjectType[] };
    readonly answer: ImportReview;
  };
  merge: {
    readonly ask: ImportPlace & Parameters<Imports["merge"]>[2];
    readonly answer: Merged;
  };
  repeat: {
    readonly ask: ImportPlace & Parameters<Imports["repeat"]>[2];
    readonly answer: boolean;
  };
  close: { readonly ask: object; readonly answer: undefined };
}
interface ImportPlace {
  readonly org: OrgId;
  readonly id: ImportId;
}

export type Task = {
  [Kind in keyof Tasks]: { readonly kind: Kind; readonly ticket: number } & Tasks[Kind]["ask"];
}[keyof Tasks];
/** A task about what an import has staged. */
export type ImportTask = Exclude<Task, { readonly kind: "close" }>;

/**
 * What is posted to the thread: a task, or change sets as `createEncoder` writes them. The text of a `part` has the first
 * steps of one whose other steps follow under the same ticket.
 */
export type Request = Task | { readonly kind: "part" | "commits"; readonly text: string };

/** The ticket of the thread's own start. */
export const STARTED = 0;

export type Reply =
  /** Change sets that are written. */
  | { readonly kind: "committed"; readonly tickets: readonly number[] }
  | { readonly kind: "done"; readonly ticket: number; readonly answer: unknown }
  | {
      readonly kind: "failed";
      readonly ticket: number;
      readonly code: StoreErrorCode;
      readonly params: StoreErrorParams;
    };
