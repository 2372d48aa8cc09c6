import { changeScope, describeScope, type ScopeView } from "../../app/applications/application-scope.ts";
import { countScopeEffect } from "../../app/applications/count-scope-effect.ts";
import { testScope } from "../../app/applications/test-scope.ts";
import { isRefusal } from "../../app/deps.ts";
import { message } from "../../contract/parts.ts";
import type { ApplicationScopeShape } from "../../contract/scopes.ts";
import type { AppId } from "../../core/ids.ts";
import { SCOPE_OPERATORS } from "../../core/mapping/scope/operators.ts";
import type { ScopingFilter } from "../../core/mapping/scope/scope.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";

/** Serves the scoping filters of applications. */
export const scopeHandlers: Pick<Handlers, "getScope" | "setScope" | "previewScope" | "testScope"> = {
  async getScope({ context, org, params }) {
    const view = await describeScope(context.deps, org, idOf<AppId>(params.app));
    return isRefusal(view) ? view : showScopes(params.app, view);
  },

  async setScope({ context, actor, org, params, body }) {
    const { version, ...change } = body;
    const wanted = { org, app: idOf<AppId>(params.app), change, version };
    const view = await changeScope(context.deps, actor, wanted);
    return isRefusal(view) ? view : showScopes(params.app, view);
  },

  async previewScope({ context, org, params, body }) {
    const preview = await countScopeEffect(context.deps, { org, app: idOf<AppId>(params.app), ...body });
    return isRefusal(preview) ? preview : { ...preview, names: [...preview.names] };
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

function showScopes(appId: string, { scopes, version }: ScopeView): ApplicationScopeShape {
  const { user, group } = scopes;
  const show = (filters: readonly ScopingFilter[] = []) => ({
    filters: filters.map(({ clauses, ...filter }) => ({
      ...filter,
      clauses: clauses.map((clause) => ({ ...clause })),
    })),
  });
  const operators = Object.entries(SCOPE_OPERATORS).map(([operator, value]) => ({ operator, value }));
  return { appId, version, user: show(user?.filters), group: show(group?.filters), operators };
}
