import { Turn } from "../../../app/background/turn.ts";
import { BULK_RESPONSE_URN, readBulk } from "../../../core/scim/bulk/read-bulk.ts";
import type { ScimAnswer, ScimCall, ScimOperation } from "../request/call.ts";
import { BulkRun } from "./bulk-run.ts";

/**
 * Many writes in one request (RFC 7644 §3.7), with the effect of one after the other, each of them all or nothing. 200
 * however they ended; each tells its own status.
 */
export const BULK_OPERATION: ScimOperation = { method: "POST", path: "/Bulk", handle: bulk };

async function bulk(call: ScimCall): Promise<ScimAnswer> {
  const { service, caller } = call;
  const request = readBulk(call.body, caller.profile, service.limits.bulkOperationsMax);
  const run = new BulkRun(call, request);
  const turn = new Turn(service.directory.deps.env);
  for (let index = 0; index < request.operations.length && !run.isStopped; index += 1) {
    await run.proceed(index);
    if (turn.isOver) await turn.pass();
  }
  const results = await run.finish();
  return { status: 200, headers: {}, body: { schemas: [BULK_RESPONSE_URN], Operations: results } };
}
