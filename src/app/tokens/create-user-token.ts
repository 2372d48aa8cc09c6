import type { OrgId } from "../../core/ids.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import type { Author } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { findObjects, nameOf, stateOf } from "../objects.ts";
import { type NewToken, prepareToken, type TokenInput } from "./create-integration-token.ts";

const ATTEMPTS_MAX = 20;

/**
 * Creates a token for a user of the directory, found by userName or id. The token ends with the user's account, so only
 * an active user gets one, also while another writer deactivates the user.
 */
export async function createUserToken(
  deps: Deps,
  author: Author,
  input: TokenInput & { readonly user: string },
): Promise<NewToken | Refusal> {
  const { org, user } = input;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const holder = await findHolder(deps, org, user);
    if (isRefusal(holder)) return holder;
    const { made, writes } = await prepareToken(deps, author, input, holder.id);
    const { id, version } = holder;
    const committed = await deps.store.commit([
      // Written unchanged, and not only required: on PostgreSQL an import that deactivates the user at the same time
      // reads from a snapshot, and would not conflict with a mere check.
      {
        op: "update",
        table: "object",
        key: { org, id },
        set: { version },
        expect: { version, deleted: null },
      },
      ...writes,
    ]);
    if (committed.kind === "committed") return made;
    await deps.env.sleep(attempt);
  }
  return refuse("conflict", "user.changed-meanwhile", { user });
}

async function findHolder(deps: Deps, org: OrgId, find: string): Promise<ObjectRow | Refusal> {
  const [user] = await findObjects(deps, org, "user", find);
  if (user === undefined) return refuse("not-found", "object.not-found", { type: "user", find });
  const state = stateOf(user);
  return state === "active"
    ? user
    : refuse("conflict", "token.user-not-active", { name: nameOf(user), state });
}
