import type { AppId, OrgId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { newSecret } from "../secrets.ts";
import { checkCredential } from "./check-credential.ts";

/**
 * Puts a new credential in place of the application's old one, which is gone then. The attributes that
 * accounts should hold stay, so no initial cycle follows; a cycle that runs goes on with the credential that
 * it began with. A rested target stays at rest until it is asked again (`Engine.test`).
 */
export async function replaceSecret(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly app: AppId; readonly secret: string },
): Promise<ApplicationRow | Refusal> {
  const { org, app } = input;
  const before = await deps.store.get("application", { org, id: app });
  if (before === undefined) return refuse("not-found", "app.not-found", { app });
  const refused = checkCredential(deps, before, input.secret);
  if (refused !== undefined) return refused;
  const { id: secret, write } = newSecret(deps, org, input.secret);
  const modified = deps.env.now();
  const key = { org, id: app };
  const old: readonly Write[] =
    before.secret === null ? [] : [{ op: "delete", table: "secret", key: { org, id: before.secret } }];
  const committed = await deps.store.commit([
    { op: "update", table: "application", key, set: { secret, modified }, expect: { secret: before.secret } },
    write,
    ...old,
    createAuditWrite(deps, author, { org, category: "application", activity: "replace-secret", target: app }),
  ]);
  if (committed.kind === "conflict") return refuse("conflict", "app.changed-meanwhile", { app });
  return { ...before, secret, modified };
}
