import type { ChangeKind } from "../../../core/events/event.ts";
import { type FeedDetail, formatDetail } from "../../../core/events/feed-detail.ts";
import { isSameJson, type JsonObject } from "../../../core/json.ts";
import { searchDocument } from "../../../core/scim/index/search-document.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Author, formatAuthor } from "../../audit.ts";
import type { Deps } from "../../deps.ts";
import { nameOf } from "../../objects.ts";
import { type DirectoryType, isObjectType, type OrgTypes } from "../../resource-types/directory-type.ts";
import { indexEntryWrites } from "./index-entries.ts";
import { isMemberChange, type MemberChange } from "./membership-writes.ts";

/** The author of a write, and the definitions that it goes by. */
export interface WriteContext {
  readonly deps: Deps;
  readonly author: Author;
  /** The resource types of the organization. */
  readonly types: OrgTypes;
}

/** The new state of an object. */
export interface NextState {
  readonly doc: Document;
  readonly external: JsonObject;
  readonly members: MemberChange;
}

/** A change set and the row that it leads to, without the rows of members: see `createMemberWrites`. */
export interface ObjectWrites {
  readonly writes: readonly Write[];
  readonly row: ObjectRow;
  /** The text of the document; undefined when the document stays as it is. */
  readonly text: string | undefined;
}

/** Changes an object. Undefined when nothing differs: then neither version nor time may move. */
export function updateWrites(
  context: WriteContext,
  type: DirectoryType,
  before: ObjectRow,
  next: NextState,
): ObjectWrites | undefined {
  const isSelfChanged = next.doc !== before.doc || next.external !== before.external;
  if (!isSelfChanged && !isMemberChange(next.members)) return undefined;
  const { org, id } = before;
  const at = context.deps.env.now();
  // A clock that was set back must not make the object look older than it was.
  const modified = Math.max(at, before.modified);
  const row = { ...before, doc: next.doc, external: next.external, version: before.version + 1, modified };
  const changed = changedNames(before, row);
  const text = next.doc === before.doc ? undefined : JSON.stringify(next.doc);
  const writes: Write[] = [
    {
      op: "update",
      table: "object",
      key: { org, id },
      set: {
        version: row.version,
        modified,
        ...(next.doc === before.doc
          ? {}
          : { doc: next.doc, search: searchDocument(type.resource, next.doc) }),
        ...(next.external === before.external ? {} : { external: next.external }),
      },
      ...(text === undefined ? {} : { texts: { doc: text } }),
      expect: { version: before.version, deleted: null },
    },
    ...indexEntryWrites(type, before, before, row),
    ...(isSelfChanged
      ? [createObjectFeed(type, row, { change: "changed", at, detail: changeDetail(before, row, changed) })]
      : []),
    createObjectAudit(context, type, row, {
      verb: "Update",
      detail: {
        changed,
        membersAdded: next.members.added.size,
        membersRemoved: next.members.removed.size,
      },
    }),
  ];
  return { writes, row, text };
}

function changedNames(before: ObjectRow, after: ObjectRow): readonly string[] {
  const names = new Set([...Object.keys(before.doc), ...Object.keys(after.doc)]);
  const changed = [...names].filter((name) => !isSameJson(before.doc[name], after.doc[name]));
  return before.external === after.external ? changed : [...changed, "externalId"];
}

function changeDetail(before: ObjectRow, after: ObjectRow, attributes: readonly string[]): FeedDetail {
  const active = isActive(after);
  return active === isActive(before) ? { attributes } : { attributes, active };
}

/** True if the user is active. Always true for other resource types. */
function isActive({ type, doc }: ObjectRow): boolean {
  return type !== "user" || doc["active"] !== false;
}

/** A change of an object, for the change feed. */
export interface FeedChange {
  readonly change: ChangeKind;
  readonly at: number;
  /** The details that events report. */
  readonly detail?: FeedDetail;
}

/** The entry of an object in the change feed. */
export function createObjectFeed(
  type: DirectoryType,
  row: ObjectRow,
  { change, at, detail = {} }: FeedChange,
): Write {
  const isStandard = isObjectType(row.type);
  const { name, endpoint } = type.resource;
  return {
    op: "insert",
    table: "feed",
    row: {
      org: row.org,
      kind: isObjectType(row.type) ? row.type : "resource",
      object: row.id,
      other: null,
      change,
      at,
      detail: formatDetail(isStandard ? detail : { ...detail, type: name, endpoint }),
    },
  };
}

/** The entry of a write in the audit trail: names of attributes, never their values. */
export interface ObjectActivity {
  readonly verb: "Add" | "Update" | "Delete" | "Restore" | "Purge";
  readonly detail: JsonObject;
}

/** The audit row of a write: author, activity and object. */
export function createObjectAudit(
  { deps, author }: WriteContext,
  type: DirectoryType,
  row: ObjectRow,
  { verb, detail }: ObjectActivity,
): Write {
  return {
    op: "insert",
    table: "audit",
    row: {
      org: row.org,
      id: deps.env.newId(),
      at: deps.env.now(),
      actor: formatAuthor(author),
      service: "Core Directory",
      category: type.auditCategory,
      activity: `${verb} ${type.kind}`,
      target: row.id,
      detail: { name: nameOf(row), ...detail },
    },
  };
}
