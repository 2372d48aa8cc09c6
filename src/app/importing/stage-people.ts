import { toPersonDocument, withManager } from "../../core/directory/person.ts";
import { type ImportId, type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import { USER } from "../../core/scim/definitions/user.ts";
import { searchDocument } from "../../core/scim/index/search-document.ts";
import { foldText } from "../../core/scim/text.ts";
import type { Flag } from "../../ports/kinds.ts";
import type { PersonRow, Rows } from "../../ports/source.ts";
import type { WriteTo } from "../../ports/store.ts";
import type { Deps, Refusal } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import type { ImportHold } from "./import-hold.ts";
import { importEntries, refuseNul, stageRows } from "./stage-rows.ts";

/** Stages people.csv; `rows` comes from a reader of the source's format. Returns how many people it had. */
export function stagePeople(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly import: ImportId;
    readonly file: string;
    readonly rows: Rows<PersonRow>;
    readonly digest?: (() => string) | undefined;
  },
): Promise<number | Refusal> {
  let blocked: ReadonlySet<string> | undefined;
  return stageRows(deps, {
    ...input,
    part: "people",
    prepare: async (hold, rows) => {
      const disabled = await findDisabled(deps, hold, rows);
      blocked ??= await readBlocked(deps, hold);
      const writes: WriteTo<"import_object">[] = [];
      for (const row of rows) {
        const refused = refuseNul(input.file, row.line, [...Object.values(row.values), row.manager]);
        if (refused !== undefined) return refused;
        const key = foldText(row.key);
        const isDisabled = disabled.has(key) || blocked.has(key);
        writes.push(personWrite(deps, hold, isDisabled ? disabledRow(row) : row, readActive(row)));
      }
      return { writes, objects: writes.length };
    },
  });
}

/**
 * The folded keys of people of these rows who are inactive in the directory and whose row does not say whether they are.
 * Such a row leaves them as they are: a column that an export lost gives no access back.
 */
async function findDisabled(
  deps: Deps,
  { org, source }: ImportHold,
  rows: readonly PersonRow[],
): Promise<ReadonlySet<string>> {
  const open = rows.filter(({ values }) => values.accountEnabled === undefined);
  const keys = [...new Set(open.map(({ key }) => foldText(key)))];
  if (keys.length === 0) return new Set();
  const owned = await deps.store.page("source_object", {
    where: { org, source, type: "user" },
    among: { column: "key", values: keys },
    limit: keys.length,
  });
  if (owned.length === 0) return new Set();
  const objects = await deps.store.page("object", {
    where: { org },
    among: { column: "id", values: owned.map(({ object }) => object) },
    limit: owned.length,
  });
  const inactive = new Set(objects.filter(({ doc }) => doc["active"] === false).map(({ id }) => id));
  return new Set(owned.filter(({ object }) => inactive.has(object)).map(({ key }) => key));
}

/** The folded keys of people whom an administrator blocked. The merge refuses a block that comes after this. */
async function readBlocked({ store }: Deps, { org, source }: ImportHold): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  const where = { org, source, type: "user", blocked: 1 } as const;
  for await (const rows of readEachPage(store, "source_object", where))
    for (const { key } of rows) keys.add(key);
  return keys;
}

function disabledRow(row: PersonRow): PersonRow {
  return { ...row, values: { ...row.values, accountEnabled: "false" } };
}

/** Whether the row says that the person is active; null if it does not say. */
function readActive({ values }: PersonRow): Flag | null {
  if (values.accountEnabled === undefined) return null;
  return toPersonDocument(values)["active"] === false ? 0 : 1;
}

function personWrite(
  deps: Deps,
  { org, id }: ImportHold,
  row: PersonRow,
  active: Flag | null,
): WriteTo<"import_object"> {
  const doc = toPersonDocument(row.values);
  const new_id = trustId<ObjectId>(deps.env.newId());
  // The manager is resolved when all are staged; until then the person's own id keeps the place.
  const staged = row.manager === undefined ? doc : withManager(doc, new_id);
  return {
    op: "insert",
    table: "import_object",
    row: {
      org,
      import: id,
      type: "user",
      line: row.line,
      key: foldText(row.key),
      name: row.userName,
      name_key: foldText(row.userName),
      manager_key: row.manager === undefined ? null : foldText(row.manager),
      manager_name: row.manager ?? null,
      new_id,
      // The canonical text, as the names of the document are in order.
      hash: deps.env.hash(JSON.stringify(doc)),
      doc: staged,
      active,
      search: searchDocument(USER, staged),
      entries: importEntries(USER, doc),
    },
  };
}
