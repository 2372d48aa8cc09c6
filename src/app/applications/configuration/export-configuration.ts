import type { AppId, OrgId } from "../../../core/ids.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import type { ApplicationDocument } from "./application-document.ts";
import { describeDocument } from "./describe-document.ts";

/** A document, and the sections that it leaves out because they are too long. */
export interface ExportedDocument {
  readonly document: ApplicationDocument;
  readonly omitted: readonly ("assignments" | "selectedGroups")[];
}

/** Describes an application as a document that can be applied again. */
export async function exportApplication(
  deps: Deps,
  org: OrgId,
  app: AppId,
): Promise<ExportedDocument | Refusal> {
  const row = await deps.store.get("application", { org, id: app });
  if (row === undefined) return refuse("not-found", "app.not-found", { app });
  const document = await describeDocument(deps, row);
  const omitted = (["assignments", "selectedGroups"] as const).filter((name) => document[name] === undefined);
  return { document, omitted };
}
