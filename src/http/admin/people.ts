import { isRefusal, type Refusal } from "../../app/deps.ts";
import { getOrganization } from "../../app/organizations/visible-organizations.ts";
import { addPerson } from "../../app/people/add-person.ts";
import { changeRole } from "../../app/people/change-role.ts";
import { createResetLink } from "../../app/people/create-reset-link.ts";
import { endSessionsOf, listSessions } from "../../app/people/end-sessions.ts";
import { hasEntered } from "../../app/people/find-way-in.ts";
import { formatLink, type NewOneTimeLink } from "../../app/people/one-time-links.ts";
import { listPasskeys } from "../../app/people/passkeys/change-passkey.ts";
import { findPersonInReach, listPeople, type PersonView } from "../../app/people/people-in-reach.ts";
import { removePasskeyOf, removeSecondFactorOf } from "../../app/people/remove-factor.ts";
import { findAuthenticator } from "../../app/people/second-factor.ts";
import { type MailedLink, sendLink } from "../../app/people/send-link.ts";
import { setPersonState } from "../../app/people/set-person-state.ts";
import type { PersonDetails, PersonShape, PersonWithLink } from "../../contract/people.ts";
import { INSTANCE, type OrgId, type PasskeyId } from "../../core/ids.ts";
import { INSTANCE_ROLE } from "../../core/people/roles.ts";
import { languageOf } from "../problem.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { buildBaseUrl, formatTime } from "./convert.ts";
import { createTooMany, showFailure } from "./notices.ts";
import { showPasskey } from "./passkeys.ts";
import { showPersonSession } from "./sign-in.ts";

type PeopleRoute =
  | "listPeople"
  | "invitePerson"
  | "inviteAdministrator"
  | "getPerson"
  | "setPersonRole"
  | "removePersonRole"
  | "removeAdministrator"
  | "disablePerson"
  | "enablePerson"
  | "resetPerson"
  | "removeSecondFactorOf"
  | "removePasskeyOf"
  | "listSessionsOf"
  | "endSessionsOf";

type Where = Pick<AdminCall<"getPerson">, "context" | "request">;
type Mailing = Pick<AdminCall<"resetPerson">, "context" | "request" | "actor" | "body">;

/** Serves the persons who sign in, and their roles. */
export const peopleHandlers: Pick<Handlers, PeopleRoute> = {
  async listPeople(call) {
    const { context, actor, query } = call;
    const org = query.organization === undefined ? undefined : idOf<OrgId>(query.organization);
    const found = org === undefined ? undefined : await getOrganization(context.deps, actor, org);
    if (isRefusal(found)) return found;
    const items: PersonShape[] = [];
    for (const view of await listPeople(context.deps, actor, org)) items.push(await showPerson(call, view));
    return { items };
  },

  async invitePerson(call) {
    countMail(call);
    const invited = await addPerson(call.context.deps, call.actor, { org: call.org, ...call.body });
    return isRefusal(invited) ? invited : sendAndShow(call, invited.view, invited.link);
  },

  async inviteAdministrator(call) {
    countMail(call);
    const invitation = { org: INSTANCE, role: INSTANCE_ROLE, ...call.body } as const;
    const invited = await addPerson(call.context.deps, call.actor, invitation);
    return isRefusal(invited) ? invited : sendAndShow(call, invited.view, invited.link);
  },

  async getPerson(call) {
    const view = await findPersonInReach(call.context.deps, call.actor, call.params.person);
    return isRefusal(view) ? view : showDetails(call, view);
  },

  async setPersonRole(call) {
    const { org, params, body } = call;
    const input = { org, find: params.person, role: body.role };
    const view = await changeRole(call.context.deps, call.actor, input);
    return isRefusal(view) ? view : showPerson(call, view);
  },

  async removePersonRole({ context, actor, org, params }) {
    const view = await changeRole(context.deps, actor, { org, find: params.person, role: null });
    return isRefusal(view) ? view : null;
  },

  async removeAdministrator({ context, actor, params }) {
    const view = await changeRole(context.deps, actor, { org: INSTANCE, find: params.person, role: null });
    return isRefusal(view) ? view : null;
  },

  async disablePerson(call) {
    const input = { find: call.params.person, state: "disabled" } as const;
    const view = await setPersonState(call.context.deps, call.actor, input);
    return isRefusal(view) ? view : showPerson(call, view);
  },

  async enablePerson(call) {
    const input = { find: call.params.person, state: "enabled" } as const;
    const view = await setPersonState(call.context.deps, call.actor, input);
    return isRefusal(view) ? view : showPerson(call, view);
  },

  async resetPerson(call) {
    const { context, actor, params, body } = call;
    countMail(call);
    const result = await createResetLink(context.deps, actor, params.person, body.mailTo);
    return isRefusal(result) ? result : sendAndShow(call, result.view, result.link);
  },

  async removeSecondFactorOf({ context, actor, params }) {
    return (await removeSecondFactorOf(context.deps, actor, params.person)) ?? null;
  },

  async removePasskeyOf({ context, actor, params }) {
    const input = { find: params.person, passkey: idOf<PasskeyId>(params.passkey) };
    return (await removePasskeyOf(context.deps, actor, input)) ?? null;
  },

  async listSessionsOf({ context, actor, params }) {
    const view = await findPersonInReach(context.deps, actor, params.person);
    if (isRefusal(view)) return view;
    const current = actor.kind === "person" ? actor.sessionId : undefined;
    const sessions = await listSessions(context.deps, view.row.id);
    return { items: sessions.map((row) => ({ ...showPersonSession(row), isCurrent: row.id === current })) };
  },

  async endSessionsOf({ context, actor, params }) {
    const ended = await endSessionsOf(context.deps, actor, params.person);
    return isRefusal(ended) ? ended : { ended };
  },
};

async function showPerson(
  { context: { deps } }: Where,
  { row, shownRoles }: PersonView,
): Promise<PersonShape> {
  const roles: PersonShape["roles"] = [];
  for (const [org, role] of shownRoles) {
    const organization = org === INSTANCE ? undefined : await deps.store.get("organization", { org });
    roles.push({ orgId: organization?.org ?? null, organization: organization?.name ?? null, role });
  }
  const state = (await hasEntered(deps, row)) ? "active" : "invited";
  return {
    personId: row.id,
    name: row.name,
    displayName: row.display_name,
    state: row.disabled === null ? state : "disabled",
    createdAt: formatTime(row.created),
    roles,
  };
}

async function showDetails(call: Where, view: PersonView): Promise<PersonDetails> {
  const { deps } = call.context;
  const { id } = view.row;
  const app = await findAuthenticator(deps, id);
  return {
    ...(await showPerson(call, view)),
    authenticatorAppSince: app === undefined || app.confirmed === null ? null : formatTime(app.confirmed),
    passkeys: (await listPasskeys(deps, id)).map(showPasskey),
  };
}

/** Refuses a request for mail, before it changes anything, when many links went out already. */
function countMail({ context, actor, body }: Mailing): void {
  if (body.mailTo === undefined || context.deps.mail === undefined) return;
  const sender = actor.kind === "person" ? actor.personId : actor.tokenId;
  const seconds = context.mails.takeLink(sender, body.mailTo);
  if (seconds !== undefined) throw createTooMany("mail.too-many-links", seconds);
}

/** Sends a new link if mail was requested, and shows it; a mail that was refused does not take the link away. */
async function sendAndShow(
  call: Mailing,
  view: PersonView,
  link: NewOneTimeLink | undefined,
): Promise<PersonWithLink | Refusal> {
  const baseUrl = buildBaseUrl(call);
  const mailed = await send(call, view, link);
  if (isRefusal(mailed)) return mailed;
  return {
    ...(await showPerson(call, view)),
    link: link === undefined ? null : formatLink(baseUrl, link.code),
    linkExpiresAt: link === undefined ? null : formatTime(link.row.expires),
    mail: mailed === undefined ? null : { to: mailed.to, failure: showFailure(mailed.outcome) },
  };
}

async function send(
  call: Mailing,
  view: PersonView,
  link: NewOneTimeLink | undefined,
): Promise<MailedLink | Refusal | undefined> {
  const { context, request, body } = call;
  if (link === undefined || body.mailTo === undefined) return undefined;
  const language = languageOf(request.headers["accept-language"]);
  const way = { to: body.mailTo, language, baseUrl: buildBaseUrl(call), signal: context.closing };
  return sendLink(context.deps, view, link, way);
}
