import { z } from "zod";
import type { Actor } from "../../app/deps.ts";
import type { ExchangeShape } from "../../contract/records.ts";
import type { OrgId } from "../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import type { ExchangeRow } from "../../ports/cycle-tables.ts";
import { decideAccess } from "../access.ts";
import { formatTime } from "./convert.ts";

const content = z.record(z.string(), z.json());

/** Whether a caller sees the headers and bodies of recorded requests, and the queries of their addresses. */
export type ContentView = "shown" | "withheld";

/** The caller's view: content is for those alone who hold `exchanges:read` in the organization. */
export function contentViewOf({ actor, org }: { readonly actor: Actor; readonly org: OrgId }): ContentView {
  return decideAccess(actor, "exchanges:read", org).kind === "allowed" ? "shown" : "withheld";
}

/** A recorded exchange, as far as the caller sees it. */
export function showExchange(row: ExchangeRow, view: ContentView): ExchangeShape {
  const { id, at, ms, method, url, status, request, response } = row;
  const isWithheld = view === "withheld";
  return {
    id,
    at: formatTime(at),
    ms,
    method,
    url: isWithheld ? withoutQuery(url) : url,
    status,
    requestBytes: sizeOf(request["body"]),
    responseBytes: sizeOf(response["body"]),
    failure: causeOf(response),
    carrierId: textOf(request["carrier"]),
    joined: countOf(request["joined"]),
    withheld: isWithheld,
    request: isWithheld ? null : content.parse(withoutJoining(request)),
    response: isWithheld ? null : content.parse(response),
  };
}

/** An address or path without its query, in which names and values of people can stand. */
export function withoutQuery(address: string): string {
  return address.split(/[?#]/, 1)[0] ?? "";
}

function sizeOf(body: Json | undefined): number {
  if (body === undefined || body === null) return 0;
  return Buffer.byteLength(typeof body === "string" ? body : JSON.stringify(body));
}

/** The headers and the body alone: the rest is shown beside them. */
function withoutJoining({ carrier: _, joined: __, ...request }: JsonObject): JsonObject {
  return request;
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function countOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function causeOf({ failure }: JsonObject): string | null {
  return isObject(failure) && typeof failure["cause"] === "string" ? failure["cause"] : null;
}
