import { readFileSync } from "node:fs";
import type { OrgId } from "../../../src/core/ids.ts";
import { filtered, type ScimAnswer, type ScimServer, scimClient, user } from "../scim/server.ts";

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

/** An organization with these definitions, with a client and its administrator. */
export async function definedOrg(scim: ScimServer, ...definitions: readonly object[]) {
  const client = await scim.client();
  const admin = await schemaAdmin(scim, client.org);
  for (const each of definitions) await admin.apply(each);
  /** What those that a filter finds are called; or the error type, when it is refused. */
  async function names(path: string, filter: string): Promise<readonly string[]> {
    const { status, body } = await client.get(`${path}?${filtered(filter)}`);
    if (status !== 200) return [body.scimType];
    return body.Resources.map(
      (each: { userName?: string; serialNumber?: string }) => each.userName ?? each.serialNumber,
    );
  }
  return { client, admin, names };
}

export const PROBE = "urn:example:probe:1.0:User";

/** An organization whose users have the probe extension with these attributes. */
export async function probing(scim: ScimServer, attributes: readonly object[], required = false) {
  const schemaExtensions = [{ schema: PROBE, required }];
  const org = await definedOrg(scim, {
    schemas: [schemaOf(PROBE, attributes)],
    resourceTypes: [{ name: "User", schemaExtensions }],
  });
  const probe = (userName: string, values?: object) =>
    org.client.send("POST", "/Users", user(userName, values === undefined ? {} : { [PROBE]: values }));
  return { ...org, probe };
}
