import { INSTANCE } from "../../core/ids.ts";
import type { Author } from "../audit.ts";
import { commitOrThrow } from "../commit.ts";
import { type Actor, type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { getMail } from "../notices/test-mail.ts";
import { createAuditInAll } from "./audit-in-all.ts";
import { hasEntered } from "./find-way-in.ts";
import { type NewOneTimeLink, prepareLink } from "./one-time-links.ts";
import { findOwnPerson, type PersonView } from "./people-in-reach.ts";
import { forgetFailures } from "./sign-in-delays.ts";

/**
 * Creates a link with which a person chooses another password. The old one is valid until the link is used. It is for
 * others alone: such a link takes neither the present password nor a second factor, so that a stranger at an open browser
 * would have the account for good.
 */
export async function createResetLink(
  deps: Deps,
  actor: Actor,
  find: string,
  mailTo?: string,
): Promise<{ readonly view: PersonView; readonly link: NewOneTimeLink } | Refusal> {
  const mail = mailTo === undefined ? undefined : getMail(deps);
  if (isRefusal(mail)) return mail;
  const view = await findOwnPerson(deps, actor, find);
  if (isRefusal(view)) return view;
  if (actor.kind === "person" && actor.personId === view.row.id) {
    return refuse("conflict", "person.own-reset", { name: view.row.name });
  }
  if (view.row.disabled !== null) return refuse("conflict", "person.disabled", { name: view.row.name });
  const link = await prepareReset(deps, actor, view, mailTo);
  await commitOrThrow(deps, [...link.writes, ...createAuditInAll(deps, actor, view, "reset")]);
  return { view, link };
}

/** Prepares a link for another password; a person who never signed in gets an invitation again. */
export async function prepareReset(
  deps: Deps,
  author: Author,
  { row, roles }: Pick<PersonView, "row" | "roles">,
  mailTo?: string,
): Promise<NewOneTimeLink> {
  const [first = INSTANCE] = [...roles.keys()].filter((org) => org !== INSTANCE);
  const isNew = !(await hasEntered(deps, row));
  const link = await prepareLink(deps, author, {
    org: isNew ? first : INSTANCE,
    purpose: isNew ? "invitation" : "reset",
    person: row.id,
    mailTo,
  });
  return { ...link, writes: [...link.writes, forgetFailures(deps, row.name)] };
}
