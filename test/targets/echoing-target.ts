import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, startServer } from "./server.ts";

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

type Document = Record<string, unknown>;

/** What the target does beyond repeating the bearer. */
export type EchoMood = "mixed" | "unauthenticated" | "pages" | "broken";

/** A SCIM service that repeats the credentials of every call in whatever it answers. */
export interface EchoingTarget {
  readonly url: string;
  /** How many answers carried the bearer, by status. */
  readonly answers: ReadonlyMap<number, number>;
  mood: EchoMood;
  stop(): Promise<void>;
}

const escapeAll = (text: string) =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

/** The forms in which a program may repeat a text that it was sent, halves of it included. */
export function echoesOf(text: string): readonly string[] {
  const half = Math.ceil(text.length / 2);
  const whole = [
    text,
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(JSON.stringify({ sent: text })).slice(1, -1),
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    encodeURIComponent(encodeURIComponent(text)),
    encodeURI(encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("+", "&#43;"),
    escapeAll(text),
    ...["base64", "base64url", "hex"].map((encoding) =>
      Buffer.from(text).toString(encoding as BufferEncoding),
    ),
    Buffer.from(text).toString("hex").toUpperCase(),
    text.toUpperCase(),
    text.toLowerCase(),
    Buffer.from(`Bearer ${text}`).toString("base64"),
    Buffer.from(`user:${text}`).toString("base64"),
  ];
  const halves = [text, encodeURIComponent(text), Buffer.from(text).toString("base64")].flatMap((form) => [
    `${form.slice(0, Math.ceil(form.length / 2))}…`,
    `…${form.slice(-Math.ceil(form.length / 2))}`,
  ]);
  return [...whole, ...halves, `${escapeAll(text.slice(0, half))}…`];
}

/** Starts one, empty. */
export async function startEchoingTarget(): Promise<EchoingTarget> {
  const resources = new Map<string, Document>();
  const answers = new Map<number, number>();
  const target = { mood: "mixed" as EchoMood };
  let calls = 0;
  const server = await startServer(async (request, response) => {
    const text = (await bodyOf(request)).toString("utf8");
    const bearer = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    const echoes = echoesOf(bearer);
    calls += 1;
    const echo = echoes[calls % echoes.length] ?? "";
    const answer =
      moodAnswer(target.mood, calls, echo) ??
      serve(resources, request, JSON.parse(text === "" ? "{}" : text), { echo, echoes });
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    send(response, answer, { echo, echoes, origin: server.origin });
  });
  return Object.assign(target, { url: `${server.origin}/scim/v2`, answers, stop: server.stop });
}

interface Answered {
  readonly status: number;
  readonly body: Document | string;
  readonly type?: string;
}
interface Echo {
  readonly echo: string;
  readonly echoes: readonly string[];
}

/** Statuses that calls are refused with in turn; undefined serves the call. */
const REFUSALS: readonly (number | undefined)[] = [
  ...[undefined, undefined, undefined, 400, undefined, 409, undefined, 500, undefined, 403],
  ...[undefined, 302, undefined, 429, undefined, 404, undefined, 503, undefined, 412],
];

function moodAnswer(mood: EchoMood, calls: number, echo: string): Answered | undefined {
  switch (mood) {
    case "mixed": {
      const status = REFUSALS[calls % REFUSALS.length];
      return status === undefined ? undefined : { status, body: refusal(status, echo) };
    }
    case "unauthenticated":
      return { status: 401, body: refusal(401, echo) };
    case "pages": {
      const page = `<!DOCTYPE html><html><title>${echo}</title><body>Sign in: ${echo}</body></html>`;
      return { status: [200, 403, 404, 502][calls % 4] ?? 200, body: page, type: `text/html; hint=${echo}` };
    }
    case "broken":
      // JSON that a limit of length has cut off.
      return { status: [200, 400, 500][calls % 3] ?? 200, body: `{"detail":"you sent ${escapeAll(echo)}` };
  }
}

function refusal(status: number, echo: string): Document {
  const detail = `you sent ${echo} and it is not good`;
  return { schemas: [ERROR], status: String(status), scimType: echo, detail, error: { message: echo } };
}

function serve(
  resources: Map<string, Document>,
  request: IncomingMessage,
  body: Document,
  { echo, echoes }: Echo,
): Answered {
  const url = new URL(request.url ?? "", "http://target");
  const [resource = "", id] = url.pathname.replace("/scim/v2/", "").split("/");
  const dressed = (document: Document) => ({ ...document, nickName: echo, debug: { sent: echoes } });
  if (resource === "ServiceProviderConfig") {
    const authenticationSchemes = [{ type: "oauthbearertoken", name: echo, description: echo }];
    const documentationUri = `https://target.test/?seen=${encodeURIComponent(echo)}`;
    return { status: 200, body: { patch: { supported: true }, documentationUri, authenticationSchemes } };
  }
  if (request.method === "GET" && id === undefined) {
    const [, path = "", value] = /^(\w+) eq "(.*)"$/i.exec(url.searchParams.get("filter") ?? "") ?? [];
    const all = [...resources.entries()].filter(([key]) => key.startsWith(resource)).map(([, each]) => each);
    const found = value === undefined ? all : all.filter((each) => each[path] === value);
    const Resources = found.map(dressed);
    const page = { startIndex: 1, itemsPerPage: found.length, totalResults: found.length, hint: echo };
    return { status: 200, body: { schemas: [LIST], ...page, Resources } };
  }
  if (request.method === "POST") {
    const made: Document = { ...body, id: randomUUID() };
    resources.set(`${resource}/${made["id"]}`, made);
    return { status: 201, body: dressed(made) };
  }
  const held = resources.get(`${resource}/${id}`);
  if (held === undefined) return { status: 404, body: refusal(404, echo) };
  if (request.method === "DELETE") resources.delete(`${resource}/${id}`);
  const operations = Array.isArray(body["Operations"]) ? (body["Operations"] as Document[]) : [];
  for (const { path, value } of operations) {
    if (typeof path === "string" && !path.includes("[")) held[path] = value;
    else if (typeof value === "object") Object.assign(held, value);
  }
  return { status: 200, body: dressed(held) };
}

function send(
  response: ServerResponse,
  { status, body, type = "application/scim+json" }: Answered,
  { echo, echoes, origin }: Echo & { readonly origin: string },
): void {
  const said = encodeURI(echo).replaceAll('"', "%22");
  response.writeHead(status, {
    "content-type": type.replaceAll(/[^ -~]/g, "?"),
    "www-authenticate": `Bearer realm="target", error_description="${said} is not good"`,
    location: `${origin}/scim/v2/${said}?access=${said}&at=${encodeURIComponent(echo)}`,
    etag: `W/"${said}"`,
    "x-request": echoes.map((each) => each.replaceAll(/[^ -~]/g, "?")),
    ...(status === 429 || status === 503 ? { "retry-after": "0" } : {}),
  });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** As much of a form as may not be found; a shorter piece could be an ordinary word. */
const TRACE_LENGTH = 14;

/** The pieces of secrets, in any form, that a text holds; five at most. One walk finds all: a search for each took minutes. */
export function tracesIn(text: string, ...secrets: readonly string[]): readonly string[] {
  const pieces = new Set(secrets.flatMap(piecesOf));
  const found = new Set<string>();
  for (const length of new Set([...pieces].map((piece) => piece.length))) {
    for (let at = 0; at + length <= text.length && found.size < 5; at += 1) {
      const piece = text.slice(at, at + length);
      if (pieces.has(piece)) found.add(piece);
    }
  }
  return [...found];
}

function piecesOf(secret: string): readonly string[] {
  const forms = [...echoesOf(secret), JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)];
  return forms.flatMap((form) =>
    Array.from({ length: Math.max(1, form.length - TRACE_LENGTH + 1) }, (_, at) =>
      form.slice(at, at + TRACE_LENGTH),
    ),
  );
}
