import {
  changeRoles,
  describeRoles,
  type RoleChange,
  type RolesView,
} from "../../app/applications/application-roles.ts";
import { isRefusal, type Refusal } from "../../app/deps.ts";
import type { ApplicationRolesShape } from "../../contract/roles.ts";
import type { AppId } from "../../core/ids.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { showRole } from "./convert.ts";

/** Serves the roles of applications. */
export const roleHandlers: Pick<
  Handlers,
  "getRoles" | "setRole" | "replaceRoles" | "removeRole" | "resetRoles"
> = {
  async getRoles({ context, org, params }) {
    const view = await describeRoles(context.deps, org, idOf<AppId>(params.app));
    return isRefusal(view) ? view : showRoles(params.app, view);
  },
  setRole: (call) => change(call, { kind: "set", role: call.body }),
  replaceRoles: (call) => change(call, { kind: "replace", roles: call.body.roles }),
  removeRole: (call) => change(call, { kind: "remove", role: call.params.role }),
  resetRoles: (call) => change(call, { kind: "reset" }),
};

async function change(
  { context, actor, org, params }: Pick<AdminCall<"resetRoles">, "context" | "actor" | "org" | "params">,
  wanted: RoleChange,
): Promise<ApplicationRolesShape | Refusal> {
  const view = await changeRoles(context.deps, actor, { org, app: idOf<AppId>(params.app), change: wanted });
  return isRefusal(view) ? view : showRoles(params.app, view);
}

function showRoles(appId: string, { version, roles }: RolesView): ApplicationRolesShape {
  return {
    appId,
    version,
    roles: roles.map(({ assignments, ...role }) => ({ ...showRole(role), assignments })),
  };
}
