import type { ObjectId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import { kindOf, VALUE_KINDS } from "../../../core/provisioning/abilities.ts";
import { findAttributeFault } from "../../../core/provisioning/attribute-refusals.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import type { TargetRefusalRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { readEachPage } from "../../paging.ts";
import type { CycleContext } from "../context.ts";

/** An attribute of an account, with the value that it has or shall have. */
interface AttributeValue {
  readonly type: ObjectType;
  readonly path: string;
  readonly value: Json;
}

/**
 * The attributes that the target refuses for every account. The evidence is a part of `target_refusal`: it is read once
 * for a run, and follows the answers of this run.
 */
export class RefusedAttributes {
  /** The rows that are evidence, by type, kind of value and path, then by object. */
  readonly #evidence = new Map<string, Map<ObjectId, TargetRefusalRow>>();

  static async read({ deps, org, app, application }: CycleContext): Promise<RefusedAttributes> {
    const found = new RefusedAttributes();
    for (const type of ["user", "group"] as const) {
      for await (const rows of readEachPage(deps.store, "target_refusal", { org, app, evidence_for: type }))
        for (const row of rows) if (row.version === application.version) found.noteRefused(row);
    }
    return found;
  }

  /** The fault of an attribute that is not sent with such a value; undefined if it is sent. */
  find(of: AttributeValue): Fault | undefined {
    const rows = this.#evidence.get(keyOf(of));
    return rows === undefined
      ? undefined
      : findAttributeFault(
          of.path,
          [...rows.values()].map(({ fault }) => fault),
        );
  }

  /** Takes a refusal into account, if it is evidence. */
  noteRefused(row: TargetRefusalRow): void {
    const { evidence_for: type, part: path, value, object } = row;
    if (type === null) return;
    const key = keyOf({ type, path, value });
    const rows = this.#evidence.get(key) ?? new Map<ObjectId, TargetRefusalRow>();
    this.#evidence.set(key, rows.set(object, row));
  }

  /** Takes an acceptance into account. Returns the rows of other objects that are evidence no longer. */
  noteAccepted(object: ObjectId, accepted: AttributeValue): readonly TargetRefusalRow[] {
    for (const kind of VALUE_KINDS) this.#evidence.get(keyOf(accepted, kind))?.delete(object);
    const key = keyOf(accepted);
    const rows = [...(this.#evidence.get(key)?.values() ?? [])];
    this.#evidence.delete(key);
    return rows.map((row) => ({ ...row, evidence_for: null }));
  }
}

function keyOf({ type, path, value }: AttributeValue, kind = kindOf(value)): string {
  return `${type} ${kind} ${path}`;
}
