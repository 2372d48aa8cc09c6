import { ConsoleError } from "./console-error.ts";

/** A file to send, and a listener to how much of it was sent. */
export interface FileUpload {
  readonly file: Blob;
  onSent?(bytes: number): void;
}

interface Target {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly signal: AbortSignal | undefined;
}

/** Sends a file as the body of a request. `fetch` does not report the progress of a body, so this uses the older interface. */
export function sendFile(
  { method, path, headers, signal }: Target,
  { file, onSent }: FileUpload,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded }) => onSent?.(loaded));
    request.addEventListener("load", () => resolve(toResponse(request)));
    request.addEventListener("error", () => reject(new ConsoleError("unreachable", `${method} ${path}`)));
    request.addEventListener("abort", () => reject(signal?.reason));
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function toResponse({ status, responseText }: XMLHttpRequest): Response {
  return new Response(status === 204 ? null : responseText, { status });
}
