import { changeScope, describeScope } from "../../app/applications/application-scope.ts";
import { testScope } from "../../app/applications/test-scope.ts";
import { isRefusal } from "../../app/deps.ts";
import { message } from "../../contract/parts.ts";
import type { ApplicationScopeShape } from "../../contract/scopes.ts";
import type { AppId } from "../../core/ids.ts";
import type { Scopes, ScopingFilter } from "../../core/mapping/scope/scope.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";

/** Serves the scoping filters of applications. */
export const scopeHandlers: Pick<Handlers, "getScope" | "setScope" | "testScope"> = {
  async getScope({ context, org, params }) {
    const scopes = await describeScope(context.deps, org, idOf<AppId>(params.app));
    return isRefusal(scopes) ? scopes : showScopes(params.app, scopes);
  },

  async setScope({ context, actor, org, params, body: change }) {
    const scopes = await changeScope(context.deps, actor, { org, app: idOf<AppId>(params.app), change });
    return isRefusal(scopes) ? scopes : showScopes(params.app, scopes);
  },

  async testScope({ context, org, params, body }) {
    const { type, find, filters } = body;
    const tested = await testScope(context.deps, { org, app: idOf<AppId>(params.app), type, find, filters });
    if (isRefusal(tested)) return tested;
    const { object, name, state, inScope, isAssigned, assignment, clause, nextChange } = tested;
    return {
      objectId: object.id,
      name,
      state,
      inScope,
      assigned: isAssigned,
      assignment: message.array().parse(assignment),
      clause,
      nextChangeAt: nextChange === null ? null : formatTime(nextChange),
      filters: tested.filters.map(({ filter, failedClause }) => ({
        filter,
        holds: failedClause === null,
        failedClause,
      })),
    };
  },
};

function showScopes(appId: string, { user, group }: Scopes): ApplicationScopeShape {
  const show = (filters: readonly ScopingFilter[] = []) => ({
    filters: filters.map(({ clauses, ...filter }) => ({
      ...filter,
      clauses: clauses.map((clause) => ({ ...clause })),
    })),
  });
  return { appId, user: show(user?.filters), group: show(group?.filters) };
}
