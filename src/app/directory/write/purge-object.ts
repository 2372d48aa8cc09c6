import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { ObjectType } from "../../../ports/tables.ts";
import type { Author } from "../../audit.ts";
import type { Deps, Refusal } from "../../deps.ts";
import { byTypesOfNow } from "../by-types-of-now.ts";
import type { Directory } from "../directory.ts";
import { readDeleted } from "../query/deleted-users.ts";
import { commitWithRetry, type PreparedWrite } from "./commit-with-retry.ts";
import { lastWrites } from "./delete-object.ts";
import { dropFormerWrites, indexEntryWrites } from "./index-entries.ts";
import type { Writer } from "./object-writes.ts";
import { refuseDeleted } from "./refuse-deleted.ts";
import { readRelatedObjects } from "./related-objects.ts";

/** A soft-deleted object, by its type and id. */
interface PurgeInput {
  readonly org: OrgId;
  readonly type: ObjectType;
  readonly id: ObjectId;
}

/**
 * Removes a soft-deleted object for good, with all that was remembered of it. Accounts that it has in targets stay
 * linked, and the next cycle sees that their object is gone. True unless it was not there, or is no longer deleted.
 */
export async function purgeObject(
  directory: Directory,
  author: Author,
  input: PurgeInput,
): Promise<true | Refusal> {
  const { deps, turns } = directory;
  const { org, id } = input;
  const committed = await turns.run([`${org} ${id}`], () =>
    byTypesOfNow(directory.types, org, (types) =>
      commitWithRetry(deps, () => preparePurge(deps, { actor: author, types }, input)),
    ),
  );
  return committed.kind === "settled" ? true : refuseDeleted(committed, id, id);
}

async function preparePurge(
  deps: Deps,
  writer: Writer,
  { org, type: kind, id }: PurgeInput,
): Promise<PreparedWrite<true>> {
  const type = writer.types.standard(kind);
  const row = await readDeleted(deps, org, type, id);
  if (row === undefined) return { kind: "not-found" };
  const { version, deleted, doc, external } = row;
  const around = await readRelatedObjects(deps.store, row);
  return {
    kind: "write",
    value: true,
    writes: [
      { op: "delete", table: "object", key: { org, id }, expect: { version, deleted } },
      ...indexEntryWrites(org, type, id, { doc: {}, external }, undefined),
      ...dropFormerWrites(org, type, id, doc),
      ...lastWrites(deps, writer, type, row, around, "Purge"),
    ],
  };
}
