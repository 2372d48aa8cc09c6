import { ApiError } from "../../api-error.ts";
import type { ScimOperation } from "../request/call.ts";
import { typeAt } from "../request/resource-request.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * Routes for the methods that the paths of these operations do not serve: 405 with `Allow` (RFC 9110
 * §15.5.6); 404 when the path is that of a resource type which the organization lacks.
 */
export function createMethodNotAllowedRoutes(operations: readonly ScimOperation[]): readonly ScimOperation[] {
  return [...new Set(operations.map(({ path }) => path))].flatMap((path) => {
    const served = new Set<string>(
      operations.filter((each) => each.path === path).map((each) => each.method),
    );
    const allowed = [...served, ...(served.has("GET") ? ["HEAD"] : [])].sort().join(", ");
    return METHODS.filter((method) => !served.has(method)).map((method): ScimOperation => {
      return {
        method,
        path,
        handle: async (call) => {
          if (path.startsWith("/:endpoint")) typeAt(call);
          throw new ApiError(
            405,
            "request.method-not-allowed",
            { method, allowed },
            { headers: { allow: allowed } },
          );
        },
      };
    });
  });
}
