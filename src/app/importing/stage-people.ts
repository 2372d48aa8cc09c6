import { toPersonDocument, withManager } from "../../core/directory/person.ts";
import { type ImportId, type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import { toCanonicalJson } from "../../core/json.ts";
import { USER } from "../../core/scim/definitions/user.ts";
import { searchDocument } from "../../core/scim/index/search-document.ts";
import { foldText } from "../../core/scim/text.ts";
import type { PersonRow, Rows } from "../../ports/source.ts";
import type { WriteTo } from "../../ports/store.ts";
import type { Deps, Refusal } from "../deps.ts";
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
  },
): Promise<number | Refusal> {
  return stageRows(deps, {
    ...input,
    part: "people",
    prepare: (hold, rows) => {
      const writes: WriteTo<"import_object">[] = [];
      for (const row of rows) {
        const refused = refuseNul(input.file, row.line, [...Object.values(row.values), row.manager]);
        if (refused !== undefined) return refused;
        writes.push(personWrite(deps, hold, row));
      }
      return { writes, objects: writes.length };
    },
  });
}

function personWrite(deps: Deps, { org, id }: ImportHold, row: PersonRow): WriteTo<"import_object"> {
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
      hash: deps.env.hash(toCanonicalJson(doc)),
      doc: staged,
      search: searchDocument(USER, staged),
      entries: importEntries(USER, doc),
    },
  };
}
