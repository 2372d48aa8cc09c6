import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { routes } from "../contract/routes.ts";
import { createMessages } from "../messages/messages.ts";
import { createClient } from "./client.ts";
import { CliError, EXIT } from "./exit.ts";
import { reportFailure } from "./report-failure.ts";
import { writePieces } from "./write-pieces.ts";

const ID = "0190a1b2-0000-7000-8000-00000000000c";
const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A real server that answers every request this way. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function reply(status: number, body: unknown, type = "application/json") {
  return (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { "content-type": type });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

async function failureOf(call: Promise<unknown>): Promise<CliError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CliError) return error;
  throw new Error(`no CliError: ${error}`);
}

function problem(status: number, code: string) {
  const told = {
    type: "about:blank",
    title: "No",
    status,
    code,
    detail: "in the server's words",
    trackingId: "t-1",
  };
  return reply(status, { ...told, params: { app: "Target", count: 2 } }, "application/problem+json");
}

test.each([
  ["401", problem(401, "auth.token-unknown"), "auth.token-unknown", EXIT.refused],
  ["403", problem(403, "auth.forbidden"), "auth.forbidden", EXIT.refused],
  ["404", problem(404, "org.not-found"), "org.not-found", EXIT.failed],
  ["409", problem(409, "engine.busy"), "engine.busy", EXIT.refused],
  ["400", problem(400, "request.invalid"), "request.invalid", EXIT.failed],
  ["503", problem(503, "engine.stopping"), "engine.stopping", EXIT.failed],
  ["a web page that conflicts", reply(409, "<html>", "text/html"), "cli.not-muster", EXIT.failed],
  ["a code from the future", problem(418, "future.code"), "future.code", EXIT.failed],
  ["a web page that says no", reply(403, "<html>", "text/html"), "cli.not-muster", EXIT.refused],
  ["a web page that failed", reply(502, "<html>", "text/html"), "cli.not-muster", EXIT.failed],
  ["a web page with success", reply(200, "<!doctype html>", "text/html"), "cli.not-muster", EXIT.failed],
  ["JSON of another kind", reply(500, { error: "x" }), "cli.not-muster", EXIT.failed],
  ["another shape", reply(200, { items: [{ orgId: 1 }] }), "cli.unexpected-answer", EXIT.failed],
  ["nothing", reply(200, ""), "cli.unexpected-answer", EXIT.failed],
])("an answer of %s", async (_, answer, code, exit) => {
  const client = createClient(await serve(answer), "token", createMessages("en"));
  expect(await failureOf(client.call(routes.listOrganizations, {}))).toMatchObject({ code, exit });
});

test("a problem keeps its parameters, tracking id and words", async () => {
  const client = createClient(await serve(problem(409, "engine.busy")), "token", createMessages("en"));
  expect(await failureOf(client.call(routes.listOrganizations, {}))).toMatchObject({
    params: { app: "Target", count: 2 },
    trackingId: "t-1",
    detail: "in the server's words",
  });
});

test("errors of a configuration end as wrong usage does, and each is shown with its place and remedy", async () => {
  const errors = [
    {
      pointer: "/user/attributes/3/expression",
      code: "mapping.text-unterminated",
      position: 5,
      expected: '"',
      detail: "x",
    },
    { pointer: "/group", code: "future.code", detail: "in the server's words" },
  ];
  const told = { type: "about:blank", title: "No", status: 400, code: "app.mapping-invalid", detail: "x" };
  const answer = reply(
    400,
    { ...told, trackingId: "t-2", params: { errors: 2 }, errors },
    "application/problem+json",
  );
  const failure = await failureOf(
    createClient(await serve(answer), "token", createMessages("en")).call(routes.listOrganizations, {}),
  );
  expect(failure).toMatchObject({ exit: EXIT.usage, errors });
  const written = { stdout: "", stderr: "" };
  const world = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    env: {},
  };
  expect(reportFailure(world, createMessages("en"), false, failure)).toBe(EXIT.usage);
  expect(written.stderr).toContain(
    "/user/attributes/3/expression, position 5: The text that begins here has no closing quote.",
  );
  expect(written.stderr).toContain('Possible here: "');
  expect(written.stderr).toContain("/group: in the server's words (future.code)");
  reportFailure(world, createMessages("en"), true, failure);
  expect(JSON.parse(written.stdout)).toMatchObject({
    error: { code: "app.mapping-invalid", position: 5, errors },
  });
});

test("nobody listens", async () => {
  const url = await serve(reply(200, {}));
  for (const server of open.splice(0)) server.close();
  const failure = await failureOf(createClient(url, "token", createMessages("en")).call(routes.status, {}));
  expect(failure).toMatchObject({ code: "cli.unreachable", exit: EXIT.failed });
  expect(failure.params).toEqual({ url, reason: "ECONNREFUSED" });
});

test.each([
  ["before the answer", (_: IncomingMessage, response: ServerResponse) => response.destroy()],
  [
    "in the middle of the answer",
    (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{", () => response.destroy());
    },
  ],
])("a connection that breaks off %s", async (_, answer) => {
  const client = createClient(await serve(answer), "token", createMessages("en"));
  expect(await failureOf(client.call(routes.status, {}))).toMatchObject({ code: "cli.unreachable" });
});

test("a redirect is not followed, so that the token stays here", async () => {
  let visits = 0;
  const elsewhere = await serve((_, response) => {
    visits += 1;
    response.end("{}");
  });
  const url = await serve((_, response) => {
    response.writeHead(302, { location: elsewhere });
    response.end();
  });
  const failure = await failureOf(createClient(url, "token", createMessages("en")).call(routes.status, {}));
  expect(failure).toMatchObject({ code: "cli.not-muster", params: { status: 302 } });
  expect(visits).toBe(0);
});

test.each(["localhost:8080", "ftp://127.0.0.1", "not a url", ""])("%j is no address", (url) => {
  expect(() => createClient(url, "token", createMessages("en"))).toThrow(CliError);
});

test("a call carries its parameters, query, body, token and language", async () => {
  const seen: { method?: string; url?: string; headers?: IncomingMessage["headers"]; body?: string } = {};
  const url = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      Object.assign(seen, { method: request.method, url: request.url, headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  const client = createClient(`${url}/prefix/`, "secret", createMessages("fr"));
  const params = { org: ID, app: ID, subject: "a/b?c" };
  expect(await client.call(routes.unassign, { params })).toBeNull();
  expect(seen).toMatchObject({
    method: "DELETE",
    url: `/prefix/api/v1/organizations/${ID}/applications/${ID}/assignments/a%2Fb%3Fc`,
    body: "",
  });
  expect(seen.headers).toMatchObject({ authorization: "Bearer secret", "accept-language": "fr" });
  expect(seen.headers?.["content-type"]).toBeUndefined();

  const query = { failed: "false", after: "x y", limit: 5 };
  await failureOf(client.call(routes.listExchanges, { params: { org: ID, app: ID }, query }));
  expect(seen.url?.split("?")[1]).toBe("failed=false&after=x+y&limit=5");

  await failureOf(client.call(routes.createOrganization, { body: { name: "Contoso" } }));
  expect(seen).toMatchObject({ method: "POST", body: '{"name":"Contoso"}' });
});

test("a file is streamed, and a failure to read it is told as such", async () => {
  let received = 0;
  const url = await serve((request, response) => {
    request.on("data", (chunk: Buffer) => {
      received += chunk.byteLength;
    });
    request.on("end", () => reply(200, { rows: 1 })(request, response));
  });
  const client = createClient(url, "token", createMessages("en"));
  const chunk = new Uint8Array(64 * 1024);
  async function* file(chunks: number, failsAtEnd: boolean) {
    for (let n = 0; n < chunks; n += 1) yield chunk;
    if (failsAtEnd) throw new CliError(EXIT.failed, "cli.file-unreadable", { file: "people.csv" });
  }
  const target = { params: { org: ID, import: ID, part: "people" as const }, query: { file: "people.csv" } };
  await client.call(routes.uploadImportFile, { ...target, upload: file(32, false) });
  expect(received).toBe(32 * chunk.byteLength);
  const failure = await failureOf(client.call(routes.uploadImportFile, { ...target, upload: file(2, true) }));
  expect(failure.code).toBe("cli.file-unreadable");
});

test("a file is given piece by piece, and one that breaks off is reported after its last piece", async () => {
  let goOn: () => void = () => {};
  const url = await serve((_, response) => {
    response.writeHead(200, { "content-type": "text/csv; charset=utf-8" });
    response.write("first\r\n");
    goOn = () => response.destroy();
  });
  const client = createClient(url, "token", createMessages("en"));
  const written: string[] = [];
  let drains = 0;
  const sink = {
    write(text: string) {
      written.push(text);
      // The server sends no more before this: the piece is here although the file is not whole.
      goOn();
      return false;
    },
    once(_: "drain", listener: () => void) {
      drains += 1;
      listener();
    },
  };
  const pieces = client.stream(routes.exportLog, { params: { org: ID, app: ID }, query: {} });
  const failure = await failureOf(writePieces(sink, pieces));
  expect([written, drains]).toEqual([["first\r\n"], 1]);
  expect(failure).toMatchObject({ code: "cli.answer-broke-off", exit: EXIT.failed });
});

test("a refusal in place of a file is thrown as one", async () => {
  const client = createClient(await serve(problem(404, "app.not-found")), "token", createMessages("en"));
  const pieces = client.stream(routes.exportLog, { params: { org: ID, app: ID }, query: {} });
  expect((await failureOf(writePieces({ write: () => true }, pieces))).code).toBe("app.not-found");
});
