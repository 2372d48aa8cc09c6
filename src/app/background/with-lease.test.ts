import { expect, test } from "vitest";
import type { Deps } from "../deps.ts";
import type { Lease } from "./lease.ts";
import { withLease } from "./with-lease.ts";

/** A wire that asks just before it sends, as the real one does, and a lease that expires in a pause before that. */
function pausedBefore(send: number, isLost = false) {
  const lost = new AbortController();
  const told = { sent: 0, asked: 0, renewed: 0 };
  let isFresh = true;
  const lease = {
    lost: lost.signal,
    isFresh: () => isFresh,
    confirm: async () => {
      if (!isFresh && isLost) lost.abort();
      if (!isFresh && !isLost) {
        told.renewed += 1;
        isFresh = true;
      }
      return isFresh;
    },
  } as Lease;
  const wire = {
    send: async ({ mayStart }: { readonly mayStart: () => boolean }) => {
      told.asked += 1;
      if (told.asked === send) isFresh = false;
      if (!mayStart()) return { kind: "failure", cause: "aborted", sent: false };
      told.sent += 1;
      return { kind: "answer", status: 200 };
    },
  };
  const deps = { wireTo: () => wire, store: {} } as unknown as Deps;
  const guarded = withLease(deps, lease).wireTo("org" as never, "app" as never, {} as never);
  return { told, send: () => guarded.send({} as never, new AbortController().signal) };
}

test("a call that waits while the process is paused is sent once the lease is renewed", async () => {
  const { told, send } = pausedBefore(1);
  expect(await send()).toMatchObject({ kind: "answer" });
  expect(told).toEqual({ sent: 1, asked: 2, renewed: 1 });
});

test("a call is not sent when another process has taken the lease in the pause", async () => {
  const { told, send } = pausedBefore(1, true);
  expect(await send()).toMatchObject({ kind: "failure", cause: "aborted" });
  expect(told).toEqual({ sent: 0, asked: 2, renewed: 0 });
});
