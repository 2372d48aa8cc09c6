import { detailText, type FeedDetail } from "../../../core/events/feed-detail.ts";
import { isSameJson, type JsonObject } from "../../../core/json.ts";
import { searchDocument } from "../../../core/scim/index/search-document.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Author, actorText } from "../../audit.ts";
import type { Deps } from "../../deps.ts";
import { nameOf } from "../../objects.ts";
import { type DirectoryType, isObjectType, type OrgTypes } from "../../resource-types/directory-type.ts";
import { indexEntryWrites } from "./index-entries.ts";
import { isMemberChange, type MemberChange, memberWrites } from "./membership-writes.ts";

/** On whose behalf objects of an organization are written. */
export interface Writer {
  readonly actor: Author;
  /** The resource types of the organization. */
  readonly types: OrgTypes;
}

/** What an object shall be like. */
export interface NextState {
  readonly doc: Document;
  readonly external: JsonObject;
  readonly members: MemberChange;
}

/** A change set and the row that it leads to; `text` is that of its document, where this is another than before. */
export interface ObjectWrites {
  readonly writes: readonly Write[];
  readonly row: ObjectRow;
  readonly text: string | undefined;
}

/** Changes an object; undefined when it is like that already: then neither version nor time may move. */
export function updateWrites(
  deps: Deps,
  writer: Writer,
  type: DirectoryType,
  before: ObjectRow,
  next: NextState,
): ObjectWrites | undefined {
  const isSelfChanged = next.doc !== before.doc || next.external !== before.external;
  if (!isSelfChanged && !isMemberChange(next.members)) return undefined;
  const { org, id } = before;
  const now = deps.env.now();
  // A clock that was set back must not make the object look older than it was.
  const modified = Math.max(now, before.modified);
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
    ...indexEntryWrites(org, type, id, before, row),
    ...(isSelfChanged ? [objectFeed(type, row, 0, now, changeDetail(before, row, changed))] : []),
    ...memberWrites(org, id, next.members, now),
    objectAudit(deps, writer, type, row, "Update", {
      changed,
      membersAdded: next.members.added.size,
      membersRemoved: next.members.removed.size,
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

/** Whether somebody may sign in; what is no user may as little as it may not. */
function isActive({ type, doc }: ObjectRow): boolean {
  return type !== "user" || doc["active"] !== false;
}

/** The place of an object in the change feed: made (1), changed (0) or gone (-1), with what events tell of it. */
export function objectFeed(
  type: DirectoryType,
  row: ObjectRow,
  sign: -1 | 0 | 1,
  at: number,
  detail: FeedDetail = {},
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
      sign,
      at,
      detail: detailText(isStandard ? detail : { ...detail, type: name, endpoint }),
    },
  };
}

/** The audit row of a write: who, what, to whom; names of attributes, never their values. */
export function objectAudit(
  deps: Deps,
  { actor }: Writer,
  type: DirectoryType,
  row: ObjectRow,
  verb: "Add" | "Update" | "Delete" | "Restore" | "Purge",
  detail: JsonObject,
): Write {
  return {
    op: "insert",
    table: "audit",
    row: {
      org: row.org,
      id: deps.env.newId(),
      at: deps.env.now(),
      actor: actorText(actor),
      service: "Core Directory",
      category: type.auditCategory,
      activity: `${verb} ${type.kind}`,
      target: row.id,
      detail: { name: nameOf(row), ...detail },
      seal: null,
    },
  };
}
