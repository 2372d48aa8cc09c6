import { assign } from "../../app/assign.ts";
import { createApplication } from "../../app/create-application.ts";
import { isRefusal } from "../../app/deps.ts";
import { describeApplication } from "../../app/describe-application.ts";
import { findApplications } from "../../app/find-applications.ts";
import { listAssignments } from "../../app/list-assignments.ts";
import { setSchedule } from "../../app/set-schedule.ts";
import { unassign } from "../../app/unassign.ts";
import { fault, message } from "../../contract/shapes.ts";
import type { AppId, OrgId } from "../../core/ids.ts";
import { faultJson } from "../../core/provisioning/fault.ts";
import { type Handlers, idOf } from "./call.ts";
import { showApplication, showAssignment, showSchedule } from "./convert.ts";

/** Applications, their assignments and schedules. */
export const applicationHandlers: Pick<
  Handlers,
  | "findApplications"
  | "createApplication"
  | "getApplication"
  | "setSchedule"
  | "testApplication"
  | "assign"
  | "listAssignments"
  | "unassign"
> = {
  async findApplications(call) {
    const { find, org } = call.query;
    const views = await findApplications(call.context.deps, call.actor, {
      find,
      org: org === undefined ? undefined : idOf<OrgId>(org),
    });
    return { items: views.map((view) => showApplication(call, view)) };
  },

  async createApplication(call) {
    const { deps } = call.context;
    const row = await createApplication(deps, call.actor, { org: call.org, ...call.body });
    if (isRefusal(row)) return row;
    const view = await describeApplication(deps, call.org, row.id);
    return isRefusal(view) ? view : showApplication(call, view);
  },

  async getApplication(call) {
    const view = await describeApplication(call.context.deps, call.org, idOf<AppId>(call.params.app));
    return isRefusal(view) ? view : showApplication(call, view);
  },

  async setSchedule({ context, actor, org, params, body }) {
    const app = idOf<AppId>(params.app);
    const schedule = await setSchedule(context.deps, actor, { org, app, ...body });
    if (isRefusal(schedule)) return schedule;
    await context.engine.reschedule(org, app);
    return showSchedule(schedule);
  },

  async testApplication({ context, org, params }) {
    const outcome = await context.engine.test(org, idOf<AppId>(params.app));
    if (isRefusal(outcome)) return outcome;
    if (!outcome.ok) return { authorized: false, fault: fault.parse(faultJson(outcome.fault)), notes: [] };
    return { authorized: true, fault: null, notes: message.array().parse(outcome.value.notes) };
  },

  async assign({ context, actor, org, params, body }) {
    const view = await assign(context.deps, actor, { org, app: idOf<AppId>(params.app), ...body });
    return isRefusal(view) ? view : showAssignment(view);
  },

  async listAssignments({ context, org, params, query }) {
    const page = await listAssignments(context.deps, { org, app: idOf<AppId>(params.app), ...query });
    return isRefusal(page) ? page : { items: page.items.map(showAssignment), next: page.next };
  },

  async unassign({ context, actor, org, params }) {
    const { subject } = params;
    const done = await unassign(context.deps, actor, { org, app: idOf<AppId>(params.app), subject });
    return done ?? null;
  },
};
