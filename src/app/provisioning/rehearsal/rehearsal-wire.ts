import { isObject, type Json, parseJson } from "../../../core/json.ts";
import type { Wire, WireAnswer, WireRequest } from "../../../ports/wire.ts";

/** A request that would be sent: its path below the address of the target, and its body without secrets. */
export interface RehearsedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Json;
}

/**
 * A wire that reads from the target and writes nothing to it. A request of a step that would change something is added to
 * `requests` and answered as a target answers that accepts it: a new account has an id such as `new-1`, and is shown
 * afterwards. The other requests, such as those for an access token, are sent.
 */
export function openRehearsalWire(wire: Wire, baseUrl: string, requests: RehearsedRequest[]): Wire {
  const created = new Map<string, string>();

  function answer(request: WireRequest): WireAnswer {
    const { url } = request;
    if (request.method !== "POST") return toAnswer(204, "");
    const id = `new-${created.size + 1}`;
    const sent = request.body ?? parseJson(request.text ?? "");
    const body = JSON.stringify({ ...(isObject(sent) ? sent : {}), id });
    created.set(`${url}/${id}`, body);
    return toAnswer(201, body);
  }

  return {
    async send(request, signal) {
      const shown = created.get(request.url.split("?")[0] ?? "");
      if (request.method === "GET" && shown !== undefined) return toAnswer(200, shown);
      if (request.method === "GET" || request.step === undefined) return wire.send(request, signal);
      const { method, url, body } = wire.describe(request);
      requests.push({ method, path: toPath(url, baseUrl), body: toJson(body) });
      return answer(request);
    },
    describe: (request) => wire.describe(request),
    slowDown: (retryAfterMs) => wire.slowDown(retryAfterMs),
    flush: () => wire.flush(),
  };
}

function toAnswer(status: number, body: string): WireAnswer {
  const headers = body === "" ? {} : { "content-type": "application/scim+json" };
  return { kind: "answer", status, headers, body, exchange: "" };
}

function toPath(url: string, baseUrl: string): string {
  const base = baseUrl.replace(/\/+$/, "");
  return url.startsWith(base) ? url.slice(base.length) : url;
}

/** A body that is not JSON is shown as the text that it is. */
function toJson(body: string | undefined): Json {
  return body === undefined ? null : (parseJson(body) ?? body);
}
