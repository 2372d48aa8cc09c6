import type { OrgId } from "../../core/ids.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitIfCurrent } from "../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { getRejected } from "./list-rejected.ts";

/**
 * Deletes one rejected request with its headers and its body, for instance because a client sent data of people that must
 * not be kept. The audit trail has its method and its path, without the query.
 */
export async function deleteRejected(
  deps: Deps,
  author: Author,
  { org, id }: { readonly org: OrgId; readonly id: string },
): Promise<Refusal | undefined> {
  const row = await getRejected(deps, { org, id });
  if (isRefusal(row)) return row;
  const { method, path, status } = row;
  const isDeleted = await commitIfCurrent(deps, [
    { op: "delete", table: "rejected_request", key: { org, id }, expect: { at: row.at } },
    createAuditWrite(deps, author, {
      org,
      category: "token",
      activity: "delete-rejected-request",
      target: row.token,
      detail: { method, path: path.split("?")[0] ?? "", status },
    }),
  ]);
  // Another request deleted it meanwhile, or newer ones took its place.
  return isDeleted ? undefined : refuse("not-found", "rejected.not-found", { request: id });
}
