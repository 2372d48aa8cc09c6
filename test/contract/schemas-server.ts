import { readFileSync } from "node:fs";
import type { OrgId } from "../../src/core/ids.ts";
import { type ScimAnswer, type ScimServer, scimClient } from "./scim-server.ts";

/** A definition file of the examples, parsed. */
export function example(name: string): { readonly schemas: unknown[]; readonly resourceTypes: unknown[] } {
  return JSON.parse(readFileSync(`examples/schemas/${name}.json`, "utf8"));
}

/** The admin API of one organization, as its administrator. */
export interface SchemaAdmin {
  send(method: string, path: string, body?: unknown): Promise<ScimAnswer>;
  /** Applies definitions; fails unless they are taken. */
  apply(definitions: object): Promise<ScimAnswer>;
}

export async function schemaAdmin(scim: ScimServer, org: OrgId): Promise<SchemaAdmin> {
  const token = await scim.token(org, "generic", "admin", "organization-admin");
  const client = scimClient(`${scim.url}/api/v1/organizations/${org}`, token);
  const json = { "content-type": "application/json" };
  const send: SchemaAdmin["send"] = (method, path, body) =>
    client.send(method, path, body, body === undefined ? {} : json);
  return {
    send,
    async apply(definitions) {
      const answer = await send("POST", "/definitions", definitions);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return answer;
    },
  };
}

/** A schema with these attributes. */
export function schemaOf(id: string, attributes: readonly object[]) {
  return { id, name: "Example", description: "", attributes };
}
