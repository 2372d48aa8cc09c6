import { isRefusal } from "../../app/deps.ts";
import { listDeletedUsers } from "../../app/directory/query/list-deleted-users.ts";
import { purgeObject } from "../../app/directory/write/purge-object.ts";
import { restoreUser } from "../../app/directory/write/restore-user.ts";
import { nameOf, stateOf } from "../../app/objects.ts";
import type { ObjectId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";

/** Serves deleted users. */
export const directoryHandlers: Pick<Handlers, "listDeletedUsers" | "restoreUser" | "purgeUser"> = {
  async listDeletedUsers({ context, org, query }) {
    const page = await listDeletedUsers(context.deps, { org, ...query });
    if (isRefusal(page)) return page;
    const items = page.items.map(({ row, purgeAt }) => {
      const { displayName } = row.doc;
      return {
        userId: row.id,
        userName: nameOf(row),
        displayName: typeof displayName === "string" ? displayName : null,
        deletedAt: formatTime(row.deleted),
        purgeAt: formatTime(purgeAt),
      };
    });
    return { items, next: page.next };
  },

  async restoreUser({ context, actor, org, params, body }) {
    const user = idOf<ObjectId>(params.user);
    const restored = await restoreUser(context.directory, actor, { org, user, userName: body.userName });
    if (isRefusal(restored)) return restored;
    const { row, memberships } = restored;
    return { userId: row.id, userName: nameOf(row), active: stateOf(row) === "active", memberships };
  },

  async purgeUser({ context, actor, org, params }) {
    const id = idOf<ObjectId>(params.user);
    const purged = await purgeObject(context.directory, actor, { org, type: "user", id });
    return isRefusal(purged) ? purged : null;
  },
};
