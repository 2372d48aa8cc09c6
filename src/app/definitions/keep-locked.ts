import type { Deps } from "../deps.ts";
import { LOCK_MS } from "../resource-types/type-registry.ts";
import type { DefinitionVersion } from "./rekey-objects.ts";

const RENEW_MS = 1_000;

/** A lock that is renewed until it is let go. */
export interface KeptLock {
  /** True once another process has taken the lock for abandoned. */
  isLost(): boolean;
  /** Ends the renewals; resolves when none is under way. */
  letGo(): Promise<void>;
}

/** Renews the lock of these definitions every second. Every write of the change requires its version all the same. */
export function keepLocked({ store, env, log }: Deps, { org, version }: DefinitionVersion): KeptLock {
  const ended = new AbortController();
  let isLost = false;
  async function renew(): Promise<void> {
    const set = { locked: env.now() + LOCK_MS };
    try {
      const kept = await store.commit([
        { op: "update", table: "type_set", key: { org }, set, expect: { version } },
      ]);
      isLost = kept.kind === "conflict";
    } catch (error) {
      // The store may be back before the lock expires.
      log("error", "engine.lease-not-renewed", { organization: org, lease: "definitions", error });
    }
  }
  async function keepRenewing(): Promise<void> {
    while (!isLost && !ended.signal.aborted) {
      await env.sleep(RENEW_MS, ended.signal);
      if (!ended.signal.aborted) await renew();
    }
  }
  const renewing = keepRenewing();
  return {
    isLost: () => isLost,
    async letGo() {
      ended.abort();
      await renewing;
    },
  };
}
