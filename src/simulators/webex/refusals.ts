import { randomUUID } from "node:crypto";
import type { JsonObject } from "../../core/json.ts";
import { renderError, type ScimError } from "../../core/scim/error.ts";
import type { WebexAnswer } from "./call.ts";

/** An id in the form of those that Control Hub shows. */
export function createTrackingId(): string {
  return `ATLAS_${randomUUID()}_0`;
}

/** Webex's own form of an error, outside of SCIM (Cisco's contact center reference, 2026-11). */
function refuse(
  status: number,
  message: string,
  trackingId: string,
  headers: Readonly<Record<string, string>> = {},
): WebexAnswer {
  return { status, body: { message, errors: [{ description: message }], trackingId }, headers };
}

/** No token, or one that is not accepted. */
export function refuseToken(trackingId: string): WebexAnswer {
  const message = "The request requires a valid access token set in the Authorization request header.";
  return refuse(401, message, trackingId, { "www-authenticate": 'Bearer realm="webex-simulator"' });
}

/** The answer of Control Hub after its integration with the directory was removed, as reported in public (case W). */
export function refuseTrust(trackingId: string, requestId: string): WebexAnswer {
  const description = `Request unauthorized. client-request-id: ${requestId}`;
  const error: JsonObject = { key: "401", message: [{ code: "701018", description }] };
  return { status: 401, body: { error, trackingId } };
}

/** Too many requests, with the seconds to wait. */
export function refuseRate(trackingId: string, seconds: number): WebexAnswer {
  const message = "Too many requests. Wait for the time in Retry-After, then send the request again.";
  return refuse(429, message, trackingId, { "retry-after": String(seconds) });
}

export function refuseRight(trackingId: string): WebexAnswer {
  return refuse(403, "The token does not have the required scopes or roles.", trackingId);
}

export function refuseServerError(trackingId: string): WebexAnswer {
  return refuse(500, "Something went wrong on the server.", trackingId);
}

export function refusePath(trackingId: string): WebexAnswer {
  return refuse(404, "The requested resource could not be found.", trackingId);
}

/** A SCIM error, with the tracking id that Webex adds to its errors. */
export function refuseScim(error: ScimError, trackingId: string): WebexAnswer {
  return { status: error.status, body: { ...renderError(error), trackingId } };
}

/** The page of a gateway in front of the service. */
export const GATEWAY_PAGE =
  "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>" +
  "<body><h1>502 Bad Gateway</h1><hr>gateway</body></html>\n";
