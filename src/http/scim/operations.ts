import { ScimError } from "../../core/scim/error.ts";
import { BULK_OPERATION } from "./bulk.ts";
import type { Operation } from "./call.ts";
import { DISCOVERY_OPERATIONS } from "./discovery.ts";
import { ME_OPERATIONS } from "./me.ts";
import { MEMBER_OPERATIONS } from "./members.ts";
import { RESOURCE_OPERATIONS } from "./resources.ts";

/** What RFC 7644 knows and is not served: 501 rather than 404, so that clients see what they asked for. */
const UNSUPPORTED_OPERATIONS: readonly Operation[] = [
  unsupported("GET", "", "A query on the root"),
  unsupported("POST", "/.search", "A query on the root"),
];

function unsupported(method: Operation["method"], path: string, what: string): Operation {
  return {
    method,
    path,
    handle: async () => {
      throw new ScimError(501, `${what} is not supported; see ServiceProviderConfig.`);
    },
  };
}

/** Everything that clients can ask for. Of two paths that fit, the one with fewer parameters is meant. */
export const OPERATIONS: readonly Operation[] = [
  ...DISCOVERY_OPERATIONS,
  ...UNSUPPORTED_OPERATIONS,
  ...ME_OPERATIONS,
  BULK_OPERATION,
  ...MEMBER_OPERATIONS,
  ...RESOURCE_OPERATIONS,
];
