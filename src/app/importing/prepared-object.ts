import type { ImportId, ObjectId, OrgId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { indexKeys } from "../../core/scim/keys.ts";
import type { ResourceType } from "../../core/scim/schema.ts";
import type { Write } from "../../ports/store.ts";
import type {
  ImportKeyRow,
  ImportObjectRow,
  ObjectRow,
  ObjectType,
  SourceObjectRow,
} from "../../ports/tables.ts";

/** What the snapshot says of an object, beside what the source and the directory know of it. */
export interface Prepared {
  readonly org: OrgId;
  readonly import: ImportId;
  readonly object: ObjectId;
  readonly key: string;
  readonly doc: JsonObject;
  /** Hash over `doc`, references included. */
  readonly hash: string;
  readonly known: SourceObjectRow | undefined;
  readonly present: ObjectRow | undefined;
}

/** What the merge has to do with the object; nothing, when the source says what it said before. */
export function actionFor({
  known,
  present,
  hash,
}: Pick<Prepared, "known" | "present" | "hash">): ImportObjectRow["action"] | undefined {
  if (present === undefined) return "create";
  if (present.deleted !== null) return "restore";
  return known?.hash === hash ? undefined : "update";
}

/** The rows that the merge needs: the object and its index entries; none when it is unchanged. */
export function preparedObject(type: ResourceType, kind: ObjectType, prepared: Prepared): readonly Write[] {
  const action = actionFor(prepared);
  if (action === undefined) return [];
  const { org, import: id, object, key, hash, doc, present } = prepared;
  const row: ImportObjectRow = {
    org,
    import: id,
    object,
    type: kind,
    key,
    action,
    version: (present?.version ?? 0) + 1,
    hash,
    doc,
  };
  const entries = indexKeys(type, doc).map(({ path, value, unique }): Write => {
    const entry: ImportKeyRow = {
      org,
      import: id,
      object,
      type: kind,
      path,
      value,
      is_claim: unique ? 1 : 0,
    };
    return { op: "insert", table: "import_key", row: entry };
  });
  return [{ op: "insert", table: "import_object", row }, ...entries];
}
