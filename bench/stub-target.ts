import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A target that takes every change and keeps nothing, so that what is measured is ours. */
export interface StubTarget {
  readonly url: string;
  /** How many changes came. */
  readonly changes: () => number;
  stop(): Promise<void>;
}

export async function startStubTarget(): Promise<StubTarget> {
  let changes = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      if (request.method === "PATCH") changes += 1;
      response.writeHead(request.method === "PATCH" ? 204 : 404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/scim`,
    changes: () => changes,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
