import { INSTANCE, type PersonId, trustId } from "../../core/ids.ts";
import { findPasswordProblem, PASSWORD_LENGTH } from "../../core/people/password.ts";
import { INSTANCE_ROLE } from "../../core/people/roles.ts";
import { foldText } from "../../core/scim/text.ts";
import type { MusterPersonRow, OneTimeLinkRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { prepareEndOfFactors } from "./end-of-factors.ts";
import { findLink } from "./one-time-links.ts";
import { prepareSession, type SessionOrigin } from "./open-session.ts";
import type { SignedIn } from "./sign-in.ts";
import { forgetFailures } from "./sign-in-delays.ts";

/** The answers of a person to a link. The first owner alone chooses a name; others have theirs. */
export interface LinkAnswers {
  readonly link: string;
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly password: string;
}

/** The person that a link leads to, and the writes that make it so. */
interface Redeemed {
  readonly person: MusterPersonRow;
  readonly writes: readonly Write[];
}

/**
 * Uses a link up: sets the password, creates the first owner or lets an invited person in, and signs the person in.
 * Earlier sessions end, and so do delays. All of it is one commit, so that a link cannot be used twice.
 */
export async function enterByLink(
  deps: Deps,
  answers: LinkAnswers,
  origin: SessionOrigin,
): Promise<SignedIn | Refusal> {
  const link = await findLink(deps, answers.link);
  if (isRefusal(link)) return link;
  const known = link.person === null ? undefined : await readPerson(deps, link.person);
  if (isRefusal(known)) return known;
  const name = known?.name ?? answers.name?.trim();
  if (name === undefined || name === "") return refuse("invalid", "person.name-missing");
  const problem = findPasswordProblem(answers.password, [name, answers.displayName ?? name]);
  if (problem !== undefined) return refuse("invalid", problem, { ...PASSWORD_LENGTH });
  const password = await deps.passwords.hash(answers.password);
  const redeemed =
    known === undefined
      ? createFirstOwner(deps, link, { name, displayName: answers.displayName ?? name, password })
      : await setPassword(deps, known, { displayName: answers.displayName, password });
  return commitRedeemed(deps, link, redeemed, origin);
}

async function readPerson({ store }: Deps, id: PersonId): Promise<MusterPersonRow | Refusal> {
  const person = await store.get("person", { org: INSTANCE, id });
  return person === undefined || person.disabled !== null ? refuse("conflict", "link.ended") : person;
}

function createFirstOwner(
  deps: Deps,
  link: OneTimeLinkRow,
  input: { readonly name: string; readonly displayName: string; readonly password: string },
): Redeemed {
  const created = deps.env.now();
  const id = trustId<PersonId>(deps.env.newId());
  const person: MusterPersonRow = {
    org: INSTANCE,
    id,
    name: input.name,
    name_key: foldText(input.name),
    display_name: input.displayName,
    language: null,
    password: input.password,
    created,
    disabled: null,
    version: 1,
  };
  const audit = (org: OneTimeLinkRow["org"], role: string) =>
    createAuditWrite(
      deps,
      { kind: "person", personId: id },
      { org, category: "person", activity: "set-role", target: id, detail: { role } },
    );
  const role = { person: id, created } as const;
  return {
    person,
    writes: [
      { op: "insert", table: "person", row: person },
      { op: "insert", table: "person_role", row: { org: INSTANCE, role: INSTANCE_ROLE, ...role } },
      { op: "insert", table: "person_role", row: { org: link.org, role: "owner", ...role } },
      audit(INSTANCE, INSTANCE_ROLE),
      audit(link.org, "owner"),
    ],
  };
}

async function setPassword(
  deps: Deps,
  before: MusterPersonRow,
  input: { readonly displayName: string | undefined; readonly password: string },
): Promise<Redeemed> {
  const { id, version } = before;
  const changes = {
    display_name: input.displayName ?? before.display_name,
    password: input.password,
    version: version + 1,
  };
  const author = { kind: "person", personId: id } as const;
  return {
    person: { ...before, ...changes },
    writes: [
      { op: "update", table: "person", key: { org: INSTANCE, id }, set: changes, expect: { version } },
      ...(await prepareEndOfFactors(deps, author, id)),
      createAuditWrite(deps, author, {
        org: INSTANCE,
        category: "person",
        activity: "set-password",
        target: id,
      }),
      forgetFailures(deps, before.name),
    ],
  };
}

async function commitRedeemed(
  deps: Deps,
  { org, id, purpose }: OneTimeLinkRow,
  { person, writes }: Redeemed,
  origin: SessionOrigin,
): Promise<SignedIn | Refusal> {
  const session = await prepareSession(deps, person.id, origin, { by: purpose });
  const committed = await deps.store.commit([
    {
      op: "update",
      table: "one_time_link",
      key: { org, id },
      set: { ended: deps.env.now() },
      expect: { ended: null },
    },
    ...writes,
    ...session.writes,
  ]);
  deps.revocations.happened();
  if (committed.kind === "committed") {
    return { kind: "signed-in", person, session: session.row, token: session.token };
  }
  if (committed.index === 0) return refuse("conflict", "link.ended");
  return committed.reason === "exists"
    ? refuse("conflict", "person.name-taken", { name: person.name })
    : refuse("conflict", "person.changed-meanwhile", { name: person.name });
}
