import { isPasskeyAddress } from "../../core/people/passkey.ts";
import type { PasskeySite } from "../../ports/passkeys.ts";
import type { AdminCall } from "../admin/call.ts";
import { ApiError } from "../api-error.ts";

type Where = Pick<AdminCall<"readSignIn">, "context" | "request">;

/** The place that passkeys are bound to at this address; undefined if browsers offer none there. */
export function findPasskeySite(where: Where): PasskeySite | undefined {
  const { protocol, hostname, origin } = new URL(addressOf(where));
  return isPasskeyAddress({ protocol, hostname }) ? { host: hostname, origin } : undefined;
}

/** The place that passkeys are bound to, or the refusal with the address that rules them out. */
export function getPasskeySite(where: Where): PasskeySite {
  const site = findPasskeySite(where);
  if (site === undefined) throw new ApiError(409, "passkey.unavailable", { url: addressOf(where) });
  return site;
}

function addressOf({ context: { publicUrl }, request: { protocol, host } }: Where): string {
  return publicUrl ?? `${protocol}://${host}`;
}
