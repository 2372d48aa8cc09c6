import type { JsonObject } from "../../core/json.ts";
import { foldKey, indexKeys } from "../../core/scim/index/keys.ts";
import type { Lookup } from "../../core/scim/index/lookup.ts";
import type { Document } from "../../core/scim/schema.ts";
import { CURRENT_USER, WEBEX_GROUP } from "./schemas.ts";
import { RESTORE_MS } from "./settings.ts";

export type HeldType = "User" | "Group";

/** An account or a group as the simulator holds it. */
export type HeldObject = {
  readonly type: HeldType;
  readonly orgId: string;
  readonly id: string;
  readonly externalId: string | null;
  readonly version: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly document: Document;
  /** The members of a group by id. */
  readonly members: ReadonlyMap<string, JsonObject>;
  /** Set while a deleted account can be restored, with the name that it had. */
  readonly deletion: { readonly userName: string; readonly sinceMs: number } | undefined;
  /** When the tokens that the account's user had were last revoked. */
  readonly tokensRevokedMs: number | undefined;
};

const TYPES = { User: CURRENT_USER, Group: WEBEX_GROUP } as const;

/** Everything that the simulator holds, of all organizations. A user name is unique among them all. */
export class Registry {
  readonly #held = new Map<string, Map<string, HeldObject>>();
  readonly #index = new Map<string, Set<string>>();
  readonly #userNames = new Map<string, HeldObject>();
  readonly #deleted = new Map<string, HeldObject>();

  /** All objects of a type in an organization, in the order of their creation. */
  list(orgId: string, type: HeldType): readonly HeldObject[] {
    return [...(this.#held.get(shelfOf(orgId, type))?.values() ?? [])];
  }

  /** All objects of all organizations. */
  listAll(): readonly HeldObject[] {
    return [...this.#held.values()].flatMap((shelf) => [...shelf.values()]);
  }

  find(orgId: string, type: HeldType, id: string): HeldObject | undefined {
    return this.#held.get(shelfOf(orgId, type))?.get(id);
  }

  /** The objects that have one of these keys. */
  lookUp(orgId: string, type: HeldType, keys: readonly Lookup[]): readonly HeldObject[] {
    const shelf = shelfOf(orgId, type);
    const ids = keys.flatMap(({ path, value }) => [...(this.#index.get(`${shelf} ${path} ${value}`) ?? [])]);
    return [...new Set(ids)].flatMap((id) => this.find(orgId, type, id) ?? []);
  }

  /** The account of any organization that has this name. */
  findByUserName(userName: string): HeldObject | undefined {
    return this.#userNames.get(foldKey(userName, false));
  }

  /** Holds this version of an object in place of the one before. */
  put(held: HeldObject): void {
    this.drop(held, { keepsPlace: true });
    const shelf = this.#held.get(shelfOf(held.orgId, held.type)) ?? new Map<string, HeldObject>();
    this.#held.set(shelfOf(held.orgId, held.type), shelf);
    shelf.set(held.id, held);
    for (const key of keysOf(held)) {
      const ids = this.#index.get(key) ?? new Set<string>();
      this.#index.set(key, ids.add(held.id));
    }
    if (held.type === "User") this.#userNames.set(foldKey(userNameOf(held), false), held);
    if (held.deletion !== undefined) this.#deleted.set(held.id, held);
  }

  /** Forgets an object. `keepsPlace` leaves its position in lists to the next version of it. */
  drop({ orgId, type, id }: HeldObject, { keepsPlace = false } = {}): void {
    const before = this.find(orgId, type, id);
    if (before === undefined) return;
    for (const key of keysOf(before)) this.#index.get(key)?.delete(id);
    if (type === "User") this.#userNames.delete(foldKey(userNameOf(before), false));
    this.#deleted.delete(id);
    if (!keepsPlace) this.#held.get(shelfOf(orgId, type))?.delete(id);
  }

  /** Removes a member from every group of the organization. */
  forgetMember(orgId: string, member: string): void {
    for (const group of this.list(orgId, "Group").filter(({ members }) => members.has(member))) {
      const members = new Map(group.members);
      members.delete(member);
      this.put({ ...group, members, version: group.version + 1 });
    }
  }

  /** Removes the accounts that were deleted so long ago that they cannot be restored. */
  purge(nowMs: number): void {
    for (const held of [...this.#deleted.values()]) {
      if (nowMs - (held.deletion?.sinceMs ?? nowMs) < RESTORE_MS) continue;
      this.drop(held);
      this.forgetMember(held.orgId, held.id);
    }
  }
}

/** The name of an account. */
export function userNameOf({ document }: Pick<HeldObject, "document">): string {
  return String(document["userName"] ?? "");
}

function shelfOf(orgId: string, type: HeldType): string {
  return `${orgId} ${type}`;
}

function keysOf({ orgId, type, id, externalId, document }: HeldObject): readonly string[] {
  const keys = indexKeys(TYPES[type], document).map(({ path, value }) => `${path} ${value}`);
  const common = [`id ${foldKey(id, false)}`];
  if (externalId !== null) common.push(`externalId ${foldKey(externalId, true)}`);
  return [...common, ...keys].map((key) => `${shelfOf(orgId, type)} ${key}`);
}
