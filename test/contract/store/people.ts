import type { Deps } from "../../../src/app/deps.ts";
import { type ObjectId, type OrgId, trustId } from "../../../src/core/ids.ts";
import { USER } from "../../../src/core/scim/definitions/user.ts";
import { searchDocument } from "../../../src/core/scim/index/search-document.ts";
import type { Write } from "../../../src/ports/store.ts";

/** Active users `{name}@contoso.test`, written to the store as they are; their ids. */
export async function addPeople(
  { store, env }: Deps,
  org: OrgId,
  names: readonly string[],
): Promise<readonly ObjectId[]> {
  const ids = names.map(() => trustId<ObjectId>(env.newId()));
  const writes = names.flatMap((name, at): Write[] => {
    const [id = trustId<ObjectId>("")] = ids.slice(at);
    const userName = `${name}@contoso.test`;
    const object = { org, id, type: "user", version: 1, created: 1, modified: 1, deleted: null } as const;
    const doc = { userName, displayName: name, active: true };
    return [
      {
        op: "insert",
        table: "object",
        row: { ...object, external: {}, doc, search: searchDocument(USER, doc) },
      },
      {
        op: "insert",
        table: "unique_value",
        row: { org, type: "user", path: "userName", value: userName, id },
      },
      {
        op: "insert",
        table: "feed",
        row: { org, kind: "user", object: id, other: null, change: "added", at: 1 },
      },
    ];
  });
  await store.commit(writes);
  return ids;
}
