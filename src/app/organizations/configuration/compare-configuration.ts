import type { OrgId } from "../../../core/ids.ts";
import { foldText } from "../../../core/scim/text.ts";
import type {
  ApplicationDocument,
  ConfigurationChange,
} from "../../applications/configuration/application-document.ts";
import type { ApplicationEngine } from "../../applications/configuration/application-engine.ts";
import { findSectionErrors } from "../../applications/configuration/find-section-errors.ts";
import { findStored, prepareApplication } from "../../applications/configuration/prepare-application.ts";
import type { Author } from "../../audit.ts";
import { type ConfigurationError, type Deps, type Refusal, refuseConfiguration } from "../../deps.ts";
import type { ConfigurationNote } from "../../mappings/source-notes.ts";
import type { OrgTypes } from "../../resource-types/directory-type.ts";
import { toApplicationStep } from "./application-step.ts";
import type { ConfigurationRequest } from "./configuration-request.ts";
import { findOrganizations } from "./find-organizations.ts";
import { dropStoredErrors } from "./nameless-organizations.ts";
import {
  type ConfigurationStep,
  type NamedOrganization,
  NO_PART,
  type PartChange,
  type PlacedDocument,
  type PreparedPart,
} from "./organization-document.ts";
import { prepareDeletions } from "./prepare-deletions.ts";
import { prepareOrganization } from "./prepare-organization.ts";

/** The differences, and the number of deletions among them. */
export interface ComparedConfiguration {
  readonly changes: readonly ConfigurationChange[];
  readonly deletions: number;
  /** What is accepted and most likely not intended, with its places in what was sent. */
  readonly notes: readonly ConfigurationNote[];
}

/** The differences with the steps that remove them, in their order. */
export interface PreparedConfiguration extends ComparedConfiguration {
  readonly steps: readonly ConfigurationStep[];
}

/** Compares documents with what is stored. Every error of every document is reported; nothing is changed. */
export async function compareConfiguration(
  deps: Deps,
  engine: ApplicationEngine,
  author: Author,
  request: ConfigurationRequest,
): Promise<PreparedConfiguration | Refusal> {
  const { organizations, errors: unknown } = await findOrganizations(deps, request);
  const errors: ConfigurationError[] = [...findRepeated(request), ...unknown];
  const changes: ConfigurationChange[] = [];
  const steps: ConfigurationStep[] = [];
  const notes: ConfigurationNote[] = [];
  for (const each of organizations) {
    const parts = await prepareAll(deps, engine, author, { request, each });
    for (const { at, pointer, part, notes: own = [] } of parts) {
      const organization = each.row.name;
      changes.push(...part.changes.map((change) => ({ document: at, organization, ...change })));
      steps.push(...part.steps.map((step) => ({ ...step, pointer: pointer + step.pointer })));
      notes.push(...own.map((note) => ({ ...note, pointer: pointer + note.pointer })));
      const known = each.isNameless === true ? dropStoredErrors(part.errors) : part.errors;
      errors.push(...known.map((error) => ({ ...error, pointer: pointer + error.pointer })));
    }
  }
  if (errors.length > 0) return refuseConfiguration("configuration.invalid", errors);
  changes.sort((one, other) => one.document - other.document);
  return { changes, steps, deletions: changes.filter(isDeletion).length, notes };
}

/** True for the deletion of a row; an attribute that a mapping loses is a change of the mapping. */
export function isDeletion({ action, accounts }: Pick<PartChange, "action" | "accounts">): boolean {
  return action === "delete" && accounts !== null;
}

/** A section with the place of its document. */
interface PlacedPart {
  readonly at: number;
  readonly pointer: string;
  readonly part: PreparedPart;
  readonly notes?: readonly ConfigurationNote[];
}

/** Definitions come before the applications that may name them, and deletions of applications come last. */
async function prepareAll(
  deps: Deps,
  engine: ApplicationEngine,
  author: Author,
  { request, each }: { readonly request: ConfigurationRequest; readonly each: NamedOrganization },
): Promise<readonly PlacedPart[]> {
  const { row, isNew, placed, applications } = each;
  const { secrets, prune } = request;
  const { org } = row;
  const parts: PlacedPart[] = [];
  let types: OrgTypes | undefined;
  let areTypesKnown = placed?.wrong?.has("definitions") !== true;
  if (placed !== undefined) {
    const { at, pointer, document } = placed;
    const wanted = { org, document, secrets, prune };
    const part = await prepareOrganization(deps, author, { row, isNew }, wanted);
    parts.push({ at, pointer, part });
    types = part.types;
    areTypesKnown &&= types !== undefined || document.definitions === undefined;
  }
  const withTypes = types === undefined ? deps : withTypesOf(deps, org, types);
  for (const application of applications) {
    const { part, notes } = await preparePlaced(withTypes, engine, author, {
      org,
      application,
      secrets,
      prune,
    });
    const errors = part.errors.filter(({ code }) => areTypesKnown || code !== TYPE_ERROR);
    parts.push({ at: application.at, pointer: application.pointer, part: { ...part, errors }, notes });
  }
  if (placed !== undefined) {
    const { at, pointer, document } = placed;
    const part = await prepareDeletions(deps, engine, author, { org, document, applications, prune });
    const areNamesKnown = applications.every(({ wrong }) => wrong?.has("name") !== true);
    parts.push({ at, pointer, part: areNamesKnown ? part : NO_PART });
  }
  return parts;
}

/** The error of a filter that wrong definitions cause: one of them may define the attribute. */
const TYPE_ERROR = "scoping.attribute-unknown";

interface PlacedApplication extends Pick<ConfigurationRequest, "secrets" | "prune"> {
  readonly org: OrgId;
  readonly application: PlacedDocument<ApplicationDocument>;
}

/** The changes of an application, or its errors; of a document with wrong members, the errors of the others. */
async function preparePlaced(
  deps: Deps,
  engine: ApplicationEngine,
  author: Author,
  { org, application: { document, wrong }, secrets, prune }: PlacedApplication,
): Promise<Required<Pick<PlacedPart, "part" | "notes">>> {
  if (wrong !== undefined) {
    const stored = wrong.has("name") ? undefined : await findStored(deps, org, document.name);
    const errors = await findSectionErrors(deps, author, org, { document, wrong, stored, secrets });
    return { part: { errors, changes: [], steps: [] }, notes: [] };
  }
  const result = await prepareApplication(deps, author, { org, document, secrets, prune });
  if (!("before" in result)) return { part: { ...result, changes: [], steps: [] }, notes: [] };
  const steps = toApplicationStep(deps, engine, author, result);
  return { part: { ...result, steps }, notes: result.notes };
}

/** The same services for an organization that will have these resource types. */
function withTypesOf(deps: Deps, org: OrgId, types: OrgTypes): Deps {
  const registry: Deps["types"] = {
    of: async (asked) => (asked === org ? types : deps.types.of(asked)),
    forget: (changed) => deps.types.forget(changed),
  };
  return { ...deps, types: registry };
}

/** Two documents about the same application or organization contradict each other. */
function findRepeated({ organizations, applications }: ConfigurationRequest): readonly ConfigurationError[] {
  return [organizations, applications].flatMap((placed) => {
    const keys = placed.map(({ organization, document }) =>
      [organization ?? "", document.name].map(foldText).join("\n"),
    );
    return placed.flatMap(({ pointer, document: { name } }, at) =>
      keys.indexOf(keys[at] ?? "") === at
        ? []
        : [{ code: "configuration.repeated", pointer: `${pointer}/name`, params: { name } }],
    );
  });
}
