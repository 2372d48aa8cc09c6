import { INSTANCE, type OrgId, type PersonId, trustId } from "../../core/ids.ts";
import type { PersonRole } from "../../core/people/roles.ts";
import { foldText } from "../../core/scim/text.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { createAuditWrite } from "../audit.ts";
import { type Actor, type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { getMail } from "../notices/test-mail.ts";
import { findPersonByName } from "./find-person.ts";
import { findWayIn } from "./find-way-in.ts";
import { type NewOneTimeLink, prepareLink } from "./one-time-links.ts";
import { isWithin, type PersonView, reachOf, viewPerson } from "./people-in-reach.ts";

/** The person and the role to invite to; `org` is the instance for an instance administrator. */
export interface Invitation {
  readonly org: OrgId;
  readonly role: PersonRole;
  readonly name: string;
  readonly displayName?: string | undefined;
  /** The address that the link will be sent to. */
  readonly mailTo?: string | undefined;
}

/** An invited person. There is no link for a person who can sign in there already. */
export interface Invited {
  readonly view: PersonView;
  readonly link: NewOneTimeLink | undefined;
}

/**
 * Gives a person a role in an organization, and creates the person if the name is free. A person who could
 * not sign in with that role gets a link, unless an organization out of reach invited them: with it the caller could enter
 * there. A person whom the provider of such an organization signs in, and no password, would lose that way with a role
 * elsewhere: the owner of one organization could lock the people of another out.
 */
export async function addPerson(
  deps: Deps,
  actor: Actor,
  invitation: Invitation,
): Promise<Invited | Refusal> {
  const { org, role, name, mailTo } = invitation;
  const mail = mailTo === undefined ? undefined : getMail(deps);
  if (isRefusal(mail)) return mail;
  const known = await findPersonByName(deps, name);
  const row = known ?? createRow(deps, invitation);
  const before = await viewPerson(deps, actor, row);
  if (before.roles.has(org)) {
    return refuse("conflict", "person.has-role", { name: row.name, role: before.roles.get(org) ?? "" });
  }
  const isOwn = isWithin(before.roles, reachOf(actor));
  const way = await findWayIn(deps, row, new Map(before.roles).set(org, role));
  if (way === undefined && !isOwn && (await findWayIn(deps, row, before.roles)) !== undefined) {
    return refuse("conflict", "person.provider-elsewhere", { name: row.name });
  }
  const needsLink = way === undefined && row.disabled === null && isOwn;
  const link = needsLink
    ? await prepareLink(deps, actor, { org, purpose: "invitation", person: row.id, mailTo })
    : undefined;
  const first: Write =
    known === undefined
      ? { op: "insert", table: "person", row }
      : {
          op: "update",
          table: "person",
          key: { org: INSTANCE, id: known.id },
          set: { version: known.version },
          expect: { version: known.version },
        };
  const committed = await deps.store.commit([
    first,
    {
      op: "insert",
      table: "person_role",
      row: { org, person: row.id, role, created: deps.env.now() },
    },
    createAuditWrite(deps, actor, {
      org,
      category: "person",
      activity: "invite",
      target: row.id,
      detail: { name: row.name, role },
    }),
    ...(link?.writes ?? []),
  ]);
  if (committed.kind === "conflict") {
    return refuse("conflict", "person.changed-meanwhile", { name: row.name });
  }
  deps.revocations.happened();
  return { view: await viewPerson(deps, actor, row), link };
}

function createRow({ env }: Deps, { name, displayName }: Invitation): MusterPersonRow {
  return {
    org: INSTANCE,
    id: trustId<PersonId>(env.newId()),
    name,
    name_key: foldText(name),
    display_name: displayName ?? name,
    language: null,
    password: null,
    created: env.now(),
    disabled: null,
    version: 1,
  };
}
