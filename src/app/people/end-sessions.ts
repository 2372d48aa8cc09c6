import { INSTANCE, type PersonId, type SessionId } from "../../core/ids.ts";
import { isLive } from "../../core/people/session.ts";
import type { SessionRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitIfCurrent } from "../commit.ts";
import { type Actor, type Deps, isRefusal, type PersonActor, type Refusal, refuse } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { findPersonInReach } from "./people-in-reach.ts";

const ATTEMPTS_MAX = 5;

/** The sessions of a person that have not ended, newest last. */
export async function listSessions(
  { store, env }: Pick<Deps, "store" | "env">,
  person: PersonId,
): Promise<readonly SessionRow[]> {
  const live: SessionRow[] = [];
  for await (const rows of readEachPage(store, "session", { org: INSTANCE, person, ended: null })) {
    live.push(...rows.filter((row) => isLive(row, env.now())));
  }
  return live;
}

/** Ends one session of a person. Ending it again changes nothing. */
export async function endSession(
  deps: Deps,
  author: Author,
  input: { readonly person: PersonId; readonly session: SessionId },
): Promise<Refusal | undefined> {
  const { person, session: id } = input;
  const row = await deps.store.get("session", { org: INSTANCE, id });
  if (row?.person !== person) return refuse("not-found", "session.not-found", { session: id });
  if (row.ended === null) {
    // A conflict means that another request ended it meanwhile, which is the result that was requested.
    await commitIfCurrent(deps, endWrites(deps, author, row));
  }
  deps.revocations.happened();
  return undefined;
}

/** Ends all sessions of the caller but the one of this request; returns their number. */
export async function endOtherSessions(deps: Deps, actor: PersonActor): Promise<number> {
  let ended = 0;
  for (const row of await listSessions(deps, actor.personId)) {
    if (row.id === actor.sessionId) continue;
    // A conflict means that another request ended it meanwhile.
    if (await commitIfCurrent(deps, endWrites(deps, actor, row))) ended += 1;
  }
  deps.revocations.happened();
  return ended;
}

/**
 * The writes that end every session of a person. They belong into the change set that disables the person or sets
 * another password; they make it a conflict if a session was opened meanwhile.
 */
export async function prepareEndOfSessions(
  deps: Deps,
  author: Author,
  person: PersonId,
): Promise<readonly Write[]> {
  const open = { org: INSTANCE, person, ended: null };
  const writes: Write[] = [];
  for await (const rows of readEachPage(deps.store, "session", open)) {
    writes.push(...rows.flatMap((row) => endWrites(deps, author, row)));
  }
  return [...writes, { op: "requireNone", table: "session", where: open }];
}

/** Ends all sessions of a person with a role in reach; returns their number. */
export async function endSessionsOf(deps: Deps, actor: Actor, find: string): Promise<number | Refusal> {
  const view = await findPersonInReach(deps, actor, find);
  if (isRefusal(view)) return view;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const writes = await prepareEndOfSessions(deps, actor, view.row.id);
    const committed = await deps.store.commit(writes);
    if (committed.kind === "committed") {
      deps.revocations.happened();
      return writes.filter(({ op, table }) => op === "update" && table === "session").length;
    }
    await deps.env.sleep(attempt);
  }
  return refuse("conflict", "person.changed-meanwhile", { name: view.row.name });
}

function endWrites(deps: Deps, author: Author, { id, person }: SessionRow): readonly Write[] {
  const key = { org: INSTANCE, id };
  return [
    { op: "update", table: "session", key, set: { ended: deps.env.now() }, expect: { ended: null } },
    createAuditWrite(deps, author, {
      org: INSTANCE,
      category: "session",
      activity: "end",
      target: id,
      detail: { person },
    }),
  ];
}
