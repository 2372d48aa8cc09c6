import type { ApplicationEngine } from "../../applications/configuration/application-engine.ts";
import type { PreparedApplication } from "../../applications/configuration/prepare-application.ts";
import { listCreationWrites } from "../../applications/create-application.ts";
import { logEndedQuarantine } from "../../applications/set-schedule.ts";
import { mergeColumns, writeApplication } from "../../applications/write-application.ts";
import type { Author } from "../../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import type { ConfigurationStep } from "./organization-document.ts";

/** The step that writes a checked application as one commit; none where nothing changes. */
export function toApplicationStep(
  deps: Deps,
  engine: ApplicationEngine,
  author: Author,
  prepared: PreparedApplication,
): readonly ConfigurationStep[] {
  const { before, isNew, edits, changes, schedule } = prepared;
  if (changes.length === 0 && edits.length === 0) return [];
  const run = async () => {
    const refused = await write(deps, author, prepared);
    if (refused !== undefined) return refused;
    if (schedule.endsQuarantine) logEndedQuarantine(deps, before, "schedule");
    if (isNew || schedule.changes.length > 0 || edits.some(({ set }) => set.settings !== undefined))
      await engine.reschedule(before.org, before.id);
    return undefined;
  };
  return [{ changes: changes.length, pointer: "/name", run }];
}

async function write(
  deps: Deps,
  author: Author,
  { before, isNew, edits, schedule }: PreparedApplication,
): Promise<Refusal | undefined> {
  if (!isNew) {
    const written = await writeApplication(deps, author, before, edits);
    return isRefusal(written) ? written : undefined;
  }
  const row = { ...before, ...mergeColumns(edits) };
  const committed = await deps.store.commit([
    ...listCreationWrites(deps, author, row, schedule.state),
    ...edits.flatMap(({ writes = [] }) => writes),
  ]);
  if (committed.kind === "committed") return undefined;
  return refuse("conflict", "app.name-taken", { name: row.name });
}
