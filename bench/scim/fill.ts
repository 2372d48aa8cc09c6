import { type Caller, type Directory, openDirectory } from "../../src/app/directory/directory.ts";
import { createObject } from "../../src/app/directory/write/create-object.ts";
import { patchObject } from "../../src/app/directory/write/patch-object.ts";
import { type DirectoryType, GROUPS, USERS } from "../../src/app/resource-types/directory-type.ts";
import { Authenticator, isActor } from "../../src/app/tokens/authenticator.ts";
import { compose } from "../../src/commands/compose.ts";
import { readConfiguration } from "../../src/commands/configuration.ts";
import type { ObjectId } from "../../src/core/ids.ts";
import { readPatch } from "../../src/core/scim/patch/read-patch.ts";
import { GENERIC } from "../../src/core/scim/profile.ts";
import { readResource } from "../../src/core/scim/request/document.ts";
import { finishWork } from "../../src/core/work.ts";
import type { Store, Write } from "../../src/ports/store.ts";
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
 * Fills the organization of this SCIM token through the use cases that the endpoints call, so that its rows are what
 * requests would have left, but with many change sets in one commit. The server must not run.
 */
export async function fillDirectory(
  path: string,
  env: Readonly<Record<string, string>>,
  token: string,
  size: number,
): Promise<Filled> {
  const parsed = readConfiguration({ ...env, MUSTER_LOG_LEVEL: "error" });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ variable }) => variable).join());
  const instance = await compose(path, parsed.configuration, "0.0.0");
  try {
    const { deps } = instance;
    const actor = await new Authenticator(deps).authenticate(token);
    if (!isActor(actor)) throw new Error(`the token is not known: ${actor.code}`);

    const bulk = inBulk(deps.store);
    const directory = openDirectory({ ...deps, store: bulk.store });
    const types = await directory.types.of(actor.org);
    const caller: Caller = { actor, types, profile: GENERIC, baseUrl: "" };
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
    await instance.close();
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

function creatorFor(directory: Directory, caller: Caller) {
  return async (type: DirectoryType, body: unknown): Promise<ObjectId> => {
    const outcome = await createObject(directory, caller, type, ({ resource }) => ({
      resource: finishWork(readResource(resource, body, caller.profile)),
      shown: NOTHING,
    }));
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
    const outcome = await patchObject(directory, caller, GROUPS, {
      id: group,
      read: ({ resource }) => ({
        operations: readPatch(body, resource, caller.profile),
        shown: NOTHING,
      }),
    });
    if (outcome.kind !== "written") throw new Error(`no members: ${JSON.stringify(outcome)}`);
    await flush();
  }
}
