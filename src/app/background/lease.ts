import type { AppId, OrgId } from "../../core/ids.ts";
import type { Key } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";

const LEASE_MS = 30_000;
const RENEW_MS = 10_000;

export interface Lease {
  release(): Promise<void>;
}

/** The right to run cycles of an application, for this process alone; undefined while another has it. */
export function takeLease(deps: Deps, org: OrgId, app: AppId, holder: string): Promise<Lease | undefined> {
  return takeNamedLease(deps, { org, name: `engine:${app}` }, holder);
}

/** The right to do what the name says, for this process alone; undefined while another has it. */
export async function takeNamedLease(
  deps: Deps,
  key: Key<"lease">,
  holder: string,
): Promise<Lease | undefined> {
  const { store, env } = deps;
  const now = env.now();
  const before = await store.get("lease", key);
  if (before !== undefined && before.holder !== holder && before.expires > now) return undefined;
  const row = { ...key, holder, expires: now + LEASE_MS, version: (before?.version ?? 0) + 1 };
  const taken = await store.commit(
    before === undefined
      ? [{ op: "insert", table: "lease", row }]
      : [{ op: "update", table: "lease", key, set: row, expect: { version: before.version } }],
  );
  if (taken.kind === "conflict") return undefined;
  const renewal = setInterval(() => {
    const set = { expires: env.now() + LEASE_MS };
    store.commit([{ op: "update", table: "lease", key, set, expect: { holder } }]).catch((error: unknown) => {
      deps.log("error", "engine.lease-not-renewed", { lease: key.name, error: String(error) });
    });
  }, RENEW_MS);
  renewal.unref();
  return {
    async release() {
      clearInterval(renewal);
      await store.commit([{ op: "delete", table: "lease", key, expect: { holder } }]);
    },
  };
}
