import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import { type AppRole, findRole } from "../../../core/provisioning/roles.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { findOneObject, nameOf } from "../../objects.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";

/** Something that could be taken away, and the right to accounts with it. */
export type TriedRemoval =
  | { readonly kind: "group"; readonly group: ObjectRow }
  | { readonly kind: "member"; readonly group: ObjectRow; readonly member: ObjectRow }
  | { readonly kind: "user"; readonly user: ObjectRow }
  | {
      readonly kind: "assignment";
      readonly subject: ObjectRow | "everyone";
      /** The id of a role: only the assignment that gives it goes. */
      readonly role?: string | undefined;
    };

/** A removal by ids or names. */
export type WantedRemoval =
  | { readonly kind: "group" | "user"; readonly find: string }
  | {
      readonly kind: "member";
      readonly find: string;
      readonly member: string;
      readonly memberType: ObjectType;
    };

/** The assignment of everyone, or of an object by id or name; with a role by value, id or name, that one alone. */
export interface WantedUnassignment {
  readonly type: ObjectType | "all";
  readonly find: string;
  readonly role?: string | undefined;
}

/** Users whose standings are read together. */
const CHUNK = 500;

/** Finds what a change of the directory would take away. Refused for a member that the group has not. */
export async function findRemoval(
  deps: Deps,
  org: OrgId,
  wanted: WantedRemoval,
): Promise<Exclude<TriedRemoval, { readonly kind: "assignment" }> | Refusal> {
  if (wanted.kind === "user") {
    const user = await findOneObject(deps, org, "user", wanted.find);
    return isRefusal(user) ? user : { kind: "user", user };
  }
  const group = await findOneObject(deps, org, "group", wanted.find);
  if (isRefusal(group)) return group;
  if (wanted.kind !== "member") return { kind: "group", group };
  const member = await findOneObject(deps, org, wanted.memberType, wanted.member);
  if (isRefusal(member)) return member;
  const key = { org, group_id: group.id, member_id: member.id };
  if ((await deps.store.get("membership", key)) === undefined) {
    return refuse("not-found", "removal.not-a-member", { member: nameOf(member), group: nameOf(group) });
  }
  return { kind: "member", group, member };
}

/** Finds an assignment of an application. Refused if the application has no such assignment. */
export async function findUnassignment(
  deps: Deps,
  { org, app, roles }: { readonly org: OrgId; readonly app: AppId; readonly roles: readonly AppRole[] },
  { type, find, role: wanted }: WantedUnassignment,
): Promise<Extract<TriedRemoval, { readonly kind: "assignment" }> | Refusal> {
  const subject = type === "all" ? "everyone" : await findOneObject(deps, org, type, find);
  if (subject !== "everyone" && isRefusal(subject)) return subject;
  const role = wanted === undefined ? undefined : (findRole(roles, wanted)?.id ?? wanted);
  const where = { org, app, subject: subject === "everyone" ? "*" : subject.id };
  const given = await deps.store.count("assignment", role === undefined ? where : { ...where, role });
  if (given === 0) return refuse("not-found", "app.assignment-not-found", { subject: find });
  return { kind: "assignment", subject, role };
}

/** The users that a removal can concern, a part at a time. */
export async function* readConcerned(
  deps: Deps,
  org: OrgId,
  removal: TriedRemoval,
): AsyncGenerator<readonly ObjectRow[]> {
  const part = partOf(removal);
  if (part === "everyone") {
    yield* readEachPage(deps.store, "object", { org, type: "user", deleted: null }, CHUNK);
  } else if (part.type === "user") {
    yield [part];
  } else {
    for (let after: ObjectId | undefined; ; ) {
      const ids = await deps.store.usersBelow(org, part.id, after, CHUNK);
      after = ids.at(-1);
      if (after === undefined) return;
      yield readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
    }
  }
}

/** The user, or the group with the users at any depth, that a removal concerns. */
function partOf(removal: TriedRemoval): ObjectRow | "everyone" {
  switch (removal.kind) {
    case "group":
      return removal.group;
    case "member":
      return removal.member;
    case "user":
      return removal.user;
    case "assignment":
      return removal.subject;
  }
}
