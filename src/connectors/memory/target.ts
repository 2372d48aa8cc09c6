import { type AccountId, toAccountId } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { type FlatAttributes, flattenAccount, unflatten } from "../../core/mapping/flat.ts";
import { type MatchKey, partsOf } from "../../core/mapping/match-key.ts";
import { parsePath } from "../../core/mapping/path.ts";
import { writePath } from "../../core/mapping/write-path.ts";
import { type Abilities, kindOf } from "../../core/provisioning/abilities.ts";
import { BULK_NOT_OFFERED } from "../../core/provisioning/bulk.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import { foldText } from "../../core/scim/text.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Account, AccountRef, AttributeChange, RefusedAttribute, Target } from "../../ports/target.ts";
import { findSentinel, type MemorySystem } from "./system.ts";

const NOT_FOUND: Fault = { kind: "not-found", code: "target.not-found", params: {}, refusedBy: "target" };

/** A connection to a system in memory. */
export function openMemoryTarget(system: MemorySystem, abilities: Abilities): Target {
  system.open += 1;
  return {
    abilities: () => abilities,
    test: async () => ({ ok: true, value: abilities }),
    discover: async () => ({ ok: true, value: abilities }),
    find: async (type, search) =>
      answer(findSentinel(partsOf(search).map(({ value }) => value)), () =>
        findAccounts(system, type, search),
      ),
    read: async (type, id) => readAccount(system, { type, id }),
    readMembers: async (group) => readMemberList(system, group),
    async checkMembers({ id }, accounts) {
      const list = readMemberList(system, id);
      if (!list.ok) return list;
      const held = new Set(list.value.members);
      return { ok: true, value: new Map(accounts.map((account) => [account, held.has(account)])) };
    },
    bulk: () => BULK_NOT_OFFERED,
    list: (type) => listAccounts(system, type, abilities.pageSizeMax),
    async create({ type, attributes: open, members = [], writeOnly = {} }) {
      system.writes.push("create");
      const revealed = Object.entries(writeOnly).map(([path, secret]) => [path, secret.reveal()]);
      const attributes = { ...open, ...Object.fromEntries(revealed) };
      const fault = findSentinel(attributes) ?? findSentinel(members);
      if (fault !== undefined) return { ok: false, fault };
      const id = addAccount(system, type, attributes);
      if (type === "group") system.members.set(id, new Set(members));
      const account = readAccount(system, { type, id: toAccountId(id) });
      if (!account.ok) return account;
      return { ok: true, value: { account: account.value, refused: [], members, shown: account.value } };
    },
    async update(account, changes) {
      system.writes.push("update");
      const read = readAccount(system, account);
      if (!read.ok) return read;
      const refused = changes.flatMap(refuseSentinel);
      const accepted = changes.filter(({ path }) => !refused.some((each) => each.path === path));
      changeAccount(system, account, accepted);
      return { ok: true, value: { account: undefined, refused } };
    },
    async remove({ type, id }) {
      system.writes.push("remove");
      system.accounts[type].delete(id);
      system.members.delete(id);
      for (const held of system.members.values()) held.delete(id);
      return { ok: true, value: undefined };
    },
    async changeMembers({ id: group }, { add, remove }) {
      system.writes.push("members");
      const held = system.members.get(group);
      if (held === undefined) return { ok: false, fault: NOT_FOUND };
      for (const member of add) held.add(member);
      for (const member of remove) held.delete(member);
      return { ok: true, value: undefined };
    },
    async close() {
      system.open -= 1;
    },
  };
}

function answer<Value>(fault: Fault | undefined, make: () => Value): Outcome<Value> {
  return fault === undefined ? { ok: true, value: make() } : { ok: false, fault };
}

function refuseSentinel({ path, to }: AttributeChange): readonly RefusedAttribute[] {
  const fault = findSentinel(to);
  return fault === undefined ? [] : [{ path, valueKind: kindOf(to), fault }];
}

function addAccount(system: MemorySystem, type: ObjectType, attributes: FlatAttributes): string {
  system.lastId += 1;
  const id = `m-${system.lastId}`;
  system.accounts[type].set(id, unflatten(attributes));
  return id;
}

function changeAccount(
  system: MemorySystem,
  { type, id }: AccountRef,
  changes: readonly AttributeChange[],
): void {
  let held: JsonObject = system.accounts[type].get(id) ?? {};
  for (const { path: text, to } of changes) {
    const path = parsePath(text);
    if (path !== undefined) held = writePath(held, path, to);
  }
  system.accounts[type].set(id, held);
}

function readAccount(system: MemorySystem, { type, id }: AccountRef): Outcome<Account> {
  const attributes = system.accounts[type].get(id);
  return attributes === undefined
    ? { ok: false, fault: NOT_FOUND }
    : { ok: true, value: { id, type, attributes } };
}

function readMemberList(system: MemorySystem, group: AccountId) {
  const held = system.members.get(group);
  if (held === undefined) return { ok: false, fault: NOT_FOUND } as const;
  return { ok: true, value: { members: [...held].map(toAccountId), isWhole: true } } as const;
}

function findAccounts(system: MemorySystem, type: ObjectType, search: MatchKey): readonly Account[] {
  const isHit = (held: Json | undefined, value: string) =>
    typeof held === "string" && foldText(held) === foldText(value);
  return [...system.accounts[type]]
    .filter(([, attributes]) =>
      partsOf(search).every(({ path, value }) => isHit(flattenAccount([path], attributes)[path], value)),
    )
    .map(([id, attributes]) => ({ id: toAccountId(id), type, attributes }));
}

async function* listAccounts(
  system: MemorySystem,
  type: ObjectType,
  pageSize: number,
): AsyncGenerator<Outcome<readonly Account[]>> {
  const all = [...system.accounts[type]].map(([id, attributes]) => ({
    id: toAccountId(id),
    type,
    attributes,
  }));
  for (let start = 0; start < all.length; start += pageSize) {
    yield { ok: true, value: all.slice(start, start + pageSize) };
  }
}
