import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { Page } from "../../../core/scim/request/paging.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory } from "../directory.ts";
import { readLive } from "./read-live.ts";
import { readDisplayNames, renderMember, withDisplay } from "./read-relationships.ts";

const STRIDE = 10_000;

/** Which members: those after one of them, or from a number on. */
export type MemberPage =
  | { readonly kind: "after"; readonly after: ObjectId | undefined; readonly count: number }
  | ({ readonly kind: "index" } & Page);

/** A page of members. */
export interface MembersListed {
  readonly kind: "listed";
  readonly total: number;
  readonly members: readonly JsonObject[];
  /** The last member of the page, if more members follow. */
  readonly next: ObjectId | undefined;
}

/** Reads one page of the members of a group, in order of their ids, with names, whatever the size of the group. */
export async function listMembers(
  { deps }: Directory,
  caller: Caller,
  type: DirectoryType,
  input: { readonly id: ObjectId; readonly page: MemberPage },
): Promise<MembersListed | { readonly kind: "not-found" }> {
  const { store } = deps;
  const { org } = caller.actor;
  const group = type.kind === "group" ? await readLive(deps, org, type, input.id) : undefined;
  if (group === undefined) return { kind: "not-found" };
  const where = { org, group_id: group.id };
  const total = await store.count("membership", where);
  const { page } = input;
  const start = await startOf(deps, org, group.id, page);
  if (page.count === 0 || start === undefined) return { kind: "listed", total, members: [], next: undefined };
  const { after } = start;
  const rows = await store.page("membership", {
    where,
    limit: Math.min(page.count + 1, STRIDE),
    ...(after === undefined ? {} : { after }),
  });
  const shown = rows.slice(0, page.count);
  const names = await readDisplayNames(
    store,
    org,
    shown.map(({ member_id }) => member_id),
  );
  return {
    kind: "listed",
    total,
    members: shown.map((row) => withDisplay(renderMember(row, caller), names.get(row.member_id))),
    next: rows.length > shown.length ? shown.at(-1)?.member_id : undefined,
  };
}

/** The member after which the page begins; undefined when the group has fewer members. */
async function startOf(
  { store, env }: Directory["deps"],
  org: OrgId,
  group: ObjectId,
  page: MemberPage,
): Promise<{ readonly after: ObjectId | undefined } | undefined> {
  if (page.kind === "after") return { after: page.after };
  let after: ObjectId | undefined;
  for (let left = page.startIndex - 1; left > 0; ) {
    const rows = await store.page("membership", {
      where: { org, group_id: group },
      limit: Math.min(left, STRIDE),
      ...(after === undefined ? {} : { after }),
    });
    after = rows.at(-1)?.member_id;
    if (after === undefined) return undefined;
    left -= rows.length;
    await env.sleep(0);
  }
  return { after };
}
