import { readClaimRoles } from "../core/people/claim-roles.ts";
import {
  readAttributeCounts,
  readCycleCounts,
  readCycleMessage,
  readPlanCounts,
} from "../core/provisioning/records/counts.ts";
import { readChanges, readDesired, readReasons } from "../core/provisioning/records/decision.ts";
import { readFault } from "../core/provisioning/records/fault.ts";
import { readLanes } from "../core/provisioning/records/lanes.ts";
import { readNoticeFacts } from "../core/provisioning/records/notice-facts.ts";
import { readQuarantine } from "../core/provisioning/records/quarantine.ts";
import { readStoredSettings } from "../core/provisioning/records/settings.ts";
import { readStatistics } from "../core/provisioning/records/statistics.ts";
import { readStepOutcome, readStepRequest } from "../core/provisioning/records/step.ts";
import { type Codec, readNullable, readObject } from "../core/provisioning/records/stored-json.ts";
import { readTestedConnection } from "../core/provisioning/records/tested-connection.ts";
import type { Row, TableName } from "../ports/tables.ts";
import type { SqlRow } from "./columns.ts";

type Codecs = {
  readonly [Table in TableName]?: { readonly [Column in keyof Row<Table>]?: Codec<Row<Table>[Column]> };
};

/** Columns whose JSON has a type. Each is read once, here, so that the inside can rely on the type. */
const CODECS: Codecs = {
  application: { settings: readStoredSettings },
  provisioning: {
    quarantine: readNullable(readQuarantine),
    lanes: readLanes,
    statistics: readStatistics,
    tested: readNullable(readTestedConnection),
  },
  link: { projected: readObject, spelt: readNullable(readObject), former_names: readNullable(readObject) },
  pending: { fault: readNullable(readFault) },
  target_refusal: { fault: readFault },
  plan: { counts: readPlanCounts, notes: readReasons, attributes: readAttributeCounts },
  decision: { reasons: readReasons, changes: readChanges, desired: readDesired },
  cycle: { counts: readCycleCounts, message: readNullable(readCycleMessage) },
  journal: { request: readStepRequest, outcome: readNullable(readStepOutcome) },
  identity_provider: { claim_roles: readClaimRoles },
  notice: { facts: readNoticeFacts },
  provisioning_log: { reasons: readReasons, changes: readChanges, fault: readNullable(readFault) },
};

type AnyCodecs = readonly (readonly [column: string, codec: Codec<unknown>])[];

const byTable: ReadonlyMap<string, AnyCodecs> = new Map(
  Object.entries(CODECS).map(([table, codecs]) => [table, Object.entries(codecs)]),
);

/** The row with its typed columns read. Throws when one cannot be read: it must not pass for an empty one. */
export function readTypedRow<Table extends TableName>(table: Table, row: Row<Table>): Row<Table> {
  const codecs = byTable.get(table);
  if (codecs === undefined) return row;
  const decoded: Record<string, unknown> = { ...row };
  const stored = decoded as SqlRow;
  for (const [column, codec] of codecs) {
    decoded[column] = codec(stored[column] as never, `${table}.${column}`);
  }
  return decoded as unknown as Row<Table>;
}
