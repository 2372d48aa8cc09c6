import { routes } from "../src/contract/routes.ts";
import { type ObjectId, trustId } from "../src/core/ids.ts";
import type { Server } from "./server.ts";

/** A SCIM client of the server's first organization. */
export interface DirectoryClient {
  /** Makes a resource and answers its id. */
  create(path: string, body: object): Promise<ObjectId>;
  patch(path: string, operations: readonly object[]): Promise<void>;
}

export async function openDirectory(server: Server): Promise<DirectoryClient> {
  const made = await server.client.call(routes.createToken, { params: { org: server.org }, body: {} });
  const headers = { authorization: `Bearer ${made.token}`, "content-type": "application/scim+json" };
  const send = async (method: "POST" | "PATCH", path: string, body: object): Promise<string> => {
    const answer = await fetch(`${made.scimUrl}${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text;
  };
  return {
    async create(path, body) {
      return trustId<ObjectId>(String(JSON.parse(await send("POST", path, body)).id));
    },
    async patch(path, operations) {
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
      await send("PATCH", path, { schemas, Operations: operations });
    },
  };
}
