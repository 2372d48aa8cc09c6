import { isObject, type Json, parseForeignJson } from "../../../core/json.ts";
import { memberOf } from "../../../core/mapping/path.ts";
import type { PartAnswer } from "../../../ports/wire.ts";

const BULK_REQUEST = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

/** One operation of a bulk request. */
export interface BulkPart {
  readonly method: string;
  /** Below the service root: `/Users`. */
  readonly path: string;
  /** The resource or the changes, as JSON. */
  readonly data: string;
}

/** Bytes of an operation beside its data, at most: member names, method, bulkId, and quotes. */
const OPERATION_BYTES = 80;
/** Bytes of a bulk request without its operations. */
export const ENVELOPE_BYTES = 120;

/** The most bytes that an operation takes up in a bulk request. */
export function countBytes({ path, data }: BulkPart): number {
  return OPERATION_BYTES + 2 * path.length + Buffer.byteLength(data);
}

/**
 * A bulk request (RFC 7644 §3.7). Without `failOnErrors`, so that each operation stands alone. Each has a `bulkId`,
 * also where that is optional, because the answer is read by it.
 */
export function writeBulk(parts: readonly BulkPart[]): string {
  const operations = parts.map(({ method, path, data }, index) => {
    const head = JSON.stringify({ method, path, bulkId: toBulkId(index) }).slice(0, -1);
    return `${head},"data":${data}}`;
  });
  return `{"schemas":["${BULK_REQUEST}"],"Operations":[${operations.join(",")}]}`;
}

function toBulkId(index: number): string {
  return `m${index + 1}`;
}

/**
 * The answer to each operation, by `bulkId`; undefined for one that has none or more than one. An answer to a change
 * may lack the `bulkId`, which only a POST must have, and is known by its location then.
 */
export function readBulk(body: string, parts: readonly BulkPart[]): readonly (PartAnswer | undefined)[] {
  const document = parseForeignJson(body.replace(/^\uFEFF/, ""));
  const listed = isObject(document) ? memberOf(document, "Operations") : undefined;
  const answers: readonly Json[] = Array.isArray(listed) ? listed : [];
  const byKey = new Map<string, Json[]>();
  for (const answer of answers) {
    const key = keyOfAnswer(answer);
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), answer]);
  }
  const keys = parts.map((part) => keyOfChange(part.method, part.path));
  return parts.map((part, index) => {
    const key = keys[index];
    const isOnly = key !== undefined && keys.filter((each) => each === key).length === 1;
    const found = [...(byKey.get(toBulkId(index)) ?? []), ...(isOnly ? (byKey.get(key) ?? []) : [])];
    const [only] = found;
    const isOwn = only !== undefined && found.length === 1 && isForMethod(only, part.method);
    return isOwn ? readAnswer(only) : undefined;
  });
}

function keyOfAnswer(answer: Json): string | undefined {
  if (!isObject(answer)) return undefined;
  const bulkId = memberOf(answer, "bulkId");
  if (bulkId !== undefined && bulkId !== null) return typeof bulkId === "string" ? bulkId : undefined;
  const method = memberOf(answer, "method");
  const location = memberOf(answer, "location");
  return typeof method === "string" && typeof location === "string"
    ? keyOfChange(method, location)
    : undefined;
}

/** The method and the last two parts of an address, such as `PATCH Users/7`; undefined for a POST. */
function keyOfChange(method: string, address: string): string | undefined {
  const verb = method.toUpperCase();
  if (verb === "POST") return undefined;
  const path = address.split(/[?#]/)[0] ?? "";
  return `${verb} ${path.split("/").slice(-2).join("/")}`;
}

function isForMethod(answer: Json, method: string): boolean {
  const stated = isObject(answer) ? memberOf(answer, "method") : undefined;
  return typeof stated !== "string" || stated.toUpperCase() === method;
}

function readAnswer(answer: Json): PartAnswer | undefined {
  if (!isObject(answer)) return undefined;
  const status = readStatus(memberOf(answer, "status"));
  if (status === undefined) return undefined;
  const location = memberOf(answer, "location");
  const response = memberOf(answer, "response") ?? null;
  const body = response === null ? bodyWithout(status) : textOf(response);
  return {
    status,
    headers: {
      ...(typeof location === "string" ? { location } : {}),
      ...(body === "" ? {} : { "content-type": "application/scim+json" }),
    },
    body,
  };
}

/** Earlier drafts of the RFC have an object with a `code` in place of the text. */
function readStatus(status: Json | undefined): number | undefined {
  const stated = status !== undefined && isObject(status) ? memberOf(status, "code") : status;
  const code = typeof stated === "string" && /^\d{3}$/.test(stated.trim()) ? Number(stated) : stated;
  const isStatus = typeof code === "number" && Number.isInteger(code) && code >= 100 && code <= 599;
  return isStatus ? code : undefined;
}

/** A refusal without a body is the target's own all the same: it stands in an answer that is SCIM. */
function bodyWithout(status: number): string {
  return status < 300 ? "" : JSON.stringify({ schemas: [ERROR], status: String(status) });
}

function textOf(response: Json): string {
  return typeof response === "string" ? response : JSON.stringify(response);
}
