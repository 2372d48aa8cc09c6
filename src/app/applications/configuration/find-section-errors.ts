import type { ApplicationRow } from "../../../ports/tables.ts";
import type { Author } from "../../audit.ts";
import { type ConfigurationError, type Deps, isRefusal } from "../../deps.ts";
import { buildApplication } from "../create-application.ts";
import { mergeColumns } from "../write-application.ts";
import type { ApplicationDocument } from "./application-document.ts";
import { prepareAssignments } from "./prepare-assignments.ts";
import { checkForm, prepareCredential } from "./prepare-credential.ts";
import { prepareGroups } from "./prepare-groups.ts";
import {
  mergeDocumentRoles,
  prepareConfig,
  prepareDocumentMappings,
  prepareDocumentRoles,
  prepareDocumentScopes,
  prepareDocumentSettings,
} from "./prepare-sections.ts";

/** A document of which some members are wrong, so that nothing of it can be applied. */
export interface WrongDocument {
  readonly document: ApplicationDocument;
  /** The members that are wrong, and that the document is here without. */
  readonly wrong: ReadonlySet<string>;
  /** The stored application; undefined for a new one, and where the name is wrong. */
  readonly stored: ApplicationRow | undefined;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Members that decide how the settings of the connector are read. */
const ORIGIN = ["name", "template", "parameters", "connector", "config"] as const;

/**
 * Finds the errors of the sections of a document whose other members are wrong, so that one mistake does not hide the
 * others. Errors that may come from what is wrong are left out: a role, for instance, that the template may have.
 */
export async function findSectionErrors(
  deps: Deps,
  author: Author,
  org: ApplicationRow["org"],
  { document, wrong, stored, secrets }: WrongDocument,
): Promise<readonly ConfigurationError[]> {
  const before = stored ?? buildApplication(deps, { org, name: document.name, config: {} });
  if (isRefusal(before)) return [];
  const isOriginKnown = ORIGIN.every((member) => !wrong.has(member));
  const config = isOriginKnown ? prepareConfig(deps, before, document) : undefined;
  const sections = [
    ...(config === undefined ? [] : [config]),
    prepareDocumentSettings(before, document, stored === undefined),
    prepareDocumentMappings(deps, before, document),
    await prepareDocumentScopes(deps, before, document),
    await prepareDocumentRoles(deps, before, mergeDocumentRoles(before, document, false)),
    await checkReference(deps, before, document.credential, secrets),
    await checkSubjects(deps, author, before, document),
    await prepareGroups(deps, { application: before, groups: document.selectedGroups ?? [], prune: false }),
  ];
  const after = { ...before, ...mergeColumns(config?.edits ?? []) };
  const unfit = config === undefined ? [] : checkForm(deps, after, document.credential, secrets);
  return [...sections.flatMap(({ errors }) => errors), ...unfit].filter(({ code }) => code !== FROM_STORED);
}

/** The error of an entry that is allowed where the stored mapping has it already. */
const FROM_STORED = "mapping.write-only-required";

interface Checked {
  readonly errors: readonly ConfigurationError[];
}

/** A reference that may stay as it is depends on the stored application. */
async function checkReference(
  deps: Deps,
  before: ApplicationRow,
  credential: ApplicationDocument["credential"],
  secrets: WrongDocument["secrets"],
): Promise<Checked> {
  if (typeof credential !== "string" || credential === "keep") return { errors: [] };
  return prepareCredential(deps, before, { credential, secrets });
}

/** The users and groups of the assignments, without their roles: those of the application are not known. */
async function checkSubjects(
  deps: Deps,
  author: Author,
  application: ApplicationRow,
  { assignments = [] }: ApplicationDocument,
): Promise<Checked> {
  const subjects = assignments.map((each) => ({ ...each, role: null }));
  const { errors } = await prepareAssignments(deps, author, {
    application,
    assignments: subjects,
    prune: false,
  });
  return { errors: errors.filter(({ code }) => code !== "configuration.listed-twice") };
}
