import { INSTANCE } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import { type Actor, type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { createAuditInAll } from "./audit-in-all.ts";
import { prepareEndOfSessions } from "./end-sessions.ts";
import { requireAnother } from "./last-owner.ts";
import { prepareEndOfLinks } from "./one-time-links.ts";
import { findOwnPerson, type PersonView } from "./people-in-reach.ts";
import { prepareRevocations } from "./personal-tokens.ts";

const ATTEMPTS_MAX = 5;

/** Disables or enables a person. Disabling ends sessions, links and personal tokens in the same commit; roles stay. */
export async function setPersonState(
  deps: Deps,
  actor: Actor,
  { find, state }: { readonly find: string; readonly state: "enabled" | "disabled" },
): Promise<PersonView | Refusal> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const view = await findOwnPerson(deps, actor, find);
    if (isRefusal(view)) return view;
    const { id, version, disabled: before } = view.row;
    if ((before === null) === (state === "enabled")) return view;
    const disabled = state === "disabled" ? deps.env.now() : null;
    const ends = state === "disabled" ? await prepareEnd(deps, actor, view) : [];
    if (isRefusal(ends)) return ends;
    const set = { disabled, version: version + 1 };
    const committed = await deps.store.commit([
      { op: "update", table: "person", key: { org: INSTANCE, id }, set, expect: { version } },
      ...ends,
      ...createAuditInAll(deps, actor, view, state === "disabled" ? "disable" : "enable"),
    ]);
    if (committed.kind === "committed") {
      deps.revocations.happened();
      return { ...view, row: { ...view.row, ...set } };
    }
    await deps.env.sleep(attempt);
  }
  return refuse("conflict", "person.changed-meanwhile", { name: find });
}

async function prepareEnd(
  deps: Deps,
  actor: Actor,
  { row, roles }: PersonView,
): Promise<readonly Write[] | Refusal> {
  const writes: Write[] = [];
  for (const [org, role] of roles) {
    const kept = await requireAnother(deps, row, org, role);
    if (isRefusal(kept)) return kept;
    writes.push(...kept);
  }
  return [
    ...writes,
    ...(await prepareEndOfSessions(deps, actor, row.id)),
    ...(await prepareEndOfLinks(deps, row.id)),
    ...(await prepareRevocations(deps, actor, row.id)),
  ];
}
