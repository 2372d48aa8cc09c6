import type { AppId, OrgId } from "../../../core/ids.ts";
import type { LinkFileFormat, LinkReader } from "../../../ports/link-source.ts";
import type { Account } from "../../../ports/target.ts";
import { createAuditWrite } from "../../audit.ts";
import { type Actor, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { chunksOf } from "../../paging.ts";
import type { CycleRun } from "../context.ts";
import type { Engine } from "../engine/engine.ts";
import type { EvaluatedObject } from "../plan/gather-facts.ts";
import { checkRows, type GoodRow, type RejectedRow } from "./check-rows.ts";
import { readClaimedAccounts } from "./claimed-accounts.ts";
import { keepMemberships } from "./keep-memberships.ts";
import { prepareLink, readFacts } from "./link-changes.ts";

/** The result of an import of links. */
export interface LinkImport {
  readonly format: LinkFileFormat;
  readonly linked: number;
  /** Rows whose link was there already. */
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
}

/** Links that are made in one commit. */
const AT_ONCE = 100;

/**
 * Makes the links of a file. Each row is checked by itself, and a wrong one stops no other: it is reported with its line.
 * Links that were made before a crash stay; a repetition finds them unchanged and makes the others. A dry run writes nothing.
 */
export async function importLinks(
  engine: Pick<Engine, "withTarget">,
  actor: Actor,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly isTrial: boolean;
    readonly read: () => ReturnType<LinkReader>;
  },
): Promise<LinkImport | Refusal> {
  const file = await input.read();
  if (file.kind === "refused") return refuse("invalid", file.code, file.params);
  const { format, rows } = file;
  return engine.withTarget(input.org, input.app, async (context) => {
    const checked = await checkRows(context, rows);
    const found = await checkAccounts(context, checked.good);
    if (isRefusal(found)) return found;
    const made = input.isTrial
      ? { linked: found.good.length, rejected: [] }
      : await makeLinks(context, actor, { format, rows: found.good });
    const rejected = [...checked.rejected, ...found.rejected, ...made.rejected];
    return {
      format,
      linked: made.linked,
      unchanged: checked.unchanged,
      rejected: rejected.sort((a, b) => a.line - b.line),
    };
  });
}

/** A row whose account the target has. */
interface ProvenRow extends GoodRow {
  readonly shown: Account;
}

/** Looks for the accounts at the target. A target that does not answer refuses the import as a whole: nothing was written. */
async function checkAccounts(
  context: CycleRun,
  rows: readonly GoodRow[],
): Promise<{ readonly good: readonly ProvenRow[]; readonly rejected: readonly RejectedRow[] } | Refusal> {
  const good: ProvenRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const type of ["user", "group"] as const) {
    const ofType = rows.filter((row) => row.type === type);
    if (ofType.length === 0) continue;
    const found = await readClaimedAccounts(context, type, new Set(ofType.map(({ account }) => account)));
    if (!found.ok) return refuse("unavailable", found.fault.code, found.fault.params);
    for (const row of ofType) {
      const shown = found.value.get(row.account);
      if (shown !== undefined) good.push({ ...row, shown });
      else rejected.push(rejectRow(row, "account-link.account-unknown"));
    }
  }
  return { good, rejected };
}

function rejectRow({ line, name, account }: GoodRow, code: RejectedRow["code"]): RejectedRow {
  return { line, code, object: name, account, params: { name, account } };
}

async function makeLinks(
  context: CycleRun,
  actor: Actor,
  { format, rows }: { readonly format: LinkFileFormat; readonly rows: readonly ProvenRow[] },
): Promise<{ readonly linked: number; readonly rejected: readonly RejectedRow[] }> {
  const linked: GoodRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const type of ["user", "group"] as const) {
    for (const part of chunksOf(
      rows.filter((row) => row.type === type),
      AT_ONCE,
    )) {
      const facts = await readFacts(
        context,
        type,
        part.map(({ object }) => object),
      );
      const isMade = await commitLinks(context, actor, { format, rows: part, facts });
      context.deps.checkpoint("linked");
      if (isMade) {
        linked.push(...part);
        continue;
      }
      // One of them changed meanwhile: each is tried by itself.
      for (const row of part) {
        if (await commitLinks(context, actor, { format, rows: [row], facts })) linked.push(row);
        else rejected.push(rejectRow(row, "account-link.changed-meanwhile"));
      }
    }
  }
  await keepMemberships(context, linked);
  return { linked: linked.length, rejected };
}

/** Links these objects, with one entry in the audit trail. False, and nothing is written, if one of them changed meanwhile. */
async function commitLinks(
  context: CycleRun,
  actor: Actor,
  part: {
    readonly format: LinkFileFormat;
    readonly rows: readonly ProvenRow[];
    readonly facts: ReadonlyMap<string, EvaluatedObject>;
  },
): Promise<boolean> {
  const { deps, org, app, application } = context;
  const links: { readonly object: string; readonly account: string }[] = [];
  const writes = [];
  for (const { object, type, account, shown } of part.rows) {
    const facts = part.facts.get(object);
    if (facts === undefined) return false;
    const change = { object: { object, type }, kind: "imported", before: undefined } as const;
    writes.push(
      { op: "require", table: "object", key: { org, id: object }, expect: { deleted: null } } as const,
      ...(await prepareLink(context, actor, change, { account: shown, provenance: "imported", facts })),
    );
    links.push({ object, account });
  }
  const detail = { application: application.name, format: part.format, linked: links.length, links };
  const entry = { org, category: "link", activity: "import", target: app, detail } as const;
  const committed = await deps.store.commit([...writes, createAuditWrite(deps, actor, entry)]);
  return committed.kind === "committed";
}
