import type { ObjectId } from "../../../core/ids.ts";
import { type Refusal, refuse } from "../../deps.ts";
import type { NotWritten } from "../directory.ts";

/** The administrators' refusal when a deleted user could not be restored or purged. */
export function refuseDeleted(reason: NotWritten, user: ObjectId): Refusal {
  switch (reason.kind) {
    // A purge takes no value, and a restore names the user that has it.
    case "taken":
    case "contended":
    case "types-changed":
    case "version-mismatch":
      return refuse("conflict", "user.changed-meanwhile", { user });
    case "not-found":
    case "unknown-member":
    case "too-long":
      return refuse("not-found", "user.not-deleted", { user });
  }
}
