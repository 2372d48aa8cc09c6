import type { AddressInfo } from "node:net";
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import { parseJson } from "../../core/json.ts";
import { answerControl, CONTROL_PATH } from "./answer-control.ts";
import type { WebexAnswer } from "./call.ts";
import { readPlace } from "./place.ts";
import { createTrackingId, GATEWAY_PAGE, refusePath } from "./refusals.ts";
import { Simulation } from "./simulation.ts";

export interface WebexSimulator {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Ends at once, and breaks what is still open. */
  stop(): Promise<void>;
}

/** Beyond any limit that a test sets, so that the simulator's own answer is seen. */
const BODY_BYTES_MAX = 64 * 1_048_576;
/** A page in a browser can send requests to the loopback interface under a name that leads there. */
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** Starts a simulator, empty, on the loopback interface. Port 0 takes a free one. */
export async function startWebexSimulator(options: {
  readonly port: number;
  readonly token?: string | undefined;
}): Promise<WebexSimulator> {
  const simulation = new Simulation(options.token);
  const server = fastify({ bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.all("/*", (request, reply) => answer(simulation, request, reply));
  await server.listen({ port: options.port, host: "127.0.0.1" });
  return { url: `http://127.0.0.1:${portOf(server)}`, stop: () => server.close() };
}

function portOf({ server }: FastifyInstance): number {
  const address = server.address() as AddressInfo;
  return address.port;
}

async function answer(simulation: Simulation, request: FastifyRequest, reply: FastifyReply) {
  if (!LOOPBACK_HOST.test(request.headers.host ?? "")) {
    return send(reply, {
      status: 403,
      body: { message: "The simulator answers on the loopback interface only." },
    });
  }
  const { pathname, searchParams } = new URL(request.url, "http://simulator");
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const body = raw.length === 0 ? undefined : parseJson(raw.toString("utf8"));
  if (pathname.startsWith(CONTROL_PATH)) {
    return send(
      reply,
      answerControl(simulation, request.method, pathname.slice(CONTROL_PATH.length), body ?? null),
    );
  }
  const place = readPlace(pathname);
  if (place === undefined) return send(reply, refusePath(createTrackingId()));
  const reaction = simulation.react({
    method: request.method,
    place,
    query: Object.fromEntries(searchParams),
    body: raw.length === 0 ? undefined : (body ?? null),
    bodyBytes: raw.length,
    authorization: request.headers.authorization,
    origin: `http://${request.headers.host ?? ""}`,
  });
  switch (reaction.kind) {
    case "answer":
      return send(reply.header("trackingid", reaction.trackingId), reaction.answer);
    case "gateway-page":
      return reply.code(502).type("text/html; charset=utf-8").send(GATEWAY_PAGE);
    case "lost-answer":
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    case "timeout":
      // The client hears nothing until it gives up, or until the simulator stops.
      reply.hijack();
      return reply;
  }
}

function send(reply: FastifyReply, { status, body, headers = {} }: WebexAnswer): FastifyReply {
  const prepared = reply.code(status).headers(headers);
  return body === undefined
    ? prepared.send()
    : prepared.type("application/json; charset=utf-8").send(JSON.stringify(body));
}
