import { personDocument } from "../../core/directory/person.ts";
import { type ImportId, type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import { foldText } from "../../core/scim/text.ts";
import type { PersonRow, Rows } from "../../ports/source.ts";
import type { ImportPersonRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import type { ImportHold, PartProgress } from "./import-hold.ts";
import { advanced, holdsNul, type Staged, stageRows } from "./stage-rows.ts";

/** Stages people.csv; `rows` comes from a reader of the source's format. Returns how many people it had. */
export function stagePeople(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly import: ImportId;
    readonly file: string;
    readonly rows: Rows<PersonRow>;
  },
): Promise<number | Refusal> {
  return stageRows(deps, {
    ...input,
    part: "people",
    stageBatch: (hold, rows, progress) => stageBatch(deps, hold, rows, progress),
  });
}

async function stageBatch(
  deps: Deps,
  hold: ImportHold,
  rows: readonly PersonRow[],
  progress: PartProgress,
): Promise<Staged> {
  const { org, id, source } = hold;
  const { file } = progress;
  const known = await deps.store.page("source_object", {
    where: { org, source, type: "user" },
    among: { column: "key", values: rows.map(({ key }) => foldText(key, false)) },
    limit: rows.length,
  });
  const objects = new Map(known.map(({ key, object }) => [key, object]));
  const people: ImportPersonRow[] = [];
  const lines = new Map<string, ImportPersonRow>();
  for (const row of rows) {
    if (holdsNul(Object.values(row.values))) return refuseNul(file, row.line);
    const person = personRow(deps, org, id, row, objects);
    const other = lines.get(person.key);
    if (other !== undefined) return duplicate(file, person, other);
    lines.set(person.key, person);
    people.push(person);
  }
  // Whether these are deleted is looked at by the merge's preparation, which reads them anyway.
  const after = advanced(progress, rows.length, rows.length, 0);
  const committed = await hold.commit(
    people.map((row) => ({ op: "insert", table: "import_person", row })),
    { ...hold.progress, people: after },
  );
  if (committed === undefined) return { objects: rows.length, live: 0 };
  if (isRefusal(committed)) return committed;
  const person = people[committed.index];
  if (person === undefined) throw new Error(`no staged person ${committed.index}`);
  const other = await deps.store.get("import_person", { org, import: id, key: person.key });
  return duplicate(file, person, other ?? person);
}

function personRow(
  deps: Deps,
  org: OrgId,
  id: ImportId,
  row: PersonRow,
  objects: ReadonlyMap<string, ObjectId>,
): ImportPersonRow {
  const key = foldText(row.key, false);
  return {
    org,
    import: id,
    key,
    line: row.line,
    user_name: row.userName,
    user_key: foldText(row.userName, false),
    manager: row.manager === undefined ? null : foldText(row.manager, false),
    object: objects.get(key) ?? trustId<ObjectId>(deps.env.newId()),
    doc: personDocument(row.values),
  };
}

function duplicate(file: string, row: ImportPersonRow, other: ImportPersonRow): Refusal {
  const isSameName = row.user_key === other.user_key;
  return refuse("invalid", isSameName ? "import.duplicate-user" : "import.duplicate-key", {
    file,
    line: row.line,
    other: other.line,
    name: isSameName ? row.user_name : row.key,
  });
}

function refuseNul(file: string, line: number): Refusal {
  return refuse("invalid", "import.bad-value", { file, line, value: "\\0", allowed: "text without NUL" });
}
