import { routes } from "../src/contract/routes.ts";
import type { Server } from "./server.ts";

/** A SCIM client of the server's first organization. */
export interface DirectoryClient {
  patch(path: string, operations: readonly object[]): Promise<void>;
}

export async function openDirectory(server: Server): Promise<DirectoryClient> {
  const made = await server.client.call(routes.createToken, { params: { org: server.org }, body: {} });
  const headers = { authorization: `Bearer ${made.token}`, "content-type": "application/scim+json" };
  return {
    async patch(path, operations) {
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
      const body = JSON.stringify({ schemas, Operations: operations });
      const answer = await fetch(`${made.scimUrl}${path}`, { method: "PATCH", headers, body });
      if (!answer.ok) throw new Error(`PATCH ${path}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    },
  };
}
