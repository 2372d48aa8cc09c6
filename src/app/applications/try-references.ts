import { type AppId, type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import type { CompiledMapping } from "../../core/mapping/mapping.ts";
import type { Projection } from "../../core/mapping/project.ts";
import { createReason, type Reason } from "../../core/provisioning/reason.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import { nameOf } from "../objects.ts";
import { readRowsAmong } from "../paging.ts";
import { compileScopes } from "../provisioning/compile-scopes.ts";
import { readReferences } from "../provisioning/read-references.ts";
import { readRule } from "../provisioning/read-scope.ts";

/** The account of a user that an attribute refers to, as a target receives it. */
export interface TriedReference {
  /** `linked`: the account; `awaited`: nothing until the user has an account; `none`: nothing, because none will be. */
  readonly state: "linked" | "awaited" | "none";
  readonly account: string | null;
  /** The name of the user; null if the directory has no such user. */
  readonly user: string | null;
}

/** Reads the accounts that the references of a projection would send now, by path. */
export async function tryReferences(
  deps: Deps,
  row: ApplicationRow,
  { users, projection }: { readonly users: CompiledMapping; readonly projection: Projection },
): Promise<Readonly<Record<string, TriedReference>> | Refusal> {
  const { org, id: app } = row;
  const wanted = Object.entries(projection.references).map(([path, id]) => ({
    path,
    id: trustId<ObjectId>(id),
  }));
  if (wanted.length === 0) return {};
  const context = openScopedApplication(deps, org, app, row);
  if (isRefusal(context)) return context;
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const found = await readReferences(context, await readRule(context), {
    ids,
    createsUsers: users.actions.create,
  });
  const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
  const names = new Map(rows.map((each) => [each.id, nameOf(each)]));
  return Object.fromEntries(
    wanted.map(({ path, id }): [string, TriedReference] => {
      const user = names.get(id) ?? null;
      const account = found.get(id);
      if (account === undefined) return [path, { state: "none", account: null, user }];
      if (account === "awaited") return [path, { state: "awaited", account: null, user }];
      return [path, { state: "linked", account: account.account, user }];
    }),
  );
}

/** Says why nothing is sent for a reference; undefined if the account is sent. */
export function createReferenceNote({ state, user }: TriedReference): Reason | undefined {
  if (state === "linked") return undefined;
  if (user === null) return createReason("mapping.reference-unknown");
  return createReason(state === "awaited" ? "mapping.reference-awaited" : "mapping.reference-none", { user });
}

function openScopedApplication(deps: Deps, org: OrgId, app: AppId, row: ApplicationRow) {
  const scopes = compileScopes(deps, row.scopes);
  if ("kind" in scopes) return scopes;
  const settings = completeSettings(row.settings);
  return { deps, org, app, application: row, scopes, settings, projection: { now: deps.env.now() } };
}
