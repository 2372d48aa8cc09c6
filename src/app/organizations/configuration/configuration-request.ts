import type { OrgId } from "../../../core/ids.ts";
import type { ApplicationDocument } from "../../applications/configuration/application-document.ts";
import type { OrganizationDocument, PlacedDocument } from "./organization-document.ts";

/** Documents to compare with the stored configuration, or to apply. */
export interface ConfigurationRequest {
  /** The organization of the request; undefined where the documents name theirs, which may be several. */
  readonly org: OrgId | undefined;
  readonly organizations: readonly PlacedDocument<OrganizationDocument>[];
  readonly applications: readonly PlacedDocument<ApplicationDocument>[];
  /** The values of the references in the documents. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Deletes what a list of a document leaves out. */
  readonly prune: boolean;
  /** The largest number of deletions that is carried out. */
  readonly deletionsMax: number;
}
