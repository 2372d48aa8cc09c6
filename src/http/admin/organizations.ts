import { findApplications } from "../../app/applications/find-applications.ts";
import { readSubjectNames } from "../../app/applications/list-assignments.ts";
import { type Deps, isRefusal, refuse } from "../../app/deps.ts";
import { createOrganization } from "../../app/organizations/create-organization.ts";
import { deleteOrganization } from "../../app/organizations/delete-organization.ts";
import { countContents } from "../../app/organizations/organization-contents.ts";
import { listRemovals } from "../../app/organizations/removal-job.ts";
import { updateOrganization } from "../../app/organizations/update-organization.ts";
import {
  filterOrganizations,
  findOwnOrganization,
  listVisibleOrganizations,
  viewOrganization,
} from "../../app/organizations/visible-organizations.ts";
import { createIntegrationToken } from "../../app/tokens/create-integration-token.ts";
import { createUserToken } from "../../app/tokens/create-user-token.ts";
import { getCaller } from "../../app/tokens/get-caller.ts";
import { limitToken } from "../../app/tokens/limit-token.ts";
import { listTokens } from "../../app/tokens/list-tokens.ts";
import { revokeToken } from "../../app/tokens/revoke-token.ts";
import { INSTANCE, type OrgId, type TokenId } from "../../core/ids.ts";
import type { OrganizationRemovalRow } from "../../ports/removal-tables.ts";
import type { TokenRow } from "../../ports/tables.ts";
import type { HttpContext } from "../context.ts";
import { type Handlers, idOf } from "./call.ts";
import {
  buildScimUrl,
  formatTime,
  showApplication,
  showLastUse,
  showOrganization,
  showToken,
  showTokenUse,
} from "./convert.ts";

/** Organizations, their tokens, and the status of all of them. */
export const organizationHandlers: Pick<
  Handlers,
  | "createOrganization"
  | "listOrganizations"
  | "updateOrganization"
  | "getOrganizationContents"
  | "deleteOrganization"
  | "createToken"
  | "listTokens"
  | "getToken"
  | "limitToken"
  | "revokeToken"
  | "createInstanceToken"
  | "listInstanceTokens"
  | "revokeInstanceToken"
  | "status"
  | "whoami"
> = {
  async createOrganization(call) {
    const row = await createOrganization(call.context.deps, call.actor, call.body);
    return isRefusal(row) ? row : showOrganization(call, { row, users: 0, groups: 0 });
  },

  async listOrganizations(call) {
    const { deps } = call.context;
    const rows = filterOrganizations(await listVisibleOrganizations(deps, call.actor), call.query);
    const views = await Promise.all(rows.map((row) => viewOrganization(deps, row)));
    const isForAll =
      call.actor.kind === "person" ? call.actor.reach === "all" : call.actor.kind === "instance-admin";
    const deleting = isForAll ? (await listRemovals(deps)).map(showRemoval) : [];
    return { items: views.map((view) => showOrganization(call, view)), deleting };
  },

  getOrganizationContents: ({ context: { deps }, org }) => countContents(deps, org),

  async deleteOrganization({ context: { deps, engine, removals }, actor, org, query }) {
    const removal = await deleteOrganization(deps, engine, actor, { org, name: query.name });
    if (isRefusal(removal)) return removal;
    removals.wake();
    const { row, ...contents } = removal;
    return { ...showRemoval(row), ...contents };
  },

  async updateOrganization(call) {
    const { deps } = call.context;
    const row = await updateOrganization(deps, call.actor, { org: call.org, ...call.body });
    return isRefusal(row) ? row : showOrganization(call, await viewOrganization(deps, row));
  },

  async createToken(call) {
    const { deps } = call.context;
    const { user, ...body } = call.body;
    const wanted = { org: call.org, ...body };
    const made =
      user === undefined
        ? await createIntegrationToken(deps, call.actor, wanted)
        : await createUserToken(deps, call.actor, { ...wanted, user });
    if (isRefusal(made)) return made;
    const [shown] = await showTokens(deps, call.org, [made.row]);
    return { ...(shown ?? showToken(made.row)), token: made.token, scimUrl: buildScimUrl(call, call.org) };
  },

  async listTokens({ context: { deps, uses }, org }) {
    const shown = await showTokens(deps, org, await listTokens(deps, org));
    const used = await uses.lastOfAll(org);
    return {
      items: shown.map((token) => ({ ...token, lastUse: showLastUse(used.get(idOf(token.tokenId))) })),
    };
  },

  async getToken({ context, org, params }) {
    const { deps } = context;
    const token = idOf<TokenId>(params.token);
    const row = await deps.store.get("token", { org, id: token });
    if (row === undefined) return refuse("not-found", "token.not-found", { token });
    return showDetails(context, org, row);
  },

  async limitToken({ context, actor, org, params, body }) {
    const row = await limitToken(context.deps, actor, { org, token: idOf(params.token), ...body });
    return isRefusal(row) ? row : showDetails(context, org, row);
  },

  async revokeToken({ context, actor, org, params }) {
    const row = await revokeToken(context.deps, actor, { org, token: idOf(params.token) });
    return isRefusal(row) ? row : null;
  },

  async createInstanceToken({ context, actor, body }) {
    const { kind, lifetimeDays } = body;
    const name = body.name ?? (kind === "metrics" ? "metrics" : "instance administrator");
    const wanted = { org: INSTANCE, kind, profile: "generic", name, lifetimeDays } as const;
    const { row, token } = await createIntegrationToken(context.deps, actor, wanted);
    return { ...showToken(row), token };
  },

  async listInstanceTokens({ context }) {
    return { items: (await listTokens(context.deps, INSTANCE)).map((row) => showToken(row)) };
  },

  async revokeInstanceToken({ context, actor, params }) {
    const row = await revokeToken(context.deps, actor, { org: INSTANCE, token: idOf(params.token) });
    return isRefusal(row) ? row : null;
  },

  async whoami({ context: { deps }, actor }) {
    const { id, kind, name, expires } = await getCaller(deps, actor);
    const org = findOwnOrganization(actor);
    const own = org === undefined ? undefined : await deps.store.get("organization", { org });
    const organization = own === undefined ? null : { orgId: own.org, name: own.name };
    return { tokenId: id, name, kind, expiresAt: formatTime(expires), organization };
  },

  async status(call) {
    const { deps, version, storeKind: store } = call.context;
    const rows = await listVisibleOrganizations(deps, call.actor);
    const organizations = await Promise.all(
      rows.map(async (row) => {
        const applications = await findApplications(deps, call.actor, { org: row.org });
        return {
          ...showOrganization(call, await viewOrganization(deps, row)),
          applications: applications.map((view) => showApplication(call, view)),
        };
      }),
    );
    return { version, store, organizations };
  },
};

function showRemoval({ org, name, requested }: OrganizationRemovalRow) {
  return { orgId: org, name, requestedAt: formatTime(requested) };
}

/** Shows a token with its last use, its limit, and what its profile tolerates. */
async function showDetails({ deps, uses }: HttpContext, org: OrgId, row: TokenRow) {
  const [shown = showToken(row)] = await showTokens(deps, org, [row]);
  return { ...shown, ...showTokenUse(row, await uses.lastOf(org, row.id)) };
}

/** Shows tokens with the names of the users they are issued to. */
async function showTokens(deps: Deps, org: OrgId, rows: readonly TokenRow[]) {
  const holders = rows.flatMap(({ issued_to }) => (issued_to === null ? [] : [issued_to]));
  const names = await readSubjectNames(deps, org, holders);
  return rows.map((row) => showToken(row, names));
}
