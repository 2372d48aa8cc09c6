import {
  listSelectedGroups,
  removeSelectedGroup,
  type SelectedGroupView,
  selectGroup,
} from "../../app/applications/selected-groups.ts";
import { isRefusal } from "../../app/deps.ts";
import type { SelectedGroupShape } from "../../contract/selected-groups.ts";
import type { AppId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";

/** Serves the groups that applications select. */
export const selectedGroupHandlers: Pick<Handlers, "listSelectedGroups" | "selectGroup" | "unselectGroup"> = {
  async listSelectedGroups({ context, org, params, query }) {
    const page = await listSelectedGroups(context.deps, { org, app: idOf<AppId>(params.app), ...query });
    return isRefusal(page) ? page : { items: page.items.map(showSelected), next: page.next };
  },

  async selectGroup({ context, actor, org, params, body }) {
    const input = { org, app: idOf<AppId>(params.app), ...body };
    const view = await selectGroup(context.deps, actor, input);
    return isRefusal(view) ? view : { ...showSelected(view), groups: view.groups };
  },

  async unselectGroup({ context, actor, org, params }) {
    const input = { org, app: idOf<AppId>(params.app), find: params.group };
    const view = await removeSelectedGroup(context.deps, actor, input);
    return isRefusal(view) ? view : { ...showSelected(view), groups: view.groups };
  },
};

function showSelected({ row, name }: SelectedGroupView): SelectedGroupShape {
  return { groupId: row.group_id, name, membershipsOnly: row.memberships_only === 1 };
}
