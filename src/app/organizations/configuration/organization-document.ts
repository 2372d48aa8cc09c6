import type { OrgId } from "../../../core/ids.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import type { OrganizationRow } from "../../../ports/tables.ts";
import type {
  ApplicationDocument,
  ConfigurationChange,
  DocumentCredential,
} from "../../applications/configuration/application-document.ts";
import type { ConfigurationError, Refusal } from "../../deps.ts";

/** A webhook of a document. A member that is left out stays as it is. */
export interface DocumentWebhook {
  readonly name: string;
  readonly url?: string | undefined;
  /** Null for every type. */
  readonly types?: readonly string[] | null | undefined;
  readonly state?: "on" | "off" | undefined;
  /** A new webhook without it gets a secret of its own. */
  readonly secret?: DocumentCredential | undefined;
}

/** The schemas and resource types of a document. */
export interface DocumentDefinitions {
  readonly schemas?: readonly JsonObject[] | undefined;
  readonly resourceTypes?: readonly JsonObject[] | undefined;
}

/** An organization as a configuration file holds it. A section that is left out stays as it is. */
export interface OrganizationDocument {
  readonly kind: "organization";
  readonly name: string;
  readonly softDeleteDays?: number | undefined;
  readonly definitions?: DocumentDefinitions | undefined;
  readonly webhooks?: readonly DocumentWebhook[] | undefined;
  /** The names of all its applications; documents describe them. */
  readonly applications?: readonly string[] | undefined;
}

/** A document with its place in what was sent. */
export interface PlacedDocument<Document extends ApplicationDocument | OrganizationDocument> {
  /** The place of the document that holds it in the list that was sent, from 0. */
  readonly at: number;
  /** The pointer to it. */
  readonly pointer: string;
  /** The organization that it names; undefined where it names none. */
  readonly organization: string | undefined;
  readonly document: Document;
  /** The members that are wrong and that the document is here without: only its other errors can be found. */
  readonly wrong?: ReadonlySet<string>;
}

/** An organization with the documents about it. */
export interface NamedOrganization {
  readonly row: OrganizationRow;
  readonly isNew: boolean;
  /** True where the name is wrong, so that it may be any organization. */
  readonly isNameless?: boolean;
  /** The document of the organization itself; undefined where the documents describe only applications. */
  readonly placed: PlacedDocument<OrganizationDocument> | undefined;
  readonly applications: readonly PlacedDocument<ApplicationDocument>[];
}

/** A change without the place of its document and its organization. */
export type PartChange = Omit<ConfigurationChange, "document" | "organization">;

/** A part of the work that can be repeated: what a crash interrupts is done by applying again. */
export interface ConfigurationStep {
  /** The number of changes that the step makes. */
  readonly changes: number;
  /** The place of its section. */
  readonly pointer: string;
  run(): Promise<Refusal | undefined>;
}

/** A checked section of an organization: its changes with the steps that make them, or every error with its place. */
export interface PreparedPart {
  readonly changes: readonly PartChange[];
  readonly steps: readonly ConfigurationStep[];
  readonly errors: readonly ConfigurationError[];
}

/** A section that changes nothing. */
export const NO_PART: PreparedPart = { changes: [], steps: [], errors: [] };

/** An organization that a document configures, with everything that its sections need. */
export interface WantedOrganization {
  readonly org: OrgId;
  readonly document: OrganizationDocument;
  /** The values of references, which the sender resolved. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly prune: boolean;
}

/** Makes a change of an organization. `accounts` is 0 for a deletion and null otherwise. */
export function toPartChange(
  document: Pick<OrganizationDocument, "name">,
  action: PartChange["action"],
  path: string,
  { from = null, to = null }: { readonly from?: Json; readonly to?: Json },
): PartChange {
  const accounts = action === "delete" ? 0 : null;
  return { kind: "organization", name: document.name, action, path, from, to, accounts };
}
