import { findSealed, type SealedPlace } from "../../app/audit-chain/find-sealed.ts";
import type { Deps } from "../../app/deps.ts";
import { type AuditFilter, listAudit, readAudit } from "../../app/list-audit.ts";
import { readActorNames } from "../../app/read-actor-names.ts";
import type { ExportedAuditEntry, NamedAuditEntry } from "../../contract/audit.ts";
import { INSTANCE, type OrgId } from "../../core/ids.ts";
import type { AuditRow } from "../../ports/trust-tables.ts";
import { type AdminCall, type Handlers, StreamedAnswer } from "./call.ts";
import { showAuditEntry } from "./convert.ts";
import { writeCsvLine } from "./csv-cell.ts";

type AuditRoute = "listAudit" | "listInstanceAudit" | "exportAudit" | "exportInstanceAudit";

/** Serves the audit trails, as pages and as files. */
export const auditHandlers: Pick<Handlers, AuditRoute> = {
  listAudit: ({ context, org, query }) => showPage(context.deps, org, query),
  listInstanceAudit: ({ context, query }) => showPage(context.deps, INSTANCE, query),
  exportAudit: async (call) => writeFile(call, call.org),
  exportInstanceAudit: async (call) => writeFile(call, INSTANCE),
};

type Query = AdminCall<"listAudit">["query"];
type ExportCall = Pick<AdminCall<"exportInstanceAudit">, "context" | "request" | "query">;

async function showPage(deps: Deps, org: OrgId, { after, limit, ...query }: Query) {
  const { items, next } = await listAudit(deps, { org, filter: readFilter(query), after, limit });
  return { items: await showEntries(deps, items), next };
}

function readFilter({ since, until, ...columns }: Omit<Query, "after" | "limit">): AuditFilter {
  return { ...columns, since: millisecondsOf(since), until: millisecondsOf(until) };
}

function millisecondsOf(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}

async function showEntries(deps: Deps, rows: readonly AuditRow[]): Promise<NamedAuditEntry[]> {
  const names = await readActorNames(deps, rows);
  return rows.map((row) => ({ ...showAuditEntry(row), actorName: names.get(row.actor) ?? null }));
}

function writeFile({ context: { deps }, request, query }: ExportCall, org: OrgId): StreamedAnswer {
  const { format, after, limit, ...filter } = query;
  const wanted = { org, filter: readFilter(filter), after, limit };
  const entries = readEntries(deps, wanted, request.method === "HEAD");
  return format === "csv"
    ? new StreamedAnswer("text/csv", writeCsv(entries), "audit.csv")
    : new StreamedAnswer("application/jsonl", writeJsonLines(deps, org, entries), "audit.jsonl");
}

type Entries = AsyncIterable<readonly NamedAuditEntry[]>;

/** A request for the head alone has no body to read the trail for. */
async function* readEntries(
  deps: Deps,
  wanted: Parameters<typeof readAudit>[1],
  isEmpty: boolean,
): AsyncGenerator<readonly NamedAuditEntry[]> {
  if (isEmpty) return;
  for await (const rows of readAudit(deps, wanted)) yield await showEntries(deps, rows);
}

const COLUMNS = [
  ...(["at", "actorName", "actor", "service", "category"] as const),
  ...(["activity", "target", "detail", "id"] as const),
];

async function* writeCsv(pages: Entries): AsyncGenerator<string> {
  yield writeCsvLine(COLUMNS);
  for await (const entries of pages) yield entries.map((entry) => writeCsvLine(toCells(entry))).join("");
}

function toCells(entry: NamedAuditEntry): readonly string[] {
  const written = { ...entry, detail: JSON.stringify(entry.detail), actorName: entry.actorName ?? "" };
  return COLUMNS.map((column) => written[column]);
}

async function* writeJsonLines(deps: Deps, org: OrgId, pages: Entries): AsyncGenerator<string> {
  for await (const entries of pages) {
    const sealed = await findSealed(
      deps.store,
      org,
      entries.map(({ id }) => id),
    );
    yield entries.map((entry) => `${JSON.stringify(toExported(entry, sealed.get(entry.id)))}\n`).join("");
  }
}

function toExported(entry: NamedAuditEntry, sealed: SealedPlace | undefined): ExportedAuditEntry {
  const { record = null, previous: previousHash = null, hash = null } = sealed ?? {};
  return { ...entry, record, previousHash, hash };
}
