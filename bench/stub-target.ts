import { createServer } from "node:http";
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

export async function startStubTarget(): Promise<StubTarget> {
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
