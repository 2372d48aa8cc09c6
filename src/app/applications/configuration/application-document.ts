import type { Json, JsonObject } from "../../../core/json.ts";
import type { RoleGiven } from "../../../core/provisioning/roles.ts";

/** One assignment of a document: everyone, a user or a group, and the role. */
export interface DocumentAssignment {
  readonly everyone?: true | undefined;
  readonly user?: string | undefined;
  readonly group?: string | undefined;
  /** The value, the id or the name of a role; the default role of the application when left out, and null for none. */
  readonly role?: string | null | undefined;
}

/** A selected group of a document, by displayName or id. */
export interface DocumentGroup {
  readonly group: string;
  /** Keeps the memberships of the group alone; the group itself too when left out. */
  readonly membershipsOnly?: boolean | undefined;
}

/** `$env:NAME`, `$file:PATH` or `keep`; or a reference that may be missing where a credential is stored. */
export type DocumentCredential = string | { readonly from: string; readonly ifMissing: "keep" };

/** The mapping of one type: the default of the application, or the whole mapping. */
export type DocumentMapping = "default" | JsonObject;

/** An application as a configuration file holds it. A section that is left out stays as it is. */
export interface ApplicationDocument {
  readonly kind: "application";
  readonly name: string;
  readonly template?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly connector?: string | undefined;
  readonly config?: JsonObject | undefined;
  /** The beginning of random-looking values, so that an application that is created again gives the same ones. */
  readonly seed?: string | undefined;
  readonly credential?: DocumentCredential | undefined;
  readonly settings?: JsonObject | undefined;
  /** Whether cycles run by themselves; their interval is a setting. */
  readonly schedule?: { readonly state: "on" | "off" } | undefined;
  readonly roles?: readonly RoleGiven[] | undefined;
  readonly mappings?:
    | { readonly user?: DocumentMapping | undefined; readonly group?: DocumentMapping | undefined }
    | undefined;
  readonly scopes?:
    | { readonly user?: readonly Json[] | undefined; readonly group?: readonly Json[] | undefined }
    | undefined;
  readonly assignments?: readonly DocumentAssignment[] | undefined;
  readonly selectedGroups?: readonly DocumentGroup[] | undefined;
}

/** A typed difference between a document and what is stored. */
export interface ConfigurationChange {
  /** The place of the document in the list that was sent, from 0. */
  readonly document: number;
  /** The name of the organization. */
  readonly organization: string;
  readonly kind: "application" | "organization";
  /** The name of the application or organization. */
  readonly name: string;
  readonly action: "create" | "change" | "delete";
  /** The section and the member: `settings/parkAfter`. Empty for the application or organization as a whole. */
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
  /** Of a deletion: the number of linked accounts that it concerns. */
  readonly accounts: number | null;
}
