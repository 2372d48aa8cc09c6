import { isObject, type Json, type JsonObject } from "../../src/core/json.ts";
import { type ScriptedRefusal, type ScriptedTarget, startScriptedTarget } from "./scripted-target.ts";

const RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

/** One operation of a bulk request, as it arrived. */
export interface ArrivedOperation {
  readonly method: string;
  readonly path: string;
  readonly bulkId?: string;
  readonly data: JsonObject;
}

/** The answer to a single request, or to an operation: a success without one, or a refusal. */
export type Answer = { readonly status: number; readonly scimType?: string } | undefined;

export interface BulkTraits {
  readonly operationsMax?: number;
  readonly bytesMax?: number;
  /** Refuses operations, in bulk requests and as requests of their own. */
  readonly refuse?: (operation: ArrivedOperation) => Answer;
  /** Alters the answers to the operations of a bulk request that were carried out, or answers something else. */
  readonly alter?: (answers: readonly JsonObject[]) => ScriptedRefusal | readonly JsonObject[];
  /** Answers a bulk request as a whole, without carrying it out. */
  readonly answerAll?: () => ScriptedRefusal | undefined;
  /** Whether successes show the resource, which RFC 7644 §3.7 leaves to the server. */
  readonly isShowing?: boolean;
}

export interface BulkTarget extends ScriptedTarget {
  /** The bulk requests that arrived, each with its operations. */
  readonly bulks: (readonly ArrivedOperation[])[];
}

/** A SCIM server in memory with `/Bulk`, which was not written with Muster's in view: it does one operation after the other. */
export async function startBulkTarget(traits: BulkTraits = {}): Promise<BulkTarget> {
  const { operationsMax = 100, bytesMax = 1_000_000, refuse = () => undefined } = traits;
  const { alter = (answers) => answers, answerAll = () => undefined } = traits;
  const bulks: (readonly ArrivedOperation[])[] = [];
  const claims = { patch: { supported: true }, filter: { supported: true, maxResults: 100 } };
  const bulk = { supported: true, maxOperations: operationsMax, maxPayloadSize: bytesMax };
  let created = 0;
  const target: ScriptedTarget = await startScriptedTarget(
    ({ method, endpoint, id, body }) => {
      if (endpoint !== "Bulk") {
        const path = `/${endpoint}${id === undefined ? "" : `/${id}`}`;
        if (method === "GET") return undefined;
        return refuse({ method, path, data: body }) ?? findTaken({ method, path, data: body });
      }
      const operations = readOperations(body);
      bulks.push(operations);
      const whole = answerAll();
      if (whole !== undefined) return whole;
      if (operations.length > operationsMax || JSON.stringify(body).length > bytesMax) return { status: 413 };
      const answers = alter(operations.map(perform));
      return "status" in answers
        ? answers
        : { status: 200, body: { schemas: [RESPONSE], Operations: [...answers] } };
    },
    undefined,
    { documents: { ServiceProviderConfig: { ...claims, bulk } } },
  );

  function findTaken({ method, path, data }: ArrivedOperation): Answer {
    const isTaken =
      method === "POST" &&
      path === "/Users" &&
      [...target.resources.Users.values()].some(({ userName }) => userName === data["userName"]);
    return isTaken ? { status: 409, scimType: "uniqueness" } : undefined;
  }

  function perform(operation: ArrivedOperation): JsonObject {
    const { method, path, bulkId, data } = operation;
    const [endpoint = "", id] = path.slice(1).split("/");
    const held = endpoint === "Groups" ? target.resources.Groups : target.resources.Users;
    const before = held.get(id ?? "");
    const missing: Answer = id !== undefined && before === undefined ? { status: 404 } : undefined;
    const refused = refuse(operation) ?? findTaken(operation) ?? missing;
    const named = { method, ...(bulkId === undefined ? {} : { bulkId }) };
    if (refused !== undefined) {
      const { status, scimType } = refused;
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];
      const response = {
        schemas,
        status: String(status),
        ...(scimType && { scimType }),
        detail: `says ${status}`,
      };
      return { ...named, status: String(status), response };
    }
    created += 1;
    const own = id ?? `made-${created}`;
    const resource = method === "POST" ? { ...data, id: own } : { ...before, ...valuesOf(data), id: own };
    held.set(own, resource);
    const location = `${target.url}/${endpoint}/${own}`;
    const shown = traits.isShowing === true ? { response: resource } : {};
    return { ...named, location, status: method === "POST" ? "201" : "200", ...shown };
  }

  return { ...target, bulks };
}

function readOperations(body: JsonObject): readonly ArrivedOperation[] {
  const listed = body["Operations"];
  return (Array.isArray(listed) ? listed : []) as unknown as readonly ArrivedOperation[];
}

/** The values of a PATCH that replaces whole attributes. */
function valuesOf(data: JsonObject): JsonObject {
  const listed: Json = data["Operations"] ?? [];
  const operations = Array.isArray(listed) ? listed.filter((each: Json) => isObject(each)) : [];
  return Object.fromEntries(operations.map(({ path, value }) => [String(path), value ?? null]));
}
