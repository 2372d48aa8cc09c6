import { assign } from "../../app/applications/assign.ts";
import { createApplication } from "../../app/applications/create-application.ts";
import { deleteApplication } from "../../app/applications/delete-application.ts";
import { describeApplication } from "../../app/applications/describe-application.ts";
import { findApplications } from "../../app/applications/find-applications.ts";
import { listAssignments } from "../../app/applications/list-assignments.ts";
import { listRefusedAttributes } from "../../app/applications/list-refused-attributes.ts";
import { replaceSecret } from "../../app/applications/replace-secret.ts";
import { setSchedule } from "../../app/applications/set-schedule.ts";
import { unassign } from "../../app/applications/unassign.ts";
import { updateApplication } from "../../app/applications/update-application.ts";
import { isRefusal, type Refusal } from "../../app/deps.ts";
import type { ApplicationShape } from "../../contract/applications.ts";
import { fault } from "../../contract/fault.ts";
import { message } from "../../contract/parts.ts";
import type { AppId, OrgId } from "../../core/ids.ts";
import { toFaultJson } from "../../core/provisioning/fault.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { showApplication, showAssignment, showSchedule } from "./convert.ts";

/** Serves applications, their assignments and schedules. */
export const applicationHandlers: Pick<
  Handlers,
  | "findApplications"
  | "createApplication"
  | "getApplication"
  | "updateApplication"
  | "replaceSecret"
  | "deleteApplication"
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
    const { deps, engine } = call.context;
    const { privateKey, secret = privateKey, ...body } = call.body;
    const row = await createApplication(deps, call.actor, { org: call.org, ...body, secret });
    if (isRefusal(row)) return row;
    engine.prepare();
    return shown(call, row.id);
  },

  async getApplication(call) {
    return shown(call, idOf<AppId>(call.params.app));
  },

  async updateApplication(call) {
    const { context, actor, org, body } = call;
    const { privateKey, secret = privateKey, ...others } = body;
    const change = { ...others, secret };
    const app = idOf<AppId>(call.params.app);
    const row = await updateApplication(context.deps, actor, { org, app, change });
    if (isRefusal(row)) return row;
    if (change.everySeconds !== undefined) await context.engine.reschedule(org, app);
    return shown(call, app);
  },

  async replaceSecret(call) {
    const { context, actor, org, body } = call;
    const app = idOf<AppId>(call.params.app);
    const secret = body.secret ?? body.privateKey ?? "";
    const row = await replaceSecret(context.deps, actor, { org, app, secret });
    return isRefusal(row) ? row : shown(call, app);
  },

  async deleteApplication({ context, actor, org, params }) {
    const { deps, engine } = context;
    const refused = await deleteApplication(deps, engine, actor, { org, app: idOf<AppId>(params.app) });
    return refused ?? null;
  },

  async setSchedule({ context, actor, org, params, body }) {
    const app = idOf<AppId>(params.app);
    const schedule = await setSchedule(context.deps, actor, { org, app, change: body });
    if (isRefusal(schedule)) return schedule;
    await context.engine.reschedule(org, app);
    return showSchedule(schedule);
  },

  async testApplication({ context, org, params }) {
    const app = idOf<AppId>(params.app);
    const outcome = await context.engine.test(org, app);
    if (isRefusal(outcome)) return outcome;
    const refused = (await listRefusedAttributes(context.deps, org, app)).map((each) => ({ ...each }));
    if (!outcome.ok) {
      const met = fault.parse(toFaultJson(outcome.fault));
      return { authorized: false, fault: met, notes: [], writes: null, bulk: null, refused };
    }
    const { notes, abilities, bulk } = outcome.value;
    const { patch, changes } = abilities;
    const methodOf = (type: "user" | "group") =>
      changes[type] === "absent" ? "none" : WRITE_METHODS[patch[type]];
    const writes = { user: methodOf("user"), group: methodOf("group") } as const;
    return { authorized: true, fault: null, notes: message.array().parse(notes), writes, bulk, refused };
  },

  async assign({ context, actor, org, params, body }) {
    const view = await assign(context.deps, actor, { org, app: idOf<AppId>(params.app), ...body });
    return isRefusal(view) ? view : showAssignment(view);
  },

  async listAssignments({ context, org, params, query }) {
    const page = await listAssignments(context.deps, { org, app: idOf<AppId>(params.app), ...query });
    return isRefusal(page) ? page : { items: page.items.map(showAssignment), next: page.next };
  },

  async unassign({ context, actor, org, params, query }) {
    const where = { org, app: idOf<AppId>(params.app), subject: params.subject };
    const done = await unassign(context.deps, actor, { ...where, role: query.role });
    return done ?? null;
  },
};

/** The method that changes accounts, by whether the target has PATCH. */
const WRITE_METHODS = { verified: "patch", absent: "put", untested: "untested" } as const;

/** Shows the application with its current state. */
async function shown(
  call: Pick<AdminCall<"getApplication">, "context" | "request" | "org">,
  app: AppId,
): Promise<ApplicationShape | Refusal> {
  const view = await describeApplication(call.context.deps, call.org, app);
  return isRefusal(view) ? view : showApplication(call, view);
}
