import type { OrgId, TokenId } from "../../core/ids.ts";
import type { RejectedRequestRow } from "../../ports/rejection-tables.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { type ListPage, listPage } from "../list-page.ts";

/** Lists the rejected requests, newest first. */
export async function listRejected(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly token?: TokenId | undefined;
    readonly status?: number | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<RejectedRequestRow>> {
  const { org, token, status, after, limit } = input;
  const rows = await deps.store.page("rejected_request", {
    where: { org, ...(token === undefined ? {} : { token }), ...(status === undefined ? {} : { status }) },
    descending: true,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  return listPage(rows, limit, ({ id }) => id);
}

/** Reads one rejected request, unless it was removed in favour of newer ones. */
export async function getRejected(
  deps: Deps,
  { org, id }: { readonly org: OrgId; readonly id: string },
): Promise<RejectedRequestRow | Refusal> {
  const row = await deps.store.get("rejected_request", { org, id });
  return row ?? refuse("not-found", "rejected.not-found", { request: id });
}
