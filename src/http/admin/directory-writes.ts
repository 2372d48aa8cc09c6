import { isRefusal } from "../../app/deps.ts";
import {
  addObject,
  changeAttributes,
  changeMembers,
  removeObject,
} from "../../app/directory/write/edit-objects.ts";
import type { ObjectId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";
import { showGroupDetails, showUserDetails } from "./users-and-groups.ts";

/** Serves the changes of users and groups by administrators. */
export const directoryWriteHandlers: Pick<
  Handlers,
  "createUser" | "editUser" | "deleteUser" | "createGroup" | "editGroup" | "deleteGroup" | "editMembers"
> = {
  async createUser({ context, actor, org, body }) {
    const { attributes } = body;
    const row = await addObject(context.directory, actor, { org, type: "user", attributes });
    return isRefusal(row) ? row : showUserDetails({ context }, row);
  },

  async editUser({ context, actor, org, params, body }) {
    const id = idOf<ObjectId>(params.user);
    const row = await changeAttributes(context.directory, actor, { org, type: "user", id, ...body });
    return isRefusal(row) ? row : showUserDetails({ context }, row);
  },

  async deleteUser({ context, actor, org, params, query }) {
    const id = idOf<ObjectId>(params.user);
    const removed = await removeObject(context.directory, actor, { org, type: "user", id, ...query });
    return isRefusal(removed) ? removed : null;
  },

  async createGroup({ context, actor, org, body }) {
    const { attributes } = body;
    const row = await addObject(context.directory, actor, { org, type: "group", attributes });
    return isRefusal(row) ? row : showGroupDetails({ context }, row);
  },

  async editGroup({ context, actor, org, params, body }) {
    const id = idOf<ObjectId>(params.group);
    const row = await changeAttributes(context.directory, actor, { org, type: "group", id, ...body });
    return isRefusal(row) ? row : showGroupDetails({ context }, row);
  },

  async deleteGroup({ context, actor, org, params, query }) {
    const id = idOf<ObjectId>(params.group);
    const removed = await removeObject(context.directory, actor, { org, type: "group", id, ...query });
    return isRefusal(removed) ? removed : null;
  },

  async editMembers({ context, actor, org, params, body }) {
    const id = idOf<ObjectId>(params.group);
    const row = await changeMembers(context.directory, actor, { org, id, ...body });
    return isRefusal(row) ? row : showGroupDetails({ context }, row);
  },
};
