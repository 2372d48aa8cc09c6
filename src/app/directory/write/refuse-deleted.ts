import type { ObjectId } from "../../../core/ids.ts";
import { type Refusal, refuse } from "../../deps.ts";
import type { WriteRefusal } from "../directory.ts";

/** What administrators are told when a deleted user is not restored or purged. */
export function refuseDeleted(refused: WriteRefusal, user: ObjectId, name: string): Refusal {
  switch (refused.kind) {
    case "taken":
      return refuse("conflict", "user.value-taken", { path: refused.path, name });
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
