import { type AccountId, type ObjectId, toAccountId } from "../../../core/ids.ts";
import type { LinkClaim } from "../../../core/provisioning/link-claims.ts";
import { isStorable } from "../../../core/scim/text.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkFileRow } from "../../../ports/link-source.ts";
import type { LinkRow, ObjectRow } from "../../../ports/tables.ts";
import { nameOf } from "../../objects.ts";
import { chunksOf, readRowsAmong } from "../../paging.ts";
import type { CycleRun } from "../context.ts";
import { displayNameOf } from "../object-name.ts";
import { type KnownNames, objectsOf, readKnownNames, resolveClaims } from "./resolve-claims.ts";

/** Why a row of a file of links was not linked. */
export type RowProblem =
  | "account-link.row-unreadable"
  | "account-link.row-incomplete"
  | "account-link.object-unknown"
  | "account-link.object-ambiguous"
  | "account-link.object-repeated"
  | "account-link.account-repeated"
  | "account-link.object-linked"
  | "account-link.taken"
  | "account-link.account-unknown"
  | "account-link.changed-meanwhile";

/** A row that was not linked. */
export interface RejectedRow {
  readonly line: number;
  readonly code: RowProblem;
  /** The object as the row names it; null if it names none. */
  readonly object: string | null;
  readonly account: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A row that can be linked as far as the directory and the links say. */
export interface GoodRow {
  readonly line: number;
  readonly type: ObjectType;
  readonly object: ObjectId;
  readonly name: string;
  readonly account: AccountId;
}

/** The rows of a file, sorted by what can be done with them. */
export interface CheckedRows {
  readonly good: readonly GoodRow[];
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
}

/** Rows that are looked up together. */
const AT_ONCE = 400;

/**
 * Checks the rows of a file against the directory, the links and each other. Of two rows about the same object or the same
 * account, the second one is rejected.
 */
export async function checkRows(context: CycleRun, rows: readonly LinkFileRow[]): Promise<CheckedRows> {
  const checker = new RowChecker(context, await readKnownNames(context.deps.store, context.org));
  for (const part of chunksOf(rows, AT_ONCE)) {
    await checker.take(part);
    await context.deps.env.sleep(0);
  }
  return checker;
}

class RowChecker implements CheckedRows {
  readonly good: GoodRow[] = [];
  readonly rejected: RejectedRow[] = [];
  unchanged = 0;
  readonly #context: CycleRun;
  readonly #known: KnownNames;
  /** The lines of the objects and accounts that the file has named. */
  readonly #objects = new Map<ObjectId, number>();
  readonly #accounts = new Map<string, number>();

  constructor(context: CycleRun, known: KnownNames) {
    this.#context = context;
    this.#known = known;
  }

  async take(rows: readonly LinkFileRow[]): Promise<void> {
    const claims: LinkClaim[] = [];
    for (const row of rows) {
      if ("problem" in row) {
        this.rejected.push({ line: row.line, code: row.problem, object: null, account: null, params: {} });
      } else claims.push(row);
    }
    for (const type of ["user", "group"] as const) {
      await this.#takeType(
        type,
        claims.filter((claim) => claim.type === type),
      );
    }
  }

  async #takeType(type: ObjectType, claims: readonly LinkClaim[]): Promise<void> {
    if (claims.length === 0) return;
    const { deps, org, app } = this.#context;
    const { store } = deps;
    const resolved = await resolveClaims(store, { org, known: this.#known }, type, claims);
    const ids = [...new Set([...resolved.values()].flatMap((found) => [...found]))];
    const objects = await readRowsAmong(
      store,
      "object",
      { org, type, deleted: null },
      { column: "id", values: ids },
    );
    const accounts = claims.map(({ account }) => account).filter(isStorable);
    const facts: Known = {
      objects: new Map(objects.map((row) => [row.id, row])),
      byObject: mapBy(
        await readRowsAmong(store, "link", { org, app }, { column: "object", values: ids }),
        (row) => row.object,
      ),
      byAccount: mapBy(
        await readRowsAmong(store, "link", { org, app, type }, { column: "account", values: accounts }),
        (row) => row.account,
      ),
    };
    for (const claim of claims) {
      const found = objectsOf(claim, resolved).flatMap((id) => facts.objects.get(id) ?? []);
      await this.#check(claim, found, facts);
    }
  }

  async #check(claim: LinkClaim, found: readonly ObjectRow[], { byObject, byAccount }: Known): Promise<void> {
    const [object, ...others] = found;
    const { line, account, type } = claim;
    if (object === undefined || !isStorable(account)) {
      return this.#reject(claim, "account-link.object-unknown", { object: claim.names[0] ?? "" });
    }
    const name = nameOf(object);
    if (others.length > 0) {
      return this.#reject(claim, "account-link.object-ambiguous", { name, count: found.length });
    }
    const linked = byObject.get(object.id);
    const isSame = linked?.account === account && linked.type === type;
    const earlier = this.#objects.get(object.id) ?? this.#accounts.get(`${type} ${account}`);
    if (earlier !== undefined) {
      const isObject = this.#objects.has(object.id);
      const code = isObject ? "account-link.object-repeated" : "account-link.account-repeated";
      return this.#reject(claim, code, { name, account, line: earlier });
    }
    const owner = byAccount.get(account);
    if (!isSame && linked !== undefined) {
      return this.#reject(claim, "account-link.object-linked", { name, account: linked.account });
    }
    if (!isSame && owner !== undefined) {
      const other = await this.#nameOwner(owner);
      return this.#reject(claim, "account-link.taken", { account, owner: other, id: owner.object });
    }
    this.#objects.set(object.id, line);
    this.#accounts.set(`${type} ${account}`, line);
    if (isSame) this.unchanged += 1;
    else this.good.push({ line, type, object: object.id, name, account: toAccountId(account) });
  }

  async #nameOwner(link: LinkRow): Promise<string> {
    const { deps, org, rules } = this.#context;
    return displayNameOf(await deps.store.get("object", { org, id: link.object }), link, rules);
  }

  #reject(claim: LinkClaim, code: RowProblem, params: RejectedRow["params"]): void {
    const { line, names, account } = claim;
    this.rejected.push({ line, code, object: names[0] ?? null, account, params });
  }
}

/** The objects and links that rows are checked against. */
interface Known {
  readonly objects: ReadonlyMap<ObjectId, ObjectRow>;
  readonly byObject: ReadonlyMap<string, LinkRow>;
  readonly byAccount: ReadonlyMap<string, LinkRow>;
}

function mapBy(rows: readonly LinkRow[], keyOf: (row: LinkRow) => string): ReadonlyMap<string, LinkRow> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}
