import type { OrganizationRow } from "../../../ports/tables.ts";
import type { Author } from "../../audit.ts";
import { type Deps, isRefusal } from "../../deps.ts";
import type { OrgTypes } from "../../resource-types/directory-type.ts";
import { storeOrganization } from "../create-organization.ts";
import { updateOrganization } from "../update-organization.ts";
import {
  NO_PART,
  type PreparedPart,
  toPartChange,
  type WantedOrganization,
} from "./organization-document.ts";
import { prepareDefinitions } from "./prepare-definitions.ts";
import { prepareWebhooks } from "./prepare-webhooks.ts";

/** A checked document of an organization, with the resource types that the organization will have. */
export interface PreparedOrganization extends PreparedPart {
  readonly types: OrgTypes | undefined;
}

/** The row that a document starts from: the stored one, or that of the organization to create. */
export interface OrganizationBefore {
  readonly row: OrganizationRow;
  readonly isNew: boolean;
}

/** Compares a document with the organization of its name, apart from its applications. Writes nothing. */
export async function prepareOrganization(
  deps: Deps,
  author: Author,
  before: OrganizationBefore,
  wanted: WantedOrganization,
): Promise<PreparedOrganization> {
  const own = prepareRow(deps, author, before, wanted);
  const definitions = await prepareDefinitions(deps, author, wanted);
  const webhooks = await prepareWebhooks(deps, author, wanted);
  const parts = [own, definitions, webhooks];
  return {
    changes: parts.flatMap(({ changes }) => changes),
    steps: parts.flatMap(({ steps }) => steps),
    errors: parts.flatMap(({ errors }) => errors),
    types: definitions.types,
  };
}

/** The organization itself and its own settings. */
function prepareRow(
  deps: Deps,
  author: Author,
  { row, isNew }: OrganizationBefore,
  { document }: WantedOrganization,
): PreparedPart {
  const { softDeleteDays = row.soft_delete_days } = document;
  if (isNew) {
    const run = () => storeOrganization(deps, author, { ...row, soft_delete_days: softDeleteDays });
    return {
      changes: [toPartChange(document, "create", "", { to: row.name })],
      steps: [{ changes: 1, pointer: "", run }],
      errors: [],
    };
  }
  if (softDeleteDays === row.soft_delete_days) return NO_PART;
  const run = async () => {
    const updated = await updateOrganization(deps, author, { org: row.org, softDeleteDays });
    return isRefusal(updated) ? updated : undefined;
  };
  const days = { from: row.soft_delete_days, to: softDeleteDays };
  return {
    changes: [toPartChange(document, "change", "softDeleteDays", days)],
    steps: [{ changes: 1, pointer: "/softDeleteDays", run }],
    errors: [],
  };
}
