import { join } from "node:path";
import pg from "pg";
import { createAuditWrite } from "../../../src/app/audit.ts";
import { verifyTrail } from "../../../src/app/audit-chain/verify-trail.ts";
import type { Deps } from "../../../src/app/deps.ts";
import { compose, type Instance } from "../../../src/commands/compose.ts";
import { verifyAudit } from "../../../src/commands/verify-audit.ts";
import { verifyAuditFile } from "../../../src/commands/verify-audit-file.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import type { PlacedAuditRow } from "../../../src/ports/audit.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { newOrg, type Place } from "../store/stores.ts";

export const MASTER_KEY = "A".repeat(43);

const unused = async () => 1 as const;
/** The local commands: those that verify, and others that fail. */
export const LOCAL = {
  ...{ init: unused, adminToken: unused, resetPerson: unused, serve: unused, demo: unused },
  ...{ simulateWebex: unused, verifyAudit, verifyAuditFile, replayCycle: unused },
};

/** Carries out SQL beside the store, as a person with access to the database may. */
export async function carryOut(place: Place, ...statements: readonly string[]): Promise<void> {
  if ("url" in place) {
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    try {
      for (const sql of statements) await client.query(sql);
    } finally {
      await client.end();
    }
    return;
  }
  const connection = await openConnection(join(place.directory, "muster.db"), { readOnly: false });
  for (const sql of statements) connection.exec(sql);
  connection.close();
}

/** An instance over this place. Nothing is sealed before a test says so. */
export function composeOver(place: Place, folder: string): Promise<Instance> {
  const databaseUrl = "url" in place ? place.url : undefined;
  const configuration = { databaseUrl, masterKey: MASTER_KEY, logLevel: "silent", publicUrl: undefined };
  return compose(
    "url" in place ? folder : place.directory,
    { ...configuration, fault: undefined },
    "0.0.0-test",
    "inline",
  );
}

/** The audit trail of an organization of its own. */
export class Trail {
  readonly org: OrgId = newOrg();
  readonly #instance: Instance;

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  get deps(): Deps {
    return this.#instance.deps;
  }

  /** Writes records, one after the other. */
  async write(...targets: readonly string[]): Promise<void> {
    for (const target of targets) {
      const entry = { org: this.org, category: "token", activity: "create", target } as const;
      await this.deps.store.commit([createAuditWrite(this.deps, "system", { ...entry, detail: { target } })]);
    }
  }

  /** Writes records, and seals each batch of them. */
  async seal(...batches: readonly (readonly string[])[]): Promise<void> {
    for (const batch of batches) {
      await this.write(...batch);
      const newest = await this.deps.store.newestAuditPlace();
      // On PostgreSQL a transaction of the database's own work may be open at this moment.
      for (let runs = 0; runs < 100 && (await this.deps.store.markAudit()).sealed < newest; runs += 1)
        await this.#instance.sealing.run();
    }
  }

  rows(): Promise<readonly PlacedAuditRow[]> {
    return this.deps.store.auditAt({ after: 0, upto: Number.MAX_SAFE_INTEGER, limit: 5_000, org: this.org });
  }

  verify(expect?: string, withKey = true) {
    const { store, env, secrets } = this.deps;
    return verifyTrail({ store, env, secrets: withKey ? secrets : undefined }, { org: this.org, expect });
  }
}
