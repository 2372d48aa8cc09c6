import { type ImportId, type OrgId, trustId } from "../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import type { ImportRow } from "../../ports/import-tables.ts";
import type { Cursor } from "../../ports/kinds.ts";
import type { LeaseRow } from "../../ports/lease-tables.ts";
import type { ChangeSet, MergeCounts, Write } from "../../ports/store.ts";
import { commitIfCurrent } from "../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";

/** How long an import may be silent before another import of its source may take its place. */
export const SILENT_MS = 60_000;
/** The same while the store works on the whole import, which cannot be interrupted to renew the lease. */
export const WORKING_MS = 900_000;

/** The name of the lease that lets one import at a time write for a source. */
export function leaseName(source: string): string {
  return `import:${source}`;
}

/** The write that gives up the lease of an import; refused if the import does not hold it any longer. */
export function releaseLease({ org, id, source }: Pick<ImportRow, "org" | "id" | "source">): Write {
  return { op: "delete", table: "lease", key: { org, name: leaseName(source) }, expect: { holder: id } };
}

/** The progress of staging one file: its rows, and the people or groups that they name. */
export interface PartProgress {
  readonly file: string;
  readonly rows: number;
  readonly objects: number;
  /** Names of the file's columns that are left out. */
  readonly ignored: readonly string[];
  readonly done: boolean;
  /** The SHA-256 of the file's bytes, once it was read to its end. */
  readonly sha256?: string | undefined;
}

/** Leavers that the completeness gate held back, and why. */
export interface HeldLeavers {
  readonly leavers: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const NOTE_CODES = ["import.columns-ignored", "import.members-departed", "import.group-ring"] as const;

/** A fact about an accepted import that people should know. */
export interface ImportNote {
  readonly code: (typeof NOTE_CODES)[number];
  readonly params: Readonly<Record<string, string | number>>;
}

/** `import.progress`. */
export interface ImportProgress {
  /** Where the feed ended when the import began. */
  readonly place?: Cursor | undefined;
  /** The version of the program that reads the files. */
  readonly reader?: string | undefined;
  /** The import whose files this one has, where they need not be sent. */
  readonly repeats?: ImportId | undefined;
  /** Names of the files' columns by the column that they fill, as a person mapped them. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** Names of the files' columns that a person leaves out. */
  readonly dropped?: readonly string[] | undefined;
  readonly people?: PartProgress | undefined;
  readonly groups?: PartProgress | undefined;
  readonly held?: HeldLeavers | undefined;
  readonly notes?: readonly ImportNote[] | undefined;
  readonly preview?: ImportPreview | undefined;
}

/** The result of a dry run: when it was made, and the counts that a merge would have had then. */
export interface ImportPreview {
  readonly at: number;
  readonly counts: MergeCounts;
}

/** Reads the stored progress of an import; a missing or malformed part counts as not begun. */
export function readProgress(stored: JsonObject): ImportProgress {
  const repeats = readText(stored["repeats"]);
  return {
    place: readText(stored["place"]),
    reader: readText(stored["reader"]),
    repeats: repeats === undefined ? undefined : trustId<ImportId>(repeats),
    columns: readColumns(stored["columns"]),
    dropped: readTexts(stored["dropped"]),
    people: readPart(stored["people"]),
    groups: readPart(stored["groups"]),
    held: readHeld(stored["held"]),
    notes: readNotes(stored["notes"]),
    preview: readPreview(stored["preview"]),
  };
}

function readPreview(stored: Json | undefined): ImportPreview | undefined {
  if (!isObject(stored) || typeof stored["at"] !== "number") return undefined;
  const counts = stored["counts"];
  const count = (name: string) => {
    const value = isObject(counts) ? counts[name] : undefined;
    return typeof value === "number" ? value : 0;
  };
  return {
    at: stored["at"],
    counts: {
      created: count("created"),
      updated: count("updated"),
      restored: count("restored"),
      unchanged: count("unchanged"),
      leavers: count("leavers"),
      membersAdded: count("membersAdded"),
      membersRemoved: count("membersRemoved"),
    },
  };
}

function readPart(stored: Json | undefined): PartProgress | undefined {
  if (!isObject(stored)) return undefined;
  const number = (key: string) => (typeof stored[key] === "number" ? stored[key] : 0);
  return {
    file: typeof stored["file"] === "string" ? stored["file"] : "",
    rows: number("rows"),
    objects: number("objects"),
    ignored: readTexts(stored["ignored"]),
    done: stored["done"] === true,
    sha256: readText(stored["sha256"]),
  };
}

function readText(stored: Json | undefined): string | undefined {
  return typeof stored === "string" ? stored : undefined;
}

function readTexts(stored: Json | undefined): readonly string[] {
  return Array.isArray(stored) ? stored.filter((text) => typeof text === "string") : [];
}

function readColumns(stored: Json | undefined): Readonly<Record<string, string>> | undefined {
  if (!isObject(stored)) return undefined;
  const texts = Object.entries(stored).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}

function readHeld(stored: Json | undefined): HeldLeavers | undefined {
  if (!isObject(stored) || typeof stored["code"] !== "string") return undefined;
  const leavers = typeof stored["leavers"] === "number" ? stored["leavers"] : 0;
  return { leavers, code: stored["code"], params: readParams(stored["params"]) };
}

function readNotes(stored: Json | undefined): readonly ImportNote[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  return stored.flatMap((note): ImportNote[] => {
    if (!isObject(note)) return [];
    const code = NOTE_CODES.find((known) => known === note["code"]);
    return code === undefined ? [] : [{ code, params: readParams(note["params"]) }];
  });
}

function readParams(stored: Json | undefined): Readonly<Record<string, string | number>> {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(isObject(stored) ? stored : {})) {
    if (typeof value === "string" || typeof value === "number") params[name] = value;
  }
  return params;
}

/** The progress as it is stored. */
export function toProgressJson(progress: ImportProgress): JsonObject {
  const { place, reader, repeats, columns, dropped, people, groups, held, notes, preview } = progress;
  return {
    ...(place === undefined ? {} : { place }),
    ...(reader === undefined ? {} : { reader }),
    ...(repeats === undefined ? {} : { repeats }),
    ...(columns === undefined ? {} : { columns }),
    ...(dropped === undefined ? {} : { dropped: [...dropped] }),
    ...(people === undefined ? {} : { people: partJson(people) }),
    ...(groups === undefined ? {} : { groups: partJson(groups) }),
    ...(held === undefined ? {} : { held: { ...held } }),
    ...(notes === undefined ? {} : { notes: notes.map(({ code, params }) => ({ code, params })) }),
    ...(preview === undefined ? {} : { preview: { at: preview.at, counts: { ...preview.counts } } }),
  };
}

function partJson({ sha256, ...part }: PartProgress): JsonObject {
  return { ...part, ...(sha256 === undefined ? {} : { sha256 }) };
}

/** Reads an import of the organization. */
export async function getImportRow(deps: Deps, org: OrgId, id: ImportId): Promise<ImportRow | Refusal> {
  const row = await deps.store.get("import", { org, id });
  return row ?? refuse("not-found", "import.not-found", { import: id });
}

/**
 * The right to write for an import, until another import takes its place: every change set renews the lease that the
 * import began with, and is refused when another one has it.
 */
export class ImportHold {
  readonly org: OrgId;
  readonly id: ImportId;
  readonly source: string;
  progress: ImportProgress;
  readonly #deps: Deps;
  #version: number;

  private constructor(deps: Deps, row: ImportRow, version: number) {
    this.org = row.org;
    this.id = row.id;
    this.source = row.source;
    this.progress = readProgress(row.progress);
    this.#deps = deps;
    this.#version = version;
  }

  /** Continues an import that is still being staged. */
  static async takeUp(deps: Deps, org: OrgId, id: ImportId): Promise<ImportHold | Refusal> {
    const row = await getImportRow(deps, org, id);
    if (isRefusal(row)) return row;
    if (row.state !== "staging") {
      return refuse("conflict", "import.not-staging", { import: id, state: row.state });
    }
    const lease = await deps.store.get("lease", { org, name: leaseName(row.source) });
    if (lease?.holder !== id) return refuse("conflict", "import.abandoned", { import: id });
    return new ImportHold(deps, row, lease.version);
  }

  /**
   * Writes with the lease. `taken` names the write that conflicted; a lost lease is a refusal.
   */
  async commit(
    writes: ChangeSet,
    progress: ImportProgress = this.progress,
  ): Promise<undefined | Refusal | { readonly kind: "taken"; readonly index: number }> {
    const { org, id } = this;
    const mine: readonly Write[] = [
      this.#renewal(SILENT_MS),
      { op: "update", table: "import", key: { org, id }, set: { progress: toProgressJson(progress) } },
    ];
    const committed = await this.#deps.store.commit([...mine, ...writes]);
    if (committed.kind === "committed") {
      this.#version += 1;
      this.progress = progress;
      return undefined;
    }
    const index = committed.index - mine.length;
    return index < 0 ? refuse("conflict", "import.abandoned", { import: id }) : { kind: "taken", index };
  }

  /** Keeps the lease for long work on files that are staged, or until a person has looked at them. */
  keepForLong(): Promise<undefined | Refusal> {
    return this.advance("staging", "staging");
  }

  /** Moves the import to its next state, if it is in the expected one, and keeps the lease for long work. */
  async advance(
    from: ImportRow["state"],
    to: ImportRow["state"],
    more: ChangeSet = [],
  ): Promise<undefined | Refusal> {
    const { org, id } = this;
    const committed = await this.#deps.store.commit([
      this.#renewal(WORKING_MS),
      { op: "update", table: "import", key: { org, id }, set: { state: to }, expect: { state: from } },
      ...more,
    ]);
    if (committed.kind === "conflict") return refuse("conflict", "import.abandoned", { import: id });
    this.#version += 1;
    return undefined;
  }

  /** Releases the lease. */
  async release(): Promise<void> {
    await commitIfCurrent(this.#deps, [releaseLease(this)]);
  }

  #renewal(forMs: number): Write {
    const set: Partial<LeaseRow> = { expires: this.#deps.env.now() + forMs, version: this.#version + 1 };
    const key = { org: this.org, name: leaseName(this.source) };
    const expect = { holder: this.id, version: this.#version };
    return { op: "update", table: "lease", key, set, expect };
  }
}
