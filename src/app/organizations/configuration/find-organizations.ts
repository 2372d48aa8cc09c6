import { foldText } from "../../../core/scim/text.ts";
import type { OrganizationRow } from "../../../ports/tables.ts";
import type { ApplicationDocument } from "../../applications/configuration/application-document.ts";
import type { ConfigurationError, Deps } from "../../deps.ts";
import { buildOrganization } from "../create-organization.ts";
import type { ConfigurationRequest } from "./configuration-request.ts";
import { listNameless } from "./nameless-organizations.ts";
import type { NamedOrganization, OrganizationDocument, PlacedDocument } from "./organization-document.ts";

export interface FoundOrganizations {
  readonly organizations: readonly NamedOrganization[];
  readonly errors: readonly ConfigurationError[];
}

type Documents = Pick<ConfigurationRequest, "org" | "organizations" | "applications">;

/**
 * The organizations that documents are about. Within a request for one organization, a document may leave out its name.
 * Within one for the installation, an organization that there is not yet is created by its document.
 */
export async function findOrganizations(deps: Deps, request: Documents): Promise<FoundOrganizations> {
  const { org } = request;
  const own = org === undefined ? undefined : await deps.store.get("organization", { org });
  return own === undefined ? findNamed(deps, request) : findOwn(own, request);
}

function findOwn(row: OrganizationRow, { organizations, applications }: Documents): FoundOrganizations {
  const errors = [...organizations, ...applications].flatMap((placed): readonly ConfigurationError[] => {
    const { organization: name } = placed;
    if (name === undefined || foldText(name) === row.name_key) return [];
    const params = { name, organization: row.name };
    return [{ code: "configuration.organization-differs", pointer: pointerOf(placed), params }];
  });
  const [placed] = organizations;
  return { organizations: [{ row, isNew: false, placed, applications }], errors };
}

/** The place of the name of the organization. */
function pointerOf({
  pointer,
  document,
}: PlacedDocument<ApplicationDocument | OrganizationDocument>): string {
  return `${pointer}/${document.kind === "organization" ? "name" : "organization"}`;
}

async function findNamed(
  deps: Deps,
  { organizations, applications }: Documents,
): Promise<FoundOrganizations> {
  const errors: ConfigurationError[] = [];
  // One whose name is wrong may be any organization, also one that another document names.
  const named = organizations.filter((placed) => placed.organization !== undefined);
  const areNamesKnown = named.length === organizations.length;
  const found = await findDescribed(deps, named);
  for (const placed of applications) {
    const { organization: name, pointer } = placed;
    if (name === undefined) {
      if (placed.wrong?.has("organization") === true) continue;
      errors.push({ code: "configuration.organization-missing", pointer, params: {} });
      continue;
    }
    const row = found.has(foldText(name)) ? undefined : await findByName(deps, name);
    const known: NamedOrganization | undefined =
      found.get(foldText(name)) ??
      (row === undefined ? undefined : { row, isNew: false, placed: undefined, applications: [] });
    if (known !== undefined) {
      found.set(foldText(name), { ...known, applications: [...known.applications, placed] });
    } else if (areNamesKnown) {
      const params = { name };
      errors.push({ code: "configuration.organization-unknown", pointer: pointerOf(placed), params });
    }
  }
  const nameless = listNameless(deps, { organizations, applications });
  return { organizations: [...found.values(), ...nameless], errors };
}

/** The organizations that have documents of their own, by their folded names, without their applications. */
async function findDescribed(
  deps: Deps,
  documents: Documents["organizations"],
): Promise<Map<string, NamedOrganization>> {
  const found = new Map<string, NamedOrganization>();
  for (const placed of documents) {
    const { name } = placed.document;
    const row = await findByName(deps, name);
    const before = row ?? buildOrganization(deps, { name });
    const key = foldText(name);
    if (!found.has(key)) {
      found.set(key, { row: before, isNew: row === undefined, placed, applications: [] });
    }
  }
  return found;
}

async function findByName({ store }: Deps, name: string): Promise<OrganizationRow | undefined> {
  const [row] = await store.page("organization", { where: { name_key: foldText(name) }, limit: 1 });
  return row;
}
