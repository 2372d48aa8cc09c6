import { ScimError } from "../../core/scim/error.ts";
import { ApiError } from "../api-error.ts";
import { typeAt } from "./asked.ts";
import type { Operation } from "./call.ts";
import { DISCOVERY_OPERATIONS } from "./discovery.ts";
import { ME_OPERATIONS } from "./me.ts";
import { RESOURCE_OPERATIONS } from "./resources.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** What RFC 7644 knows and is not served: 501 rather than 404, so that clients see what they asked for. */
const UNSUPPORTED_OPERATIONS: readonly Operation[] = [
  unsupported("POST", "/Bulk", "Bulk"),
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
  ...RESOURCE_OPERATIONS,
];

/**
 * What answers the methods that a path does not serve: 405 with `Allow` (RFC 9110 §15.5.6); 404 when the path is
 * that of a resource type which the organization lacks.
 */
export const REFUSALS: readonly Operation[] = [...new Set(OPERATIONS.map(({ path }) => path))].flatMap(
  (path) => {
    const served = new Set<string>(
      OPERATIONS.filter((each) => each.path === path).map((each) => each.method),
    );
    const allowed = [...served, ...(served.has("GET") ? ["HEAD"] : [])].sort().join(", ");
    return METHODS.filter((method) => !served.has(method)).map((method): Operation => {
      return {
        method,
        path,
        handle: async (call) => {
          if (path.startsWith("/:endpoint")) typeAt(call);
          throw new ApiError(405, "request.method-not-allowed", { method, allowed }, { allow: allowed });
        },
      };
    });
  },
);
