import type { OrgId } from "../../../core/ids.ts";
import { foldText } from "../../../core/scim/text.ts";
import type { Author } from "../../audit.ts";
import {
  type ConfigurationError,
  type Deps,
  isRefusal,
  type Refusal,
  refuse,
  refuseConfiguration,
} from "../../deps.ts";
import type { Engine } from "../../provisioning/engine/engine.ts";
import { listCreationWrites } from "../create-application.ts";
import { mergeColumns, writeApplication } from "../write-application.ts";
import { type ApplicationDocument, type ConfigurationChange, toPointer } from "./application-document.ts";
import { type PreparedApplication, prepareApplication } from "./prepare-application.ts";

/** Documents to compare with the stored configuration of an organization, or to apply. */
export interface ConfigurationRequest {
  readonly org: OrgId;
  readonly documents: readonly ApplicationDocument[];
  /** The values of the references in the documents. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Deletes the rows that a list of a document leaves out. */
  readonly prune: boolean;
  /** The largest number of deletions that is carried out. */
  readonly deletionsMax: number;
}

/** The differences, and the number of deletions among them. */
export interface ComparedConfiguration {
  readonly changes: readonly ConfigurationChange[];
  readonly deletions: number;
}

interface Compared extends ComparedConfiguration {
  readonly prepared: readonly PreparedApplication[];
}

/** Compares documents with what is stored. Every error of every document is reported; nothing is changed. */
export async function compareConfiguration(
  deps: Deps,
  author: Author,
  request: ConfigurationRequest,
): Promise<Compared | Refusal> {
  const { org, documents, secrets, prune } = request;
  const errors: ConfigurationError[] = [...findRepeated(documents)];
  const prepared: PreparedApplication[] = [];
  for (const [at, document] of documents.entries()) {
    const result = await prepareApplication(deps, author, { org, document, secrets, prune });
    errors.push(
      ...result.errors.map((error) => ({ ...error, pointer: toPointer("documents", at) + error.pointer })),
    );
    if ("before" in result) prepared.push(result);
  }
  if (errors.length > 0) return refuseConfiguration("configuration.invalid", errors);
  const changes = prepared.flatMap((each, document) =>
    each.changes.map((change) => ({ document, ...change })),
  );
  return { prepared, changes, deletions: changes.filter(isDeletion).length };
}

/** True for the deletion of a row; an attribute that a mapping loses is a change of the mapping. */
function isDeletion({ action, path }: ConfigurationChange): boolean {
  return action === "delete" && ["assignments/", "selectedGroups/"].some((list) => path.startsWith(list));
}

function findRepeated(documents: readonly ApplicationDocument[]): readonly ConfigurationError[] {
  const names = documents.map(({ name }) => foldText(name));
  return documents.flatMap(({ name }, at) => {
    if (names.indexOf(foldText(name)) === at) return [];
    return [
      { code: "configuration.repeated", pointer: toPointer("documents", at, "name"), params: { name } },
    ];
  });
}

/**
 * Applies documents: each application changes in one commit, in the order of the documents. Nothing is written if there
 * is an error in any of them, or if there are more deletions than allowed. Applying again continues where a crash or a
 * conflict ended.
 */
export async function applyConfiguration(
  deps: Deps,
  engine: Pick<Engine, "reschedule">,
  author: Author,
  request: ConfigurationRequest,
): Promise<ComparedConfiguration | Refusal> {
  const compared = await compareConfiguration(deps, author, request);
  if (isRefusal(compared)) return compared;
  const { prepared, changes, deletions } = compared;
  if (deletions > request.deletionsMax) {
    const accounts = changes.reduce(
      (sum, change) => sum + (isDeletion(change) ? (change.accounts ?? 0) : 0),
      0,
    );
    const params = { deletions, limit: request.deletionsMax, accounts };
    return refuse("conflict", "configuration.too-many-deletions", params);
  }
  for (const each of prepared) {
    const refused = await write(deps, author, each);
    if (refused !== undefined) return refused;
    const { org, id } = each.before;
    if (each.isNew || each.edits.some(({ set }) => set.settings !== undefined))
      await engine.reschedule(org, id);
  }
  return { changes, deletions };
}

async function write(
  deps: Deps,
  author: Author,
  { before, isNew, edits }: PreparedApplication,
): Promise<Refusal | undefined> {
  if (!isNew) {
    const written = await writeApplication(deps, author, before, edits);
    return isRefusal(written) ? written : undefined;
  }
  const row = { ...before, ...mergeColumns(edits) };
  const committed = await deps.store.commit([
    ...listCreationWrites(deps, author, row),
    ...edits.flatMap(({ writes = [] }) => writes),
  ]);
  if (committed.kind === "committed") return undefined;
  return refuse("conflict", "app.name-taken", { name: row.name });
}
