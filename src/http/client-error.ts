import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { renderError, ScimError } from "../core/scim/error.ts";

const STATUS: Readonly<Record<string, readonly [408 | 431, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "The request did not arrive in time."],
  HPE_HEADER_OVERFLOW: [431, "The header of the request is too long."],
};

/**
 * Answers what is no HTTP request, such as a broken chunk of a body, and closes the connection. Nobody knows yet
 * what was asked for, so the answer is one that clients of SCIM and of the admin API can read.
 */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const [status, detail] = STATUS[error.code ?? ""] ?? [400, "The request is not HTTP as it should be."];
  const body = JSON.stringify(renderError(new ScimError(status, detail)));
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
        `content-type: application/json\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy(error);
}
