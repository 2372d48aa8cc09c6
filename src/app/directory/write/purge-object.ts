import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Author } from "../../audit.ts";
import type { Refusal } from "../../deps.ts";
import { NOTHING_REVOKED } from "../../tokens/revoke-user-tokens.ts";
import type { Directory } from "../directory.ts";
import { readDeleted } from "../query/deleted-users.ts";
import { commitWithRetry, type PreparedWrite } from "./commit-with-retry.ts";
import { purgeWrites } from "./deletion-writes.ts";
import type { WriteContext } from "./object-writes.ts";
import { refuseDeleted } from "./refuse-deleted.ts";
import { readRelatedObjects } from "./related-objects.ts";

/** A soft-deleted object, by its type and id. */
interface PurgeInput {
  readonly org: OrgId;
  readonly type: ObjectType;
  readonly id: ObjectId;
}

/**
 * Removes a soft-deleted object for good, with everything that was kept of it. Its accounts in targets stay linked,
 * and the next cycle sees that their object is gone. Refused when the object is not there, or not deleted.
 */
export async function purgeObject(
  directory: Directory,
  author: Author,
  input: PurgeInput,
): Promise<true | Refusal> {
  const { deps } = directory;
  const { org, id } = input;
  const keys = { org, ids: [id], types: await directory.types.of(org) };
  const committed = await commitWithRetry(directory, keys, (types) =>
    preparePurge({ deps, author, types }, input),
  );
  return committed.kind === "done" ? true : refuseDeleted(committed, id);
}

async function preparePurge(
  context: WriteContext,
  { org, type: kind, id }: PurgeInput,
): Promise<PreparedWrite<true>> {
  const { deps, types } = context;
  const type = types.standard(kind);
  const row = await readDeleted(deps, org, type, id);
  if (row === undefined) return { kind: "not-found" };
  const related = await readRelatedObjects(deps.store, row);
  const writes = purgeWrites(context, { type, row, related, revoking: NOTHING_REVOKED });
  return { kind: "write", writes, value: true };
}
