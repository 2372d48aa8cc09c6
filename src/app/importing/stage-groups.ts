import { type ImportId, type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import { canonicalJson } from "../../core/json.ts";
import { GROUP } from "../../core/scim/definitions/group.ts";
import { foldText } from "../../core/scim/text.ts";
import type { MemberRow, Rows } from "../../ports/source.ts";
import type { Write } from "../../ports/store.ts";
import type { ObjectRow, SourceObjectRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import type { ImportHold, PartProgress } from "./import-hold.ts";
import { preparedObject } from "./prepared-object.ts";
import { advanced, holdsNul, type Staged, stageRows } from "./stage-rows.ts";

/** The groups of the file that were met so far: key and object. */
type Met = Map<string, ObjectId>;

/** Stages groups.csv; `rows` comes from a reader of the source's format. Returns how many rows it had. */
export function stageGroups(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly import: ImportId;
    readonly file: string;
    readonly rows: Rows<MemberRow>;
  },
): Promise<number | Refusal> {
  const met: Met = new Map();
  return stageRows(deps, {
    ...input,
    part: "groups",
    stageBatch: (hold, rows, progress) => stageBatch(deps, hold, met, rows, progress),
  });
}

async function stageBatch(
  deps: Deps,
  hold: ImportHold,
  met: Met,
  rows: readonly MemberRow[],
  progress: PartProgress,
): Promise<Staged> {
  const { file } = progress;
  const unstorable = rows.find(({ group, member }) => holdsNul([group, member?.name]));
  if (unstorable !== undefined) {
    const params = { file, line: unstorable.line, value: "\\0", allowed: "text without NUL" };
    return refuse("invalid", "import.bad-value", params);
  }
  const fresh = await meetGroups(deps, hold, met, rows);
  const after = advanced(progress, rows.length, fresh.objects, fresh.live);
  const committed = await hold.commit(
    [...fresh.writes, ...rows.flatMap((row) => memberWrite(hold, met, row))],
    {
      ...hold.progress,
      groups: after,
    },
  );
  if (isRefusal(committed)) return committed;
  if (committed !== undefined) throw new Error(`a staged group was there already (write ${committed.index})`);
  return { objects: fresh.objects, live: fresh.live };
}

/**
 * What the first mention of a group stages: a row that declares it, and the group itself when it is new, comes
 * back or has another spelling. The first spelling in the file wins.
 */
async function meetGroups(
  deps: Deps,
  hold: ImportHold,
  met: Met,
  rows: readonly MemberRow[],
): Promise<{ readonly writes: readonly Write[]; readonly objects: number; readonly live: number }> {
  const { org, id, source } = hold;
  const first = new Map<string, MemberRow>();
  for (const row of rows) {
    const key = foldText(row.group, false);
    if (!met.has(key) && !first.has(key)) first.set(key, row);
  }
  if (first.size === 0) return { writes: [], objects: 0, live: 0 };
  const known = await deps.store.page("source_object", {
    where: { org, source, type: "group" },
    among: { column: "key", values: [...first.keys()] },
    limit: first.size,
  });
  const present = await presentObjects(deps, org, known);
  const byKey = new Map(known.map((row) => [row.key, row]));
  const writes: Write[] = [];
  let live = 0;
  for (const [key, { group, line }] of first) {
    const before = byKey.get(key);
    const object = before?.object ?? trustId<ObjectId>(deps.env.newId());
    const row = present.get(object);
    if (row?.deleted === null) live += 1;
    met.set(key, object);
    writes.push({
      op: "insert",
      table: "import_member",
      row: {
        org,
        import: id,
        group_key: key,
        member_kind: null,
        member_key: "",
        line,
        group_name: group,
        group_object: object,
        member_object: null,
      },
    });
    const doc = { displayName: group };
    const hash = deps.env.hash(canonicalJson(doc));
    const prepared = { org, import: id, object, key, doc, hash, known: before, present: row };
    writes.push(...preparedObject(GROUP, "group", prepared));
  }
  return { writes, objects: first.size, live };
}

async function presentObjects(
  deps: Deps,
  org: OrgId,
  known: readonly SourceObjectRow[],
): Promise<ReadonlyMap<ObjectId, ObjectRow>> {
  if (known.length === 0) return new Map();
  const rows = await deps.store.page("object", {
    where: { org },
    among: { column: "id", values: known.map(({ object }) => object) },
    limit: known.length,
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** A membership named twice is one membership. */
function memberWrite(hold: ImportHold, met: Met, row: MemberRow): readonly Write[] {
  const group_key = foldText(row.group, false);
  const group_object = met.get(group_key);
  if (row.member === undefined || group_object === undefined) return [];
  return [
    {
      op: "ensure",
      table: "import_member",
      row: {
        org: hold.org,
        import: hold.id,
        group_key,
        member_kind: row.member.kind,
        member_key: foldText(row.member.name, false),
        line: row.line,
        group_name: row.group,
        group_object,
        member_object: null,
      },
    },
  ];
}
