import { INSTANCE, type PersonId, type SessionId, trustId } from "../../core/ids.ts";
import { endOf, SESSION_MS } from "../../core/people/session.ts";
import { redactWords } from "../../core/redact.ts";
import type { SessionRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { createAuditWrite } from "../audit.ts";
import type { Deps } from "../deps.ts";

const USER_AGENT_MAX = 300;
/** Sessions that ended longer ago are removed when their person signs in again. */
const KEPT_MS = 30 * 86_400_000;
const REMOVED_MAX = 50;

/** From where a request comes, as a session shows it. */
export interface SessionOrigin {
  readonly address: string;
  readonly userAgent: string | undefined;
}

/** A session that is not committed yet, with the text of its cookie, which is not stored. */
export interface NewSession {
  readonly row: SessionRow;
  readonly token: string;
  readonly writes: readonly Write[];
}

/** How a person proved who they are, for the audit trail. The proof of a provider may be older than the session. */
export type Proof =
  | { readonly by: "password" | "first-owner" | "invitation" | "reset" | "passkey" }
  | { readonly by: "provider"; readonly proven: number | null };

/** Prepares a session of a person who has proven who they are. */
export async function prepareSession(
  deps: Deps,
  person: PersonId,
  origin: SessionOrigin,
  proof: Proof,
): Promise<NewSession> {
  const { env, secrets } = deps;
  const { token, hash } = secrets.newToken();
  const now = env.now();
  const userAgent = origin.userAgent?.replace(/\p{Cc}+/gu, " ").slice(0, USER_AGENT_MAX);
  const row: SessionRow = {
    org: INSTANCE,
    id: trustId<SessionId>(env.newId()),
    hash,
    person,
    created: now,
    proven: proof.by === "provider" ? proof.proven : now,
    used: now,
    expires: now + SESSION_MS.absolute,
    ended: null,
    user_agent: userAgent === undefined ? null : redactWords(userAgent),
    address: origin.address,
  };
  const audit = createAuditWrite(
    deps,
    { kind: "person", personId: person },
    {
      org: INSTANCE,
      category: "session",
      activity: "sign-in",
      target: row.id,
      detail: { by: proof.by, address: origin.address },
    },
  );
  const writes = [
    ...(await removeOld(deps, person)),
    { op: "insert", table: "session", row } as const,
    audit,
  ];
  return { row, token, writes };
}

async function removeOld({ store, env }: Deps, person: PersonId): Promise<readonly Write[]> {
  const before = env.now() - KEPT_MS;
  const oldest = await store.page("session", { where: { org: INSTANCE, person }, limit: REMOVED_MAX });
  return oldest
    .filter((row) => (row.ended ?? endOf(row)) < before)
    .map(({ id }) => ({ op: "delete", table: "session", key: { org: INSTANCE, id } }));
}
