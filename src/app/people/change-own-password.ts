import { INSTANCE } from "../../core/ids.ts";
import { findPasswordProblem, PASSWORD_LENGTH } from "../../core/people/password.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { createAuditWrite } from "../audit.ts";
import { commitOrThrow } from "../commit.ts";
import { type Deps, type PersonActor, type Refusal, refuse } from "../deps.ts";
import { prepareEndOfSessions } from "./end-sessions.ts";
import type { CodeProblem } from "./enrol-authenticator.ts";
import { prepareEndOfLinks } from "./one-time-links.ts";
import { prepareSession, type SessionOrigin } from "./open-session.ts";
import { checkSecondFactor } from "./second-factor.ts";
import type { SignedIn } from "./sign-in.ts";
import { beginAttempt, clearAttempt } from "./sign-in-delays.ts";

/** The old password of a person with the new one, and a code where the person has an authenticator app. */
export interface PasswordChange {
  readonly currentPassword: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/**
 * Changes the password of the caller. All sessions and links end in the same commit, and one new session begins: a
 * stranger in one of the old sessions is out. Wrong passwords and codes are delayed as those of a sign-in are.
 */
export async function changeOwnPassword(
  deps: Deps,
  actor: PersonActor,
  change: PasswordChange,
  origin: SessionOrigin,
): Promise<SignedIn | CodeProblem> {
  const person = await deps.store.get("person", { org: INSTANCE, id: actor.personId });
  if (person === undefined || person.password === null) return refuse("conflict", "password.none");
  const problem = findPasswordProblem(change.password, [person.name, person.display_name]);
  if (problem !== undefined) return refuse("invalid", problem, { ...PASSWORD_LENGTH });
  const attempt = await beginAttempt(deps, { name: person.name, address: origin.address });
  if (attempt.kind === "delayed") return attempt;
  if (!(await deps.passwords.verify(person.password, change.currentPassword))) {
    await commitOrThrow(deps, [createPasswordAudit(deps, actor, "refuse-password-change", origin)]);
    return refuse("invalid", "password.wrong");
  }
  const factor = await checkSecondFactor(deps, person.id, change.code);
  if (factor.kind === "code-needed") return refuse("invalid", "second-factor.code-needed");
  if (factor.kind === "wrong") return refuse("invalid", "second-factor.wrong-code");
  const used = factor.kind === "right" ? factor.writes : [];
  const result = await commitChange(deps, actor, { person, password: change.password, used }, origin);
  if (result.kind === "signed-in") await clearAttempt(deps, attempt);
  return result;
}

async function commitChange(
  deps: Deps,
  actor: PersonActor,
  input: { readonly person: MusterPersonRow; readonly password: string; readonly used: readonly Write[] },
  origin: SessionOrigin,
): Promise<SignedIn | Refusal> {
  const { id, name, version } = input.person;
  const set = { password: await deps.passwords.hash(input.password), version: version + 1 };
  const session = await prepareSession(deps, id, origin, { by: "password" });
  const committed = await deps.store.commit([
    { op: "update", table: "person", key: { org: INSTANCE, id }, set, expect: { version } },
    ...input.used,
    ...(await prepareEndOfSessions(deps, actor, id)),
    ...(await prepareEndOfLinks(deps, id)),
    createPasswordAudit(deps, actor, "set-password", origin),
    ...session.writes,
  ]);
  deps.revocations.happened();
  if (committed.kind === "conflict") return refuse("conflict", "person.changed-meanwhile", { name });
  return {
    kind: "signed-in",
    person: { ...input.person, ...set },
    session: session.row,
    token: session.token,
  };
}

function createPasswordAudit(
  deps: Deps,
  actor: PersonActor,
  activity: string,
  { address }: SessionOrigin,
): Write {
  return createAuditWrite(deps, actor, {
    org: INSTANCE,
    category: "person",
    activity,
    target: actor.personId,
    detail: { name: actor.name, address },
  });
}
