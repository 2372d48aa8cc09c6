import type { OrgId } from "../../../core/ids.ts";
import { toPointer } from "../../../core/json-pointer.ts";
import { foldText } from "../../../core/scim/text.ts";
import type { ApplicationRow } from "../../../ports/tables.ts";
import type { ApplicationDocument } from "../../applications/configuration/application-document.ts";
import type { ApplicationEngine } from "../../applications/configuration/application-engine.ts";
import { deleteApplication } from "../../applications/delete-application.ts";
import type { Author } from "../../audit.ts";
import type { Deps } from "../../deps.ts";
import { collectRows, readEachPage } from "../../paging.ts";
import {
  NO_PART,
  type OrganizationDocument,
  type PlacedDocument,
  type PreparedPart,
} from "./organization-document.ts";

/** The list of applications of an organization, and the documents that describe some of them. */
interface WantedApplications {
  readonly org: OrgId;
  readonly document: OrganizationDocument;
  readonly applications: readonly PlacedDocument<ApplicationDocument>[];
  readonly prune: boolean;
}

/**
 * Deletes the applications that neither the list of the organization nor a document names, if the document has such a
 * list. An application in the list is there already, or a document describes it.
 */
export async function prepareDeletions(
  deps: Deps,
  engine: ApplicationEngine,
  author: Author,
  { org, document, applications, prune }: WantedApplications,
): Promise<PreparedPart> {
  const { applications: names } = document;
  if (names === undefined) return NO_PART;
  const stored = await collectRows(readEachPage(deps.store, "application", { org }));
  const described = applications.map((each) => foldText(each.document.name));
  const known = new Set([...stored.map(({ name_key }) => name_key), ...described]);
  const errors = names.flatMap((name, at) =>
    known.has(foldText(name))
      ? []
      : [
          {
            code: "configuration.application-missing",
            pointer: toPointer("applications", at),
            params: { name },
          },
        ],
  );
  const kept = new Set([...names.map(foldText), ...described]);
  const gone = prune ? stored.filter(({ name_key }) => !kept.has(name_key)) : [];
  const parts = await Promise.all(gone.map((row) => drop(deps, engine, author, row)));
  return {
    changes: parts.flatMap(({ changes }) => changes),
    steps: parts.flatMap(({ steps }) => steps),
    errors,
  };
}

async function drop(
  deps: Deps,
  engine: ApplicationEngine,
  author: Author,
  { org, id: app, name }: ApplicationRow,
): Promise<PreparedPart> {
  const accounts = await deps.store.count("link", { org, app });
  const run = () => deleteApplication(deps, engine, author, { org, app });
  return {
    changes: [{ kind: "application", name, action: "delete", path: "", from: name, to: null, accounts }],
    steps: [{ changes: 1, pointer: "/applications", run }],
    errors: [],
  };
}
