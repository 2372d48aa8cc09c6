import type { ObjectId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import { kindOf, VALUE_KINDS, type ValueKind } from "../../../core/provisioning/abilities.ts";
import { findAttributeFault, mayProbe } from "../../../core/provisioning/attribute-refusals.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { isRetryDue } from "../../../core/provisioning/remembered-refusal.ts";
import type { TargetRefusalRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { readEachPage } from "../../paging.ts";
import type { CycleRun } from "../context.ts";

/** An attribute of an account, with the value that it has or shall have. */
interface AttributeValue {
  readonly type: ObjectType;
  readonly path: string;
  readonly value: Json;
}

/** Refusals of an attribute with a kind of value that the target accepts after all. */
export interface OutdatedEvidence {
  readonly path: string;
  readonly kind: ValueKind;
  readonly rows: readonly TargetRefusalRow[];
}

/**
 * The attributes that the target refuses for every account. The evidence is a part of `target_refusal`: it is read once
 * for a run, and follows the answers of this run.
 */
export class RefusedAttributes {
  /** The rows that are evidence, by type, kind of value and path, then by object. */
  readonly #evidence = new Map<string, Map<ObjectId, TargetRefusalRow>>();
  /** Attributes that the target accepted in this run: later refusals are about their values. */
  readonly #accepted = new Set<string>();
  /** Attributes that one account of this run is sent with, although they are known to be refused. */
  readonly #probed = new Set<string>();
  readonly #outdated: OutdatedEvidence[] = [];
  readonly #now: () => number;

  private constructor(now: () => number) {
    this.#now = now;
  }

  static async read({ deps, org, app, application }: CycleRun): Promise<RefusedAttributes> {
    const found = new RefusedAttributes(deps.env.now);
    for (const type of ["user", "group"] as const) {
      for await (const rows of readEachPage(deps.store, "target_refusal", { org, app, evidence_for: type }))
        for (const row of rows) if (row.version === application.version) found.noteRefused(row);
    }
    return found;
  }

  /**
   * The fault of an attribute that is not sent with such a value; undefined if it is sent. An object whose own attempt is
   * due is sent with it, so that it gets its three attempts.
   */
  find(object: ObjectId, of: AttributeValue): Fault | undefined {
    const key = keyOf(of);
    const own = this.#evidence.get(key)?.get(object);
    if (own !== undefined && isRetryDue(own, this.#now())) return undefined;
    const rows = [...(this.#evidence.get(key)?.values() ?? [])];
    const fault = findAttributeFault(
      of.path,
      rows.map((row) => row.fault),
    );
    if (fault === undefined || this.#probed.has(key) || !mayProbe(rows, this.#now())) return fault;
    this.#probed.add(key);
    return undefined;
  }

  /** Takes a refusal into account, if it is evidence. Returns the row as it shall be kept. */
  noteRefused(row: TargetRefusalRow): TargetRefusalRow {
    const { evidence_for: type, part: path, value, object } = row;
    if (type === null) return row;
    const key = keyOf({ type, path, value });
    if (this.#accepted.has(key)) return { ...row, evidence_for: null };
    const rows = this.#evidence.get(key) ?? new Map<ObjectId, TargetRefusalRow>();
    this.#evidence.set(key, rows.set(object, row));
    return row;
  }

  /** Takes an acceptance into account: what other objects were refused for is about their values alone. */
  noteAccepted(object: ObjectId, accepted: AttributeValue): void {
    const key = keyOf(accepted);
    // Every attribute of every account comes by here, and most targets refuse nothing.
    if (this.#evidence.size === 0) {
      this.#accepted.add(key);
      return;
    }
    for (const kind of VALUE_KINDS) this.#evidence.get(keyOf(accepted, kind))?.delete(object);
    const rows = [...(this.#evidence.get(key)?.values() ?? [])];
    this.#accepted.add(key);
    this.#evidence.delete(key);
    if (rows.length === 0) return;
    const { path, value } = accepted;
    this.#outdated.push({ path, kind: kindOf(value), rows });
  }

  /** The evidence that acceptances of this run have outdated, each once. */
  takeOutdated(): readonly OutdatedEvidence[] {
    return this.#outdated.splice(0);
  }
}

function keyOf({ type, path, value }: AttributeValue, kind = kindOf(value)): string {
  return `${type} ${kind} ${path}`;
}
