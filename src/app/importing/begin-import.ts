import { type ImportId, type OrgId, trustId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import type { LeaseRow } from "../../ports/tables.ts";
import { type Author, auditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { leaseName, SILENT_MS } from "./import-hold.ts";

const OPEN_STATES = ["staging", "staged", "merging"] as const;
const OPEN_MAX = 100;

/**
 * Begins to stage a snapshot of a source. One at a time: another one is in the way as long as it is not silent
 * for a minute; what a silent one had staged is discarded.
 */
export async function beginImport(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly source: string },
): Promise<ImportId | Refusal> {
  const { org, source } = input;
  const now = deps.env.now();
  const lease = await deps.store.get("lease", { org, name: leaseName(source) });
  if (lease !== undefined && lease.expires > now) return inProgress(source, lease, now);
  const id = trustId<ImportId>(deps.env.newId());
  const committed = await deps.store.commit([
    takeLease(org, source, id, lease, now + SILENT_MS),
    {
      op: "insert",
      table: "import",
      row: { org, id, source, state: "staging", created: now, ended: null, progress: {}, result: null },
    },
    auditWrite(deps, author, { org, category: "import", activity: "begin", target: id, detail: { source } }),
  ]);
  if (committed.kind === "conflict") {
    const winner = await deps.store.get("lease", { org, name: leaseName(source) });
    return inProgress(source, winner, now);
  }
  await discardAbandoned(deps, org, source, id);
  return id;
}

function takeLease(
  org: OrgId,
  source: string,
  holder: ImportId,
  before: LeaseRow | undefined,
  expires: number,
): Write {
  const name = leaseName(source);
  if (before === undefined) {
    return { op: "insert", table: "lease", row: { org, name, holder, expires, version: 1 } };
  }
  const set = { holder, expires, version: before.version + 1 };
  return { op: "update", table: "lease", key: { org, name }, set, expect: { version: before.version } };
}

function inProgress(source: string, lease: LeaseRow | undefined, now: number): Refusal {
  const seconds = Math.max(1, Math.ceil(((lease?.expires ?? now) - now) / 1000));
  return refuse("conflict", "import.in-progress", { source, import: lease?.holder ?? "", seconds });
}

async function discardAbandoned(deps: Deps, org: OrgId, source: string, except: ImportId): Promise<void> {
  for (const state of OPEN_STATES) {
    const rows = await deps.store.page("import", { where: { org, source, state }, limit: OPEN_MAX });
    for (const { id } of rows.filter((row) => row.id !== except)) {
      await deps.store.imports.discard(org, id);
      await deps.store.commit([
        {
          op: "update",
          table: "import",
          key: { org, id },
          set: {
            state: "failed",
            ended: deps.env.now(),
            result: { code: "import.abandoned", params: { import: id } },
          },
          expect: { state },
        },
      ]);
    }
  }
}
