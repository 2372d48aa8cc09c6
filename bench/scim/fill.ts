import type { Deps } from "../../src/app/deps.ts";
import { createObject } from "../../src/app/directory/create-object.ts";
import { type Caller, type Directory, openDirectory } from "../../src/app/directory/directory.ts";
import { type DirectoryType, GROUPS, USERS } from "../../src/app/directory/directory-type.ts";
import { patchObject } from "../../src/app/directory/patch-object.ts";
import type { ObjectId, OrgId } from "../../src/core/ids.ts";
import { readResource } from "../../src/core/scim/document.ts";
import { GENERIC } from "../../src/core/scim/mode.ts";
import { readPatch } from "../../src/core/scim/patch/read-patch.ts";
import { realEnv } from "../../src/platform/env.ts";
import { openSecrets } from "../../src/platform/secrets.ts";
import type { Store, Write } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/open.ts";
import { USER_NAME, userBody } from "./people.ts";

/** Users whose rows are committed together. */
const USERS_AT_ONCE = 500;
const MEMBERS_AT_ONCE = 2_000;
const SMALL_GROUP = 10;
/** Users who are in no group. */
const OUTSIDERS = 50;
const NOTHING = { members: false, groups: false };

export interface KnownUser {
  readonly id: ObjectId;
  readonly userName: string;
}

/** What an organization was filled with. */
export interface Filled {
  /** All but the outsiders; they are members of the large group, the first of them of the small one. */
  readonly users: readonly KnownUser[];
  readonly outsiders: readonly KnownUser[];
  readonly large: ObjectId;
  readonly small: ObjectId;
}

/**
 * Fills an organization through the use cases that the endpoints call, so that its rows are what requests would
 * have left, but with many change sets in one commit. The server must not run.
 */
export async function fillDirectory(
  where: { readonly directory: string } | { readonly url: string },
  org: OrgId,
  size: number,
): Promise<Filled> {
  const store = await openStore(where);
  try {
    const bulk = inBulk(store);
    const directory = openDirectory(depsOver(bulk.store));
    const caller = await integrationOf(store, org);
    const create = creatorFor(directory, caller);
    const users: KnownUser[] = [];
    for (let index = 0; index < size + OUTSIDERS; index += 1) {
      const userName = USER_NAME(index);
      users.push({ id: await create(USERS, userBody(index)), userName });
      if (index % USERS_AT_ONCE === 0) await bulk.flush();
    }
    const large = await create(GROUPS, { displayName: "Everyone" });
    const small = await create(GROUPS, { displayName: "A few" });
    await bulk.flush();
    const inside = users.slice(0, size);
    const join = (group: ObjectId, members: readonly KnownUser[]) =>
      addMembers(directory, caller, bulk.flush, group, members);
    await join(large, inside);
    await join(small, inside.slice(0, SMALL_GROUP));
    return { users: inside, outsiders: users.slice(size), large, small };
  } finally {
    await store.close();
  }
}

/** The store, with commits that wait until they are flushed together: by table, for statements of many rows. */
function inBulk(store: Store): { readonly store: Store; flush(): Promise<void> } {
  let waiting: Write[] = [];
  return {
    store: {
      ...store,
      async commit(changes) {
        waiting.push(...changes);
        return { kind: "committed" };
      },
    },
    async flush() {
      const writes = waiting.sort((left, right) => left.table.localeCompare(right.table));
      waiting = [];
      const committed = await store.commit(writes);
      if (committed.kind !== "committed") throw new Error(`not committed: ${JSON.stringify(committed)}`);
    },
  };
}

function depsOver(store: Store): Deps {
  return {
    store,
    env: realEnv(),
    secrets: openSecrets({ masterKey: new Uint8Array(32), keyId: "bench" }),
    connectors: new Map(),
    wireTo() {
      throw new Error("filling calls nobody");
    },
    checkpoint: () => undefined,
    log: () => undefined,
  };
}

/** The one SCIM token of the organization as a caller, so that the external ids are its integration's. */
async function integrationOf(store: Store, org: OrgId): Promise<Caller> {
  const [token] = await store.page("token", { where: { org, kind: "scim" }, limit: 1 });
  if (token === undefined) throw new Error("the organization has no SCIM token");
  const { id: tokenId, kind, name, principal, profile } = token;
  return { actor: { org, tokenId, kind, name, principal, profile }, mode: GENERIC, baseUrl: "" };
}

function creatorFor(directory: Directory, caller: Caller) {
  return async (type: DirectoryType, body: unknown): Promise<ObjectId> => {
    const resource = readResource(type.resource, body, caller.mode);
    const outcome = await createObject(directory, caller, type, { resource, shown: NOTHING });
    if (outcome.kind !== "written") throw new Error(`not created: ${JSON.stringify(outcome)}`);
    return outcome.object.id as ObjectId;
  };
}

async function addMembers(
  directory: Directory,
  caller: Caller,
  flush: () => Promise<void>,
  group: ObjectId,
  members: readonly KnownUser[],
): Promise<void> {
  for (let start = 0; start < members.length; start += MEMBERS_AT_ONCE) {
    const value = members.slice(start, start + MEMBERS_AT_ONCE).map(({ id }) => ({ value: id }));
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
    const body = { schemas, Operations: [{ op: "add", path: "members", value }] };
    const operations = readPatch(body, GROUPS.resource, caller.mode);
    const input = { id: group, operations, shown: NOTHING };
    const outcome = await patchObject(directory, caller, GROUPS, input);
    if (outcome.kind !== "written") throw new Error(`no members: ${JSON.stringify(outcome)}`);
    await flush();
  }
}
