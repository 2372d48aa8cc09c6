import { trimInvisible } from "../../core/invisible.ts";
import { isObject, type Json } from "../../core/json.ts";
import { listLoggedLinks, type SyncedIdentity, toType } from "../../core/provisioning/link-claims.ts";
import {
  LINK_ROWS_MAX,
  type LinkFile,
  type LinkFileFormat,
  type LinkFileRow,
} from "../../ports/link-source.ts";
import { type CsvRecord, readRecords } from "./records.ts";

/** The columns that are looked for, with their names in files: small letters and digits alone. The first name that a file has counts. */
const COLUMNS = {
  object: ["object", "objectid", "sourceidentityid", "sourceid", "sourceobjectid", "sourceidentity"],
  name: [
    ...[
      "name",
      "username",
      "userprincipalname",
      "sourceidentitydetailsuserprincipalname",
      "sourceuserprincipalname",
    ],
    ...[
      "credentialsusername",
      "login",
      "email",
      "sourceidentitydisplayname",
      "sourcedisplayname",
      "displayname",
    ],
  ],
  account: [
    ...[
      "account",
      "accountid",
      "externalid",
      "targetidentityid",
      "targetid",
      "targetobjectid",
      "targetidentity",
    ],
  ],
  type: ["type", "sourceidentityidentitytype", "sourceidentitytype", "identitytype"],
  action: ["provisioningaction", "action"],
  status: ["provisioningstatusinfostatus", "provisioningstatus", "status", "resulttype"],
  at: ["activitydatetime", "date", "activitydate", "timegenerated"],
} as const;

type Column = keyof typeof COLUMNS;
type Places = Readonly<Partial<Record<Column, number>>>;

/** The apostrophe before a text that a spreadsheet would run as a formula: our own exports write it. */
const GUARD = /'(?=[=+\-@\t\r])(?:(?<=^')|(?<=[;\t\r\n]"*'))/g;

/**
 * Reads links from a table: our own export, one of the three files of Entra ID's provisioning log, or a list of users that
 * Okta exported. Columns are known by their names in any letter case, with or without punctuation.
 */
export async function readCsvLinks(bytes: AsyncIterable<Uint8Array>): Promise<LinkFile> {
  let table: LinkTable | undefined;
  let last = 1;
  for await (const event of readRecords(bytes)) {
    if (event.kind === "finding") {
      if (table === undefined)
        return refuseFile("account-link.file-unreadable", { line: event.finding.line });
      table.addUnreadable(Math.max(event.finding.line, last));
      break;
    }
    for (const record of event.records) {
      last = record.line;
      if (table !== undefined) table.add(record);
      else {
        const places = findPlaces(record.fields);
        if (!isUsable(places))
          return refuseFile("account-link.file-columns", { columns: nameColumns(record) });
        table = new LinkTable(places, record.fields);
      }
    }
    if (table !== undefined && table.size > LINK_ROWS_MAX) {
      return refuseFile("account-link.file-too-long", { max: LINK_ROWS_MAX });
    }
  }
  return table?.end() ?? refuseFile("account-link.file-unreadable", { line: 1 });
}

function refuseFile(
  code: Extract<LinkFile, { kind: "refused" }>["code"],
  params: Readonly<Record<string, string | number>>,
): LinkFile {
  return { kind: "refused", code, params };
}

function findPlaces(header: readonly string[]): Places {
  const names = header.map(toColumnName);
  const found = Object.entries(COLUMNS).flatMap(([column, aliases]) => {
    const name = aliases.find((alias) => names.includes(alias));
    return name === undefined ? [] : [[column, names.indexOf(name)] as const];
  });
  return Object.fromEntries(found);
}

function isUsable({ object, name, account }: Places): boolean {
  return account !== undefined && (object !== undefined || name !== undefined);
}

/** As many columns as a message has room for. */
const COLUMNS_SHOWN = 20;

function nameColumns({ fields }: CsvRecord): string {
  return fields.slice(0, COLUMNS_SHOWN).join(", ");
}

/** A log names actions and how they ended; Okta calls the account of a user its external id. */
function formatOf({ action, status, account }: Places, header: readonly string[]): LinkFileFormat {
  if (action !== undefined && status !== undefined) return "entra";
  return toColumnName(header[account ?? -1] ?? "") === "externalid" ? "okta" : "muster";
}

function toColumnName(field: string): string {
  return field.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The rows of a table whose columns are known. */
class LinkTable {
  readonly #places: Places;
  readonly #width: number;
  readonly #format: LinkFileFormat;
  readonly #rows: LinkFileRow[] = [];
  readonly #actions: SyncedIdentity[] = [];

  constructor(places: Places, header: readonly string[]) {
    this.#places = places;
    this.#width = header.length;
    this.#format = formatOf(places, header);
  }

  get size(): number {
    return this.#rows.length + this.#actions.length;
  }

  addUnreadable(line: number): void {
    this.#rows.push({ line, problem: "account-link.row-unreadable" });
  }

  add({ line, fields }: CsvRecord): void {
    if (fields.length !== this.#width) {
      this.addUnreadable(line);
      return;
    }
    const read = (column: Column) => readCell(fields, this.#places[column]);
    const object = read("object");
    const name = read("name");
    const account = read("account");
    if (this.#format === "entra") {
      const names = name === "" ? [] : [name];
      const logged = { line, at: read("at"), action: read("action"), status: read("status") };
      this.#actions.push({ ...logged, type: read("type"), source: object, names, account });
      return;
    }
    // A name may itself begin as our exports begin a guarded cell.
    const written = trimInvisible(fields[this.#places.name ?? -1] ?? "");
    const names = [...new Set([object, name, written])].filter((each) => each !== "");
    if (names.length === 0 || account === "")
      this.#rows.push({ line, problem: "account-link.row-incomplete" });
    else this.#rows.push({ line, type: toType(read("type")), names, account });
  }

  end(): LinkFile {
    const rows = [...this.#rows, ...listLoggedLinks(this.#actions)];
    return { kind: "links", format: this.#format, rows: rows.sort((a, b) => a.line - b.line) };
  }
}

/** A cell as it was before a spreadsheet was kept from running it. Some exports have an identity as JSON in one cell. */
function readCell(fields: readonly string[], place: number | undefined): string {
  const text = trimInvisible((fields[place ?? -1] ?? "").replace(GUARD, ""));
  if (!text.startsWith("{")) return text;
  const identity = parseJson(text);
  if (identity === undefined || !isObject(identity)) return text;
  const id = identity["id"] ?? identity["Id"];
  return typeof id === "string" ? id : text;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
