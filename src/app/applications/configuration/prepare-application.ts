import type { OrgId } from "../../../core/ids.ts";
import { foldText } from "../../../core/scim/text.ts";
import type { ApplicationRow } from "../../../ports/tables.ts";
import type { Author } from "../../audit.ts";
import { type ConfigurationError, type Deps, isRefusal, type Refusal } from "../../deps.ts";
import type { ConfigurationNote } from "../../mappings/source-notes.ts";
import type { EndingAssignments } from "../application-roles.ts";
import { buildApplication } from "../create-application.ts";
import { type ApplicationEdit, mergeColumns } from "../write-application.ts";
import type { ApplicationDocument, ConfigurationChange } from "./application-document.ts";
import type { PreparedRows } from "./compare-rows.ts";
import { findSectionErrors } from "./find-section-errors.ts";
import { listRowChanges, type SectionChange } from "./list-changes.ts";
import { prepareAssignments } from "./prepare-assignments.ts";
import {
  checkForm,
  checkReceiver,
  type PreparedCredential,
  prepareCredential,
} from "./prepare-credential.ts";
import { prepareGroups } from "./prepare-groups.ts";
import { type PreparedSchedule, prepareSchedule } from "./prepare-schedule.ts";
import {
  mergeDocumentRoles,
  noteDocumentMappings,
  prepareConfig,
  prepareDocumentMappings,
  prepareDocumentRoles,
  prepareDocumentScopes,
  prepareDocumentSettings,
  prepareSeed,
} from "./prepare-sections.ts";

/** A document of an application, and everything that is needed to compare it with the stored state. */
export interface WantedApplication {
  readonly org: OrgId;
  readonly document: ApplicationDocument;
  /** The values of references, which the sender resolved. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly prune: boolean;
}

/** A change without the place of its document and its organization. */
export type PreparedChange = Omit<ConfigurationChange, "document" | "organization">;

/** A checked document: its changes with what writes them, or every error with its place in the document. */
export interface PreparedApplication {
  /** The row that the edits start from: the stored one, or that of the application to create. */
  readonly before: ApplicationRow;
  readonly isNew: boolean;
  readonly changes: readonly PreparedChange[];
  readonly edits: readonly ApplicationEdit[];
  readonly schedule: PreparedSchedule;
  readonly notes: readonly ConfigurationNote[];
  readonly errors: readonly ConfigurationError[];
}

/** Compares a document with the application of its name, and checks every section of it. Writes nothing. */
export async function prepareApplication(
  deps: Deps,
  author: Author,
  wanted: WantedApplication,
): Promise<PreparedApplication | { readonly errors: readonly ConfigurationError[] }> {
  const { org, document } = wanted;
  const stored = await findStored(deps, org, document.name);
  const before = stored ?? draft(deps, org, document);
  const connector = isRefusal(before) ? undefined : deps.connectors.get(before.connector);
  const origin = stored === undefined ? [] : checkOrigin(stored, document);
  if (isRefusal(before) || connector === undefined || origin.length > 0) {
    const found = isRefusal(before) ? toErrors(before) : origin;
    return { errors: [...found, ...(await findOtherErrors(deps, author, wanted, stored))] };
  }
  const sections = [
    prepareConfig(deps, before, document),
    prepareSeed(before, document),
    prepareDocumentSettings(before, document, stored === undefined),
    prepareDocumentMappings(deps, before, document),
    await prepareDocumentScopes(deps, before, document),
  ];
  // Nothing of a new application stays beside the roles of its document, also not those of a template.
  const roles = mergeDocumentRoles(before, document, wanted.prune || stored === undefined);
  const assignments = await prepareAssignmentsOf(deps, author, { ...before, roles }, wanted);
  const newRoles = await prepareDocumentRoles(deps, before, roles, countEnding(assignments));
  const edits = [...sections, newRoles].flatMap((section) => section.edits);
  const after = { ...before, ...mergeColumns(edits) };
  const credential = await prepareCredentialOf(deps, before, after, wanted);
  const groups = await prepareGroupsOf(deps, after, wanted);
  const schedule = await prepareSchedule(deps, after, document, stored === undefined);
  const rowChanges = listRowChanges(connector, before, after);
  const changes: readonly (SectionChange & Partial<PreparedChange>)[] = [
    ...(stored === undefined ? [{ action: "create" as const, path: "", from: null, to: before.name }] : []),
    ...rowChanges,
    ...schedule.changes,
    ...credential.changes,
    ...assignments.changes,
    ...groups.changes,
  ];
  return {
    before,
    isNew: stored === undefined,
    changes: changes.map((each) => ({ kind: "application", name: before.name, accounts: null, ...each })),
    edits: [
      ...sections.flatMap((section) => section.edits).filter((edit) => isVisible(edit, rowChanges)),
      ...schedule.edits,
      ...credential.edits,
      ...assignments.edits,
      // Behind the assignments: a role goes together with the assignments that gave it.
      ...newRoles.edits,
      ...groups.edits,
    ],
    schedule,
    notes: await noteDocumentMappings(deps, before, document),
    errors: [...sections, newRoles, credential, assignments, groups].flatMap((section) => section.errors),
  };
}

/** The application that a document with this name is about; undefined if the document is to create it. */
export async function findStored(
  { store }: Pick<Deps, "store">,
  org: OrgId,
  name: string,
): Promise<ApplicationRow | undefined> {
  const [stored] = await store.page("application", { where: { org, name_key: foldText(name) }, limit: 1 });
  return stored;
}

/** The errors beside those of an origin that cannot be used. */
function findOtherErrors(
  deps: Deps,
  author: Author,
  { org, document, secrets }: WantedApplication,
  stored: ApplicationRow | undefined,
): Promise<readonly ConfigurationError[]> {
  return findSectionErrors(deps, author, org, { document, wrong: ORIGIN, stored, secrets });
}

const ORIGIN: ReadonlySet<string> = new Set(["template", "connector"]);

/** Another order of the attributes, and a switch that says what is the case already, change nothing. */
function isVisible({ set }: ApplicationEdit, changes: readonly SectionChange[]): boolean {
  return set.mappings === undefined || changes.some(({ path }) => path.startsWith("mappings/"));
}

/**
 * The beginning of a new application, whose sections are compared like those of a stored one. A document that gives neither
 * settings nor parameters of its template is asked for the parameters, which its template names.
 */
function draft(deps: Deps, org: OrgId, document: ApplicationDocument): ApplicationRow | Refusal {
  const { name, template, config, connector } = document;
  const parameters = document.parameters ?? (config === undefined ? {} : undefined);
  const built = buildApplication(deps, { org, name, template, parameters, connector, config: {} });
  return isRefusal(built) ? built : { ...built, seed: document.seed ?? built.seed };
}

function toErrors({ code, params, errors = [] }: Refusal): readonly ConfigurationError[] {
  if (errors.length > 0) return errors;
  return [{ code, pointer: code === "app.connector-unknown" ? "/connector" : "/template", params }];
}

/** An application keeps its connector and its template. */
function checkOrigin(
  { name, connector, template }: ApplicationRow,
  document: ApplicationDocument,
): readonly ConfigurationError[] {
  const errors: ConfigurationError[] = [];
  const check = (member: "connector" | "template", stored: string | null) => {
    const given = document[member];
    if (given === undefined || given === stored) return;
    const params = { name, member, stored: stored ?? "-" };
    errors.push({ code: "configuration.origin-differs", pointer: `/${member}`, params });
  };
  check("connector", connector);
  check("template", template);
  return errors;
}

const UNTOUCHED: PreparedRows = { edits: [], errors: [], changes: [] };

async function prepareCredentialOf(
  deps: Deps,
  before: ApplicationRow,
  after: ApplicationRow,
  { document: { credential }, secrets }: WantedApplication,
): Promise<PreparedCredential> {
  const prepared =
    credential === undefined ? UNTOUCHED : await prepareCredential(deps, before, { credential, secrets });
  const wrong = checkReceiver(deps, before, { config: after.config, credential, secrets });
  const unfit = checkForm(deps, after, credential, secrets);
  return { ...prepared, errors: [...prepared.errors, ...wrong, ...unfit] };
}

async function prepareAssignmentsOf(
  deps: Deps,
  author: Author,
  application: ApplicationRow,
  { document: { assignments }, prune }: WantedApplication,
): Promise<PreparedRows> {
  if (assignments === undefined) return UNTOUCHED;
  return prepareAssignments(deps, author, { application, assignments, prune });
}

/** The assignments of each role that end. While a list has errors, these are not known, and the errors are reported alone. */
function countEnding({ edits, errors }: PreparedRows): EndingAssignments {
  if (errors.length > 0) return () => Number.POSITIVE_INFINITY;
  const ending = edits
    .flatMap(({ writes = [] }) => writes)
    .flatMap((write) => (write.op === "delete" && write.table === "assignment" ? [write.key.role] : []));
  return (role) => ending.filter((each) => each === role).length;
}

async function prepareGroupsOf(
  deps: Deps,
  application: ApplicationRow,
  { document: { selectedGroups: groups }, prune }: WantedApplication,
): Promise<PreparedRows> {
  return groups === undefined ? UNTOUCHED : prepareGroups(deps, { application, groups, prune });
}
