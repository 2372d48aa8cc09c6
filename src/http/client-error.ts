import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Deps } from "../app/deps.ts";
import { renderError, ScimError } from "../core/scim/error.ts";
import type { ErrorAnswers } from "./keep-error-answers.ts";

const STATUS: Readonly<Record<string, readonly [408 | 431, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "The request did not arrive in time."],
  HPE_HEADER_OVERFLOW: [431, "The header of the request is too long."],
};

/** Answers to a connection that sends something other than HTTP. */
export interface ClientErrors {
  /** Keeps note of the answers that the server owes to each connection. */
  observe(server: Server): void;
  /**
   * Answers a broken request, such as a broken chunk of a body, and closes the connection. Requests that arrived
   * whole before it may be done already: their answers are sent first, in order.
   */
  answer(error: Error & { readonly code?: string }, socket: Socket): void;
}

/** Makes the handler of a server's client errors. */
export function createClientErrors(deps: Deps, errors: ErrorAnswers): ClientErrors {
  const owed = new WeakMap<Socket, Map<ServerResponse, IncomingMessage>>();
  const broken = new WeakSet<Socket>();
  const answer: ClientErrors["answer"] = (error, socket) => {
    // The parser reports everything that follows a broken request again.
    if (error.code === "ECONNRESET" || socket.destroyed || broken.has(socket)) return;
    broken.add(socket);
    const whole = [...(owed.get(socket) ?? [])].filter(([, request]) => request.complete);
    const sent = whole.map(([response]) => new Promise((resolve) => response.once("close", resolve)));
    if (sent.length === 0) sendError({ deps, errors }, error, socket);
    else void Promise.all(sent).then(() => sendError({ deps, errors }, error, socket));
  };
  return {
    observe(server) {
      // A client may end its side of the connection after its last request: it is answered all the same.
      Object.assign(server, { httpAllowHalfOpen: true });
      // Without a listener Node destroys the connection, and with it the answers that it owes.
      server.on("connect", (_request: IncomingMessage, socket: Socket) => {
        socket.on("error", () => socket.destroy());
        answer(new Error("CONNECT is not supported"), socket);
      });
      server.on("request", (request: IncomingMessage, response: ServerResponse) => {
        const answers = owed.get(request.socket) ?? new Map<ServerResponse, IncomingMessage>();
        owed.set(request.socket, answers);
        answers.set(response, request);
        response.once("close", () => answers.delete(response));
      });
    },
    answer,
  };
}

/** The endpoint is not known yet, so the answer is one that clients of SCIM and of the admin API can read. */
function sendError(
  { deps, errors }: { readonly deps: Deps; readonly errors: ErrorAnswers },
  error: Error & { readonly code?: string },
  socket: Socket,
): void {
  if (socket.destroyed) return;
  const [status, detail] = STATUS[error.code ?? ""] ?? [400, "The request is not HTTP as it should be."];
  const body = JSON.stringify(renderError(new ScimError(status, detail)));
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const trackingId = deps.env.newId();
  const code = "request.not-http";
  deps.log("info", "request.refused", { trackingId, status, code });
  errors.noteRouteless({ id: trackingId, address: socket.remoteAddress, status, code });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nx-tracking-id: ${trackingId}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `content-type: application/json\r\nconnection: close\r\n\r\n${body}`,
    () => socket.destroy(error),
  );
}
