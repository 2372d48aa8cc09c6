import type { ObjectType } from "../../../ports/kinds.ts";
import { type Refusal, refuse } from "../../deps.ts";
import type { NotWritten } from "../directory.ts";

/** Ends a write from within its change function, with the answer that the administrator gets. */
export class ChangeRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = "ChangeRefused";
    this.refusal = refusal;
  }
}

/** The administrators' refusal when a user or group was not written. `find` is its id, or the name of a new one. */
export function refuseEdit(reason: NotWritten, type: ObjectType, find: string): Refusal {
  switch (reason.kind) {
    case "not-found":
      return refuse("not-found", "object.not-found", { type, find });
    case "version-mismatch":
      return refuse("conflict", "object.version-differs", { type, find });
    case "taken":
      return refuse("conflict", "object.value-taken", { type, find, path: reason.path });
    case "unknown-member":
      return refuse("invalid", "object.member-unknown", { find, member: reason.value });
    case "too-long":
      return refuse("invalid", "object.value-too-long", { type, find, path: reason.path });
    case "contended":
    case "types-changed":
      return refuse("conflict", "object.changed-meanwhile", { type, find });
  }
}
