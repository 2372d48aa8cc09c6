import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimClient, type ScimServer, startScimServer, USER_URN } from "./server.ts";

/** Requests that share a connection, or a packet, with something that is not HTTP. */

let scim: ScimServer;
let client: ScimClient & { readonly token: string };
beforeAll(async () => {
  scim = await startScimServer();
  client = await scim.client();
});
afterAll(() => scim.close());

/** Sends the bytes in one packet and answers all that comes back until the server closes the connection. */
async function exchange(bytes: string, isEnded = false): Promise<string> {
  const { hostname, port } = new URL(scim.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      if (isEnded) socket.end(bytes);
      else socket.write(bytes);
    });
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (part) => {
      text += part;
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
    socket.setTimeout(20_000, () => socket.destroy(new Error(`no end after: ${text}`)));
  });
}

function post(userName: string, headers = `host: ${new URL(scim.url).host}\r\n`): string {
  const body = JSON.stringify({ schemas: [USER_URN], userName });
  const { pathname } = new URL(`${client.baseUrl}/Users`);
  return (
    `POST ${pathname} HTTP/1.1\r\n${headers}authorization: Bearer ${client.token}\r\n` +
    `content-type: application/scim+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

const statusesOf = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
const total = async () => (await client.get("/Users?count=0")).body.totalResults;

test.each(Array.from({ length: 10 }, (_, turn) => turn))(
  "an owed answer is sent before that to junk: %i",
  async (turn) => {
    const before = await total();
    const text = await exchange(`${post(`ann${turn}`)}\x00\x01 junk\r\n\r\n`);
    expect(statusesOf(text)).toEqual(["201", "400"]);
    expect(text).toContain(`"userName":"ann${turn}"`);
    expect(await total()).toBe(before + 1);
  },
);

test("two owed answers are sent in order", async () => {
  const text = await exchange(`${post("bea")}${post("cid")}junk junk junk\r\n\r\n`);
  expect(statusesOf(text)).toEqual(["201", "201", "400"]);
  expect(text.indexOf('"bea"')).toBeLessThan(text.indexOf('"cid"'));
});

test("a broken body is answered at once, and nothing is done", async () => {
  const before = await total();
  const { pathname } = new URL(`${client.baseUrl}/Users`);
  const text = await exchange(
    `POST ${pathname} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${client.token}\r\n` +
      "content-type: application/scim+json\r\ntransfer-encoding: chunked\r\n\r\nnot a length\r\n",
  );
  expect(statusesOf(text)).toEqual(["400"]);
  expect(await total()).toBe(before);
});

test.each<readonly [string, string]>([
  ["two different Host headers", "host: one.example\r\nhost: two.example\r\n"],
  ["the same Host header twice", "host: one.example\r\nHOST: one.example\r\n"],
  ["no Host header", ""],
  ...['"<script>', "user:pw@evil", "a b", "h,i", "x/../y?z#", "h:abc", "h\\i", "[x]", ""].map((host) => {
    return [`the Host header ${JSON.stringify(host)}`, `host: ${host}\r\n`] as const;
  }),
])("%s are a 400, and nothing is done", async (_, headers) => {
  const before = await total();
  const text = await exchange(post("dan", `${headers}connection: close\r\n`));
  expect(statusesOf(text)).toEqual(["400"]);
  expect(await total()).toBe(before);
});

test.each(["one.example", "one.example:8080", "[::1]:99", "127.0.0.1", "my_host-1"])(
  "the Host header %j is taken",
  async (host) => {
    const { pathname } = new URL(`${client.baseUrl}/Users`);
    const head = `host: ${host}\r\nauthorization: Bearer ${client.token}\r\nconnection: close\r\n\r\n`;
    expect(statusesOf(await exchange(`GET ${pathname}?count=0 HTTP/1.1\r\n${head}`))).toEqual(["200"]);
  },
);

test("an owed answer is sent before that to CONNECT", async () => {
  const before = await total();
  const text = await exchange(`${post("eve")}CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n`);
  expect(statusesOf(text)).toEqual(["201", "400"]);
  expect(await total()).toBe(before + 1);
  expect(statusesOf(await exchange("CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n"))).toEqual(["400"]);
});

test.each([
  ["one request", () => post("fay"), ["201"]],
  ["two requests", () => `${post("gus")}${post("hal")}`, ["201", "201"]],
  ["a request before junk", () => `${post("ivy")}GARBAGE\r\n\r\n`, ["201"]],
] as const)(
  "%s are answered when the client has ended its side of the connection",
  async (_, bytes, statuses) => {
    expect(statusesOf(await exchange(bytes(), true))).toEqual(statuses);
  },
);
