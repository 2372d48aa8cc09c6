import { randomUUID } from "node:crypto";
import { startWebexSimulator, type WebexSimulator } from "../../../src/simulators/webex/server.ts";

export const WEBEX_URN = "urn:scim:schemas:extension:cisco:webexidentity:2.0:User";
const USER_URN = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP_URN = "urn:ietf:params:scim:schemas:core:2.0:Group";
const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted, not used
export type Body = any;
export type Answered = { readonly status: number; readonly headers: Headers; readonly body: Body };

/** A running simulator, and calls to one organization in it. */
export class WebexClient {
  readonly simulator: WebexSimulator;
  readonly orgId = randomUUID();
  token = "a-token";

  constructor(simulator: WebexSimulator) {
    this.simulator = simulator;
  }

  static async start(token?: string): Promise<WebexClient> {
    return new WebexClient(await startWebexSimulator({ port: 0, token }));
  }

  get current(): string {
    return `/identity/scim/${this.orgId}/v2`;
  }

  get legacy(): string {
    return `/v1/scim/${this.orgId}`;
  }

  async call(method: string, path: string, body?: unknown): Promise<Answered> {
    const answer = await fetch(this.simulator.url + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/scim+json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true;
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  createUser(userName: string, more: object = {}, base = this.current): Promise<Answered> {
    return this.call("POST", `${base}/Users`, { schemas: [USER_URN], userName, userType: "user", ...more });
  }

  createGroup(displayName: string, members: readonly string[] = []): Promise<Answered> {
    const listed = members.map((value) => ({ value }));
    return this.call("POST", `${this.current}/Groups`, {
      schemas: [GROUP_URN],
      displayName,
      members: listed,
    });
  }

  patch(path: string, ...Operations: readonly object[]): Promise<Answered> {
    return this.call("PATCH", path, { schemas: [PATCH_URN], Operations });
  }

  find(filter: string, base = this.current, endpoint = "Users"): Promise<Answered> {
    return this.call("GET", `${base}/${endpoint}?filter=${encodeURIComponent(filter)}`);
  }

  control(method: string, name: string, body?: unknown): Promise<Answered> {
    return this.call(method, `/_simulator/${name}`, body);
  }

  async state(): Promise<Body> {
    return (await this.control("GET", "state")).body;
  }
}
