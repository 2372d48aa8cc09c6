import { ScimError } from "../../core/scim/error.ts";
import type { ScimCall, ScimOperation } from "./request/call.ts";
import { TYPES_CHANGED } from "./response/rejected-requests.ts";

/**
 * The operation, done once more by the definitions of now when those that its request was read by changed before
 * it was written. Nothing was written the first time.
 */
export function withFreshTypes(operation: ScimOperation): ScimOperation {
  return {
    ...operation,
    handle: (call) =>
      operation.handle(call).catch(async (error: unknown) => {
        if (!(error instanceof ScimError) || error.internal !== TYPES_CHANGED) throw error;
        return operation.handle(await renewed(call));
      }),
  };
}

async function renewed(call: ScimCall): Promise<ScimCall> {
  const { types } = call.service.directory;
  const { org } = call.caller.actor;
  types.forget(org);
  return { ...call, caller: { ...call.caller, types: await types.of(org) } };
}
