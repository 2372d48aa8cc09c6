import { type AppId, type OrgId, type StepId, trustId } from "../../src/core/ids.ts";
import type { JsonObject } from "../../src/core/json.ts";
import { createEnv } from "../../src/platform/env.ts";
import { openSecrets } from "../../src/platform/secrets.ts";
import { type OpenWire, openWire, type WireOptions } from "../../src/platform/wire/wire.ts";
import type { ExchangeRow } from "../../src/ports/cycle-tables.ts";
import type { SecretText } from "../../src/ports/secrets.ts";
import type { Connector, Target } from "../../src/ports/target.ts";

/** Secrets under a key of the tests. */
export const testSecrets = openSecrets({ masterKey: Buffer.alloc(32, 7), keyId: "test" });

/** A step that nothing is known of. */
export const anyStep = trustId<StepId>("01900000-0000-7000-8000-000000000001");

export interface RecordedWire {
  readonly wire: OpenWire;
  /** What was recorded so far; complete after `wire.flush()`. */
  readonly rows: ExchangeRow[];
}

/** A wire whose record is a list. */
export function openRecordedWire(baseUrl: string, more: Partial<WireOptions> = {}): RecordedWire {
  const rows: ExchangeRow[] = [];
  const wire = openWire({
    baseUrl,
    org: trustId<OrgId>("0190aaaa-0000-7000-8000-000000000001"),
    app: trustId<AppId>("0190aaaa-0000-7000-8000-000000000002"),
    env: createEnv(),
    version: "0.0.0-test",
    record: async (batch) => {
      rows.push(...batch);
    },
    onRecordFailure: (error) => {
      throw error;
    },
    ...more,
  });
  return { wire, rows };
}

export interface ConnectedTarget extends RecordedWire {
  readonly target: Target;
  readonly secret: SecretText;
}

/** A target as the engine uses it: connector, wire and a bearer. */
export async function connectTarget(
  connector: Connector,
  config: JsonObject,
  token: string,
  more: Partial<WireOptions> = {},
): Promise<ConnectedTarget> {
  const parsed = connector.parseConfig(config);
  if (!parsed.ok) throw new Error(parsed.code);
  const recorded = openRecordedWire(parsed.wire.baseUrl, { ...parsed.wire, ...more });
  const { wire } = recorded;
  const secret = testSecrets.wrap(token);
  const target = await connector.connect({ config, secret, wire, abilities: undefined, now: Date.now });
  return { ...recorded, secret, target };
}
