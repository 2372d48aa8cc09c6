import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A target that takes every change and keeps nothing, so that what is measured is ours. */
export interface StubTarget {
  readonly url: string;
  /** How many changes came. */
  readonly changes: () => number;
  /** The time, in milliseconds, during which at least one request was here. */
  readonly busyMs: () => number;
  /** When the request came that disabled the account of this object, on the clock of `performance.now()`. */
  readonly disabledAt: (object: string) => number | undefined;
  stop(): Promise<void>;
}

/** A PATCH that turns an account off: by its path, or as a member of the value. */
const DISABLES = /"path":"active","value":(?:false|"False")|"active":(?:false|"False")/;

/** As a target that takes bulk requests describes itself. */
const WITH_BULK = JSON.stringify({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
  patch: { supported: true },
  bulk: { supported: true, maxOperations: 100, maxPayloadSize: 1_048_576 },
  filter: { supported: true, maxResults: 200 },
});
const EMPTY_LIST = JSON.stringify({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
  totalResults: 0,
  Resources: [],
});
const BULK_ANSWER = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

/** Starts it; with `hasBulk`, it says that it takes bulk requests, and takes them. */
export async function startStubTarget({ hasBulk = false } = {}): Promise<StubTarget> {
  let changes = 0;
  let open = 0;
  let openSince = 0;
  let busyMs = 0;
  const disabled = new Map<string, number>();
  const server = createServer((request, response) => {
    const at = performance.now();
    if (open === 0) openSince = at;
    open += 1;
    response.on("finish", () => {
      open -= 1;
      if (open === 0) busyMs += performance.now() - openSince;
    });
    let body = "";
    request.setEncoding("utf8").on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const bulk = hasBulk ? answerOfBulkTarget(request, body) : undefined;
      if (bulk !== undefined) {
        changes += bulk.changes;
        response.writeHead(200, { "content-type": "application/scim+json" }).end(bulk.text);
        return;
      }
      if (request.method === "PATCH") changes += 1;
      const [, object] = /\/Users\/account-([^/?]+)/.exec(request.url ?? "") ?? [];
      if (object !== undefined && DISABLES.test(body)) disabled.set(object, at);
      response.writeHead(request.method === "PATCH" ? 204 : 404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/scim`,
    changes: () => changes,
    busyMs: () => busyMs,
    disabledAt: (object) => disabled.get(object),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface BulkOperation {
  readonly method: string;
  readonly path: string;
}

/** What a target with bulk requests answers more than others: its description, lists without an entry, and done operations (RFC 7644 §3.7). */
function answerOfBulkTarget(
  { method, url = "" }: IncomingMessage,
  body: string,
): { readonly changes: number; readonly text: string } | undefined {
  if (method === "GET") {
    return { changes: 0, text: url.endsWith("/ServiceProviderConfig") ? WITH_BULK : EMPTY_LIST };
  }
  if (method !== "POST" || !url.endsWith("/Bulk")) return undefined;
  const { Operations } = JSON.parse(body) as { readonly Operations: readonly BulkOperation[] };
  const done = Operations.map((each) => ({ method: each.method, location: each.path, status: "204" }));
  return {
    changes: Operations.length,
    text: JSON.stringify({ schemas: [BULK_ANSWER], Operations: done }),
  };
}
