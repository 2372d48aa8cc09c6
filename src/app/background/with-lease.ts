import type { Store } from "../../ports/store.ts";
import type { Wire } from "../../ports/wire.ts";
import type { Deps } from "../deps.ts";
import { type Lease, LeaseLostError } from "./lease.ts";

/**
 * The same means, for work that only the holder of the lease may do: every commit requires the lease, in the same
 * transaction, and nothing is sent while the lease is in doubt. So a process that lost it cannot write a step down,
 * and a process that was stopped between writing it down and sending it does not send it.
 */
export function withLease(deps: Deps, lease: Lease): Deps {
  return {
    ...deps,
    store: requireLease(deps.store, lease),
    wireTo: (org, app, settings) => guardWire(deps.wireTo(org, app, settings), lease),
  };
}

function requireLease(store: Store, lease: Lease): Store {
  return {
    ...store,
    async commit(changes) {
      // First, so that all commits of the work lock the lease before anything else.
      const committed = await store.commit([lease.claim, ...changes]);
      if (committed.kind === "committed") return committed;
      if (committed.index > 0) return { ...committed, index: committed.index - 1 };
      lease.lose();
      throw new LeaseLostError(lease.name);
    },
  };
}

/** How often one call is held back because the lease may have expired, before the call fails. */
const HELD_BACK_MAX = 3;

/**
 * A call for which the lease is in doubt at the last moment is held back. As after a pause of the process: then the
 * lease is renewed, which succeeds as long as no other process took it, and the call is sent after all.
 */
function guardWire(wire: Wire, lease: Lease): Wire {
  async function hold<Answer>(
    send: (mayStart: () => boolean) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      let isHeldBack = false;
      const mayStart = () => {
        isHeldBack = !lease.isFresh();
        return !isHeldBack;
      };
      await lease.confirm();
      const answer = await send(mayStart);
      if (!isHeldBack || attempt === HELD_BACK_MAX || signal.aborted || lease.lost.aborted) return answer;
    }
  }

  const { sendJoined } = wire;
  return {
    send: (request, signal) => hold((mayStart) => wire.send({ ...request, mayStart }, signal), signal),
    ...(sendJoined === undefined
      ? {}
      : {
          sendJoined: (joined, signal) =>
            hold((mayStart) => {
              const carrier = { ...joined.carrier, mayStart };
              return sendJoined.call(wire, { ...joined, carrier }, signal);
            }, signal),
        }),
    describe: (request) => wire.describe(request),
    slowDown: (retryAfterMs) => wire.slowDown(retryAfterMs),
    flush: () => wire.flush(),
  };
}
