import { PERSON_COLUMNS } from "../../core/directory/person.ts";
import { hasCome } from "../../core/has-come.ts";
import { type ImportId, type OrgId, trustId } from "../../core/ids.ts";
import type { LeaseRow } from "../../ports/lease-tables.ts";
import type { Write } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { endFailed } from "./fail-import.ts";
import { leaseName, SILENT_MS, toProgressJson, WORKING_MS } from "./import-hold.ts";
import { findRepeated, type OfferedFiles } from "./repeat-import.ts";

/** The columns of both files that may have another name in a file. */
const MAPPABLE: readonly string[] = [...PERSON_COLUMNS, "manager", "groupName", "memberType", "member"];
const OPEN_STATES = ["staging", "staged", "merging"] as const;

/** An import that has begun, and whether its files have to be sent. */
export interface BegunImport {
  readonly importId: ImportId;
  readonly needsFiles: boolean;
}

/**
 * Begins to stage a snapshot of a source. Refused while another import of the source is active; one that was silent for
 * a minute is ended, and its staged rows are discarded. Files that a client offers by their digests need not be sent where
 * they are those of the source's last import and would change nothing.
 */
export async function beginImport(
  deps: Deps,
  author: Author,
  input: {
    readonly org: OrgId;
    readonly source: string;
    /** Names of the files' columns by the column that they fill. */
    readonly columns: Readonly<Record<string, string>>;
    /** Names of the files' columns that are left out. */
    readonly dropped: readonly string[];
    /** The version of the program that reads the files. */
    readonly reader: string;
    readonly files?: OfferedFiles | undefined;
  },
): Promise<BegunImport | Refusal> {
  const { org, source, columns, dropped, reader, files } = input;
  const unknown = Object.keys(columns).find((column) => !MAPPABLE.includes(column));
  if (unknown !== undefined) {
    return refuse("invalid", "import.unmappable-column", { column: unknown, known: MAPPABLE.join(", ") });
  }
  const now = deps.env.now();
  const lease = await deps.store.get("lease", { org, name: leaseName(source) });
  if (lease !== undefined && !hasCome(lease.expires, now, WORKING_MS))
    return refuseSecond(source, lease, now);
  const id = trustId<ImportId>(deps.env.newId());
  // Before anything is read of the directory: a change that is not seen comes after it.
  const place = await deps.store.feedHead(org);
  const reading = { columns, dropped, reader };
  const repeated =
    files === undefined ? undefined : await findRepeated(deps, { org, source, reading, files });
  const committed = await deps.store.commit([
    takeLease({ org, name: leaseName(source) }, lease, { holder: id, expires: now + SILENT_MS }),
    {
      op: "insert",
      table: "import",
      row: {
        org,
        id,
        source,
        state: "staging",
        created: now,
        ended: null,
        progress: toProgressJson({ place, ...reading, ...repeated }),
        result: null,
      },
    },
    createAuditWrite(deps, author, {
      org,
      category: "import",
      activity: "begin",
      target: id,
      detail: { source },
    }),
  ]);
  if (committed.kind === "conflict") {
    const winner = await deps.store.get("lease", { org, name: leaseName(source) });
    return refuseSecond(source, winner, now);
  }
  deps.log("info", "import.begun", { organization: org, import: id });
  await discardAbandoned(deps, org, source, id);
  return { importId: id, needsFiles: repeated === undefined };
}

function takeLease(
  key: Pick<LeaseRow, "org" | "name">,
  before: LeaseRow | undefined,
  next: Pick<LeaseRow, "holder" | "expires">,
): Write {
  if (before === undefined) return { op: "insert", table: "lease", row: { ...key, ...next, version: 1 } };
  const set = { ...next, version: before.version + 1 };
  return { op: "update", table: "lease", key, set, expect: { version: before.version } };
}

function refuseSecond(source: string, lease: LeaseRow | undefined, now: number): Refusal {
  const seconds = Math.max(1, Math.ceil(((lease?.expires ?? now) - now) / 1000));
  return refuse("conflict", "import.in-progress", { source, import: lease?.holder ?? "", seconds });
}

async function discardAbandoned(deps: Deps, org: OrgId, source: string, except: ImportId): Promise<void> {
  for (const state of OPEN_STATES) {
    for await (const rows of readEachPage(deps.store, "import", { org, source, state })) {
      for (const row of rows.filter(({ id }) => id !== except)) {
        await endFailed(deps, row, refuse("conflict", "import.abandoned", { import: row.id }));
      }
    }
  }
}
