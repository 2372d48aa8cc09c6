import type { OrgId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { WriteTo } from "../ports/store.ts";
import type { Deps, PersonActor, TokenActor } from "./deps.ts";

/** The author of a change: the holder of a token, a person, or Muster itself (`muster init`, the demo, a purge). */
export type Author = Pick<TokenActor, "kind" | "tokenId"> | Pick<PersonActor, "kind" | "personId"> | "system";

/** The name of an author in the audit trail. */
export function formatAuthor(author: Author): string {
  if (author === "system") return "system";
  return author.kind === "person" ? `person:${author.personId}` : `token:${author.tokenId}`;
}

/** One activity in the words of the audit trail; `target` is the id of the object that it changed. */
export interface AuditEntry {
  readonly org: OrgId;
  readonly category:
    | "organization"
    | "token"
    | "application"
    | "assignment"
    | "link"
    | "provisioning"
    | "import"
    | "webhook"
    | "schema"
    | "person"
    | "session";
  readonly activity: string;
  readonly target: string;
  readonly detail?: JsonObject;
}

/** The categories of what Muster does for applications; the reference service has the same name for them. */
const PROVISIONING: ReadonlySet<AuditEntry["category"]> = new Set([
  "application",
  "assignment",
  "link",
  "provisioning",
]);

/** The audit row of an entry. It belongs into the change set of the change that it reports. */
export function createAuditWrite(deps: Deps, author: Author, entry: AuditEntry): WriteTo<"audit"> {
  const { org, category, activity, target, detail } = entry;
  return {
    op: "insert",
    table: "audit",
    row: {
      org,
      id: deps.env.newId(),
      at: deps.env.now(),
      actor: formatAuthor(author),
      service: PROVISIONING.has(category) ? "Account Provisioning" : "admin",
      category,
      activity,
      target,
      detail: detail ?? {},
    },
  };
}
