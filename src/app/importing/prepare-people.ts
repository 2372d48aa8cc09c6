import { withManager } from "../../core/directory/person.ts";
import type { ObjectId } from "../../core/ids.ts";
import { canonicalJson } from "../../core/json.ts";
import { USER } from "../../core/scim/definitions/user.ts";
import type { Write } from "../../ports/store.ts";
import type { ImportPersonRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import type { ImportHold } from "./import-hold.ts";
import { preparedObject } from "./prepared-object.ts";

const CHUNK = 1_000;
/** People written at once: requests of others wait no longer than for these. */
const WRITTEN_AT_ONCE = 250;

/**
 * Prepares the staged people for the merge, in chunks: finds managers, and stages those who differ from what the
 * source said before. Returns how many of them are in the directory and not deleted.
 */
export async function preparePeople(deps: Deps, hold: ImportHold): Promise<number | Refusal> {
  const { org, id } = hold;
  let live = 0;
  let after: string | undefined;
  for (;;) {
    const people = await deps.store.page("import_person", {
      where: { org, import: id },
      limit: CHUNK,
      ...(after === undefined ? {} : { after }),
    });
    if (people.length > 0) {
      const chunk = await prepareChunk(deps, hold, people);
      live += chunk.live;
      const refused = await writeChunk(hold, chunk.writes);
      if (refused !== undefined) return refused;
    }
    after = people.at(-1)?.key;
    if (people.length < CHUNK) return live;
  }
}

async function prepareChunk(
  deps: Deps,
  hold: ImportHold,
  people: readonly ImportPersonRow[],
): Promise<{ readonly writes: readonly (readonly Write[])[]; readonly live: number }> {
  const { org, id, source } = hold;
  const [managers, known, present] = await Promise.all([
    findManagers(deps, hold, people),
    deps.store.page("source_object", {
      where: { org, source, type: "user" },
      among: { column: "key", values: people.map(({ key }) => key) },
      limit: people.length,
    }),
    deps.store.page("object", {
      where: { org },
      among: { column: "id", values: people.map(({ object }) => object) },
      limit: people.length,
    }),
  ]);
  const knownByKey = new Map(known.map((row) => [row.key, row]));
  const presentById = new Map(present.map((row) => [row.id, row]));
  const writes = people.map((person) => {
    const manager = person.manager === null ? undefined : managers.get(person.manager);
    const doc = withManager(person.doc, manager);
    return preparedObject(USER, "user", {
      org,
      import: id,
      object: person.object,
      key: person.key,
      doc,
      hash: deps.env.hash(canonicalJson(doc)),
      known: knownByKey.get(person.key),
      present: presentById.get(person.object),
    });
  });
  const live = present.filter(({ deleted }) => deleted === null).length;
  return { writes: writes.filter((each) => each.length > 0), live };
}

/** Managers by what a row calls them: a key of the snapshot, or else a user name in it. */
async function findManagers(
  deps: Deps,
  { org, id }: ImportHold,
  people: readonly ImportPersonRow[],
): Promise<ReadonlyMap<string, ObjectId>> {
  const names = [...new Set(people.flatMap(({ manager }) => (manager === null ? [] : [manager])))];
  if (names.length === 0) return new Map();
  const where = { org, import: id };
  const limit = names.length;
  const byName = await deps.store.page("import_person", {
    where,
    among: { column: "user_key", values: names },
    limit,
  });
  const byKey = await deps.store.page("import_person", {
    where,
    among: { column: "key", values: names },
    limit,
  });
  return new Map([
    ...byName.map(({ user_key, object }) => [user_key, object] as const),
    ...byKey.map(({ key, object }) => [key, object] as const),
  ]);
}

async function writeChunk(
  hold: ImportHold,
  people: readonly (readonly Write[])[],
): Promise<Refusal | undefined> {
  for (let from = 0; from < people.length; from += WRITTEN_AT_ONCE) {
    const committed = await hold.commit(people.slice(from, from + WRITTEN_AT_ONCE).flat());
    if (isRefusal(committed)) return committed;
    if (committed !== undefined) throw new Error(`a person was prepared twice (write ${committed.index})`);
  }
  return undefined;
}
