import { commitOrThrow } from "../app/commit.ts";
import type { Deps } from "../app/deps.ts";
import type { AppId, OrgId } from "../core/ids.ts";
import { type OpenWire, openWire } from "../platform/wire/wire.ts";
import type { ExchangeRow } from "../ports/cycle-tables.ts";
import type { Env } from "../ports/env.ts";
import type { Store } from "../ports/store.ts";
import type { Wire, WireSettings } from "../ports/wire.ts";

/** The parts that all wires share. */
export interface WireParts {
  readonly store: Store;
  readonly env: Env;
  readonly version: string;
  readonly log: Deps["log"];
  /** Called with the calls that are about to be recorded. */
  readonly onCalls: (calls: readonly ExchangeRow[]) => void;
}

/** The wires of the process: one for each target and its settings, each recording into the store. */
export class TargetWires {
  readonly #parts: WireParts;
  readonly #wires = new Map<string, OpenWire>();

  constructor(parts: WireParts) {
    this.#parts = parts;
  }

  /** The wire to a target; the same object while the settings stay the same. */
  wireTo(org: OrgId, app: AppId, settings: WireSettings): Wire {
    const key = `${app} ${settings.answerMs} ${JSON.stringify(settings.rates ?? [])} ${settings.baseUrl}`;
    const known = this.#wires.get(key);
    if (known !== undefined) return known;
    const { store, env, version, log, onCalls } = this.#parts;
    const wire = openWire({
      ...{ ...settings, org, app, env, version },
      record: (rows) => {
        onCalls(rows.filter(({ request }) => request["carrier"] === undefined));
        return recordExchanges(store, rows);
      },
      onRecordFailure: (error, exchanges) =>
        log("error", "exchange.not-recorded", { organization: org, app, exchanges, error }),
    });
    this.#wires.set(key, wire);
    return wire;
  }

  /** Waits for what is under way, then for its record. */
  async close(): Promise<void> {
    await Promise.all([...this.#wires.values()].map((wire) => wire.close()));
  }
}

async function recordExchanges(store: Store, rows: readonly ExchangeRow[]): Promise<void> {
  await commitOrThrow(
    { store },
    rows.map((row) => ({ op: "insert", table: "exchange", row })),
  );
}
