import { ScimError } from "../../../core/scim/error.ts";
import { locationOf } from "../../../core/scim/request/project.ts";
import type { ScimAnswer, ScimCall, ScimOperation } from "../request/call.ts";
import { patch, read, remove, replace } from "./resources.ts";

const ME = "/Me";

/**
 * The user that the token was issued to (RFC 7644 §3.11), with the permanent URI as `Location`. 501 for tokens of
 * services, which have no user.
 */
export const ME_OPERATIONS: readonly ScimOperation[] = [
  { method: "GET", path: ME, handle: (call) => asMyself(call, read) },
  { method: "PUT", path: ME, handle: (call) => asMyself(call, replace) },
  { method: "PATCH", path: ME, handle: (call) => asMyself(call, patch) },
  { method: "DELETE", path: ME, handle: (call) => asMyself(call, remove) },
  {
    method: "POST",
    path: ME,
    handle: async () => {
      throw new ScimError(501, 'Nobody signs up at "/Me"; create users at "/Users".');
    },
  },
];

async function asMyself(call: ScimCall, handle: ScimOperation["handle"]): Promise<ScimAnswer> {
  const { caller } = call;
  const { issuedTo } = caller.actor;
  if (issuedTo === null) {
    throw new ScimError(501, 'The token belongs to a service and not to a user: there is no "/Me" for it.');
  }
  const { resource } = caller.types.standard("user");
  const params = { endpoint: resource.endpoint.slice(1), id: issuedTo };
  const answer = await handle({ ...call, params });
  const location = locationOf(resource, issuedTo, caller.baseUrl);
  return { ...answer, headers: { ...answer.headers, location } };
}
