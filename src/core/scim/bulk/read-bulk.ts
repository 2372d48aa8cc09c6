import { isObject, type Json, type JsonObject } from "../../json.ts";
import { ScimError } from "../error.ts";
import { foldNames, isUnassigned, namesSchema, readBody } from "../names.ts";
import { type Profile, type Tolerances, tolerancesOf } from "../profile.ts";

export const BULK_REQUEST_URN = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
export const BULK_RESPONSE_URN = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

/** Characters of a method that are read. */
const METHOD_LENGTH_MAX = 100;
const METHODS = ["POST", "PUT", "PATCH", "DELETE"] as const;

/** The members of an operation that are texts. A version of another type must not be taken for none. */
const TEXTS = ["method", "bulkId", "path", "version"] as const;

/** One operation of a bulk request with the data to perform it, or with the error that prevents this. */
export interface BulkOperation {
  /** In upper case; for a method that bulk requests do not allow, the beginning of the text that the client sent. */
  readonly method: string;
  readonly bulkId: string | undefined;
  /** Relative to the base URL; may contain references to bulkIds. */
  readonly path: string;
  /** The version that the resource must have, as in If-Match. */
  readonly version: string | undefined;
  readonly data: Json | undefined;
  readonly error: ScimError | undefined;
}

export interface BulkRequest {
  readonly operations: readonly BulkOperation[];
  /**
   * The number of errors after which no further operation is begun; undefined: errors do not stop the
   * request.
   */
  readonly failOnErrors: number | undefined;
}

/**
 * Reads the body of a bulk request (RFC 7644 §3.7). An error in one operation is recorded with that
 * operation. Throws 400 invalidSyntax or invalidValue for an error in the request as a whole, and 413 for
 * more than `operationsMax` operations.
 */
export function readBulk(body: unknown, profile: Profile, operationsMax: number): BulkRequest {
  const tolerances = tolerancesOf(profile);
  const members = foldNames(readBody(body));
  refuseOtherSchemas(members.get("schemas")?.value, tolerances);
  const list = members.get("operations")?.value;
  if (!Array.isArray(list)) throw new ScimError("invalidSyntax", '"Operations" is not a list.');
  if (list.length > operationsMax) {
    throw new ScimError(
      413,
      `The request has ${list.length} operations; maxOperations is ${operationsMax}. Nothing was done.`,
    );
  }
  if (list.length === 0 && !tolerances.emptyOperations) {
    throw new ScimError("invalidSyntax", '"Operations" is empty.');
  }
  const bulkIds = new Set<string>();
  return {
    operations: (list as readonly Json[]).map((raw) => readOperation(raw, bulkIds, tolerances)),
    failOnErrors: readFailOnErrors(members.get("failonerrors")?.value),
  };
}

function refuseOtherSchemas(raw: Json | undefined, tolerances: Tolerances): void {
  if (isUnassigned(raw) && tolerances.inferSchemas) return;
  if (namesSchema(raw, BULK_REQUEST_URN)) return;
  throw new ScimError("invalidSyntax", `"schemas" does not list "${BULK_REQUEST_URN}".`);
}

function readFailOnErrors(raw: Json | undefined): number | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === "number" && Number.isSafeInteger(raw) && raw >= 0) return raw === 0 ? undefined : raw;
  throw new ScimError("invalidValue", '"failOnErrors" is not a whole number of errors.');
}

/**
 * `bulkIds` contains the bulkIds of the operations before this one; this operation's bulkId is added to it.
 */
function readOperation(raw: Json, bulkIds: Set<string>, tolerances: Tolerances): BulkOperation {
  const members = foldNames(isObject(raw) ? raw : {});
  const textOf = (name: string): string | undefined => {
    const value = members.get(name)?.value;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const stated = textOf("method")?.slice(0, METHOD_LENGTH_MAX) ?? "";
  const method = tolerances.operationCase ? stated.toUpperCase() : stated;
  const bulkId = textOf("bulkid");
  const operation = {
    method,
    bulkId,
    path: textOf("path")?.replaceAll(/bulkId%3A/gi, "bulkId:") ?? "",
    version: textOf("version"),
    data: members.get("data")?.value,
  };
  const isKnown = bulkId !== undefined && bulkIds.has(bulkId);
  if (bulkId !== undefined) bulkIds.add(bulkId);
  const notText = TEXTS.find((name) => !isTextOrAbsent(members.get(name.toLowerCase())?.value));
  const problem = !isObject(raw)
    ? "An operation is not an object."
    : notText === undefined
      ? problemOf(operation, isKnown)
      : `The "${notText}" of an operation is not text.`;
  return { ...operation, error: problem === undefined ? undefined : new ScimError("invalidSyntax", problem) };
}

function isTextOrAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || typeof value === "string";
}

function problemOf(
  { method, bulkId, path, data }: Omit<BulkOperation, "error">,
  isKnown: boolean,
): string | undefined {
  if (!(METHODS as readonly string[]).includes(method)) {
    return `The "method" of an operation is not one of ${METHODS.join(", ")}.`;
  }
  if (isKnown) return `The "bulkId" of two operations is "${bulkId?.slice(0, 100)}".`;
  if (method === "POST" && bulkId === undefined) return 'An operation with "POST" has no "bulkId".';
  if (path === "") return 'An operation has no "path".';
  if (isOutside(path)) return `The path "${path.slice(0, 100)}" cannot be part of a bulk request.`;
  if (method !== "DELETE" && data === undefined) return `An operation with "${method}" has no "data".`;
  return undefined;
}

/** True for paths that bulk does not serve: a bulk request within a bulk request, and queries. */
function isOutside(path: string): boolean {
  return /^\/?bulk\/*(?:\?|$)/i.test(path) || /\/?\.search\/*(?:\?|$)/i.test(path);
}

/** One operation of a BulkResponse; undefined members are left out. */
export function toBulkResult(result: Readonly<Record<string, Json | undefined>>): JsonObject {
  const known = Object.entries(result).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(known);
}
