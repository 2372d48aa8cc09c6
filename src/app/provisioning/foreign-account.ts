import type { Provenance } from "../../ports/tables.ts";

/** True for an account that existed before Muster linked it, so that its creator may still need it. */
export function isForeign(provenance: Provenance): boolean {
  return provenance !== "created" && provenance !== "recovered";
}
