import type { OrgId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { WriteTo } from "../ports/store.ts";
import type { Actor, Deps } from "./deps.ts";

/** Who did it: a token's holder, or Muster itself (`muster init`, the demo). */
export type Author = Actor | "system";

/** How the audit trail names an author. */
export function actorText(author: Author): string {
  return author === "system" ? "system" : `token:${author.tokenId}`;
}

/** What happened, in the audit trail's words; `target` is the id of what it happened to. */
export interface AuditEntry {
  readonly org: OrgId;
  readonly category:
    | "organization"
    | "token"
    | "application"
    | "assignment"
    | "provisioning"
    | "import"
    | "webhook"
    | "schema";
  readonly activity: string;
  readonly target: string;
  readonly detail?: JsonObject;
}

/** The audit row of an entry, to be written in the change set of what it tells. */
export function auditWrite(deps: Deps, author: Author, entry: AuditEntry): WriteTo<"audit"> {
  const { org, category, activity, target, detail } = entry;
  return {
    op: "insert",
    table: "audit",
    row: {
      org,
      id: deps.env.newId(),
      at: deps.env.now(),
      actor: actorText(author),
      service: "admin",
      category,
      activity,
      target,
      detail: detail ?? {},
      seal: null,
    },
  };
}
