import { Agent, request } from "node:http";
import { expect } from "vitest";
import type { ScimClient } from "./server.ts";

export const SCIM = "application/scim+json";
/** The second for those who accept nothing else. */
const TYPES = [SCIM, "application/json"];
export const MESSAGES = "urn:ietf:params:scim:api:messages:2.0";
const SCIM_TYPES =
  /^(invalidFilter|tooMany|uniqueness|mutability|invalidSyntax|invalidPath|noTarget|invalidValue|invalidVers|sensitive|invalidCursor|expiredCursor|invalidCount)$/;

type TokenClient = ScimClient & { readonly token: string };

/** Connections of fuzz tests; to be destroyed behind them. */
export const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** A request as it is, right or wrong. */
export interface Sent {
  readonly method: string;
  /** Below the base URL, sent as it is. */
  readonly path: string;
  readonly body?: Buffer | string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
}

interface Got {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

/** Bytes go out through node:http, as `fetch` would tidy them up. */
function send(
  client: TokenClient,
  { method, path, body, headers = {}, token = client.token }: Sent,
): Promise<Got> {
  const { hostname, port, pathname } = new URL(client.baseUrl);
  return new Promise((resolve, reject) => {
    const sent = request({
      hostname,
      port,
      method,
      agent,
      path: `${pathname}${path}`,
      timeout: 20_000,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { "content-type": SCIM, "content-length": String(Buffer.byteLength(body)) }),
        ...headers,
      },
    });
    sent.on("error", reject);
    sent.on("timeout", () => sent.destroy(new Error(`no answer to ${method} ${path.slice(0, 100)}`)));
    sent.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers["content-type"],
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.end(body);
  });
}

/** What any answer must be; answers its status. */
function expectScim({ status, type, text }: Got): number {
  expect([status, status !== 500 && status !== 503]).toEqual([status, true]);
  if (status < 400) {
    if (text !== "")
      expect([status, TYPES.includes(type ?? ""), typeof JSON.parse(text)]).toEqual([status, true, "object"]);
    return status;
  }
  const body = JSON.parse(text);
  expect([TYPES.includes(type ?? ""), body.schemas, body.status]).toEqual([
    true,
    [`${MESSAGES}:Error`],
    String(status),
  ]);
  if (body.scimType !== undefined) expect(body.scimType).toMatch(SCIM_TYPES);
  expect(text).not.toMatch(/\bat \w+ \(|node_modules|sqlite/i);
  expect(text.length).toBeLessThan(10_000);
  return status;
}

/** Sends all, some at once; answers how often each status came. The server still serves afterwards. */
export async function fire(
  client: TokenClient,
  requests: readonly Sent[],
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  const queue = [...requests];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const got = await send(client, next);
      const shown = () =>
        `${next?.method} ${next?.path.slice(0, 200)} ${String(next?.body).slice(0, 500)} -> ${got.text.slice(0, 300)}`;
      let status: number;
      try {
        status = expectScim(got);
      } catch (error) {
        throw new Error(shown(), { cause: error });
      }
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
  };
  await Promise.all([1, 2, 3, 4].map(work));
  const alive = await client.get("/Users?count=0");
  expect([alive.status, alive.body.Resources]).toEqual([200, []]);
  return counts;
}

/** How many were refused. */
export const refusals = (counts: ReadonlyMap<number, number>) =>
  [...counts].reduce((sum, [status, count]) => sum + (status >= 400 ? count : 0), 0);
