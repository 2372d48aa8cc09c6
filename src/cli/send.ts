import { type ClientRequest, type IncomingMessage, request as openHttp } from "node:http";
import { Readable } from "node:stream";

/** A call of the admin API. */
export interface Call {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** A body that is streamed, in place of `body`. */
  readonly upload?: AsyncIterable<Uint8Array> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The server's answer, read to its end. */
export interface Answer {
  readonly status: number;
  /** The media type, or empty. */
  readonly type: string;
  readonly text: string;
  /** The cookies that it sets. */
  readonly cookies: readonly string[];
}

/** The server's answer as its head has it; `chunks` is read by the caller, and rejects when the answer breaks off. */
export interface StreamedResponse extends Omit<Answer, "text"> {
  readonly chunks: AsyncIterable<string>;
}

/** A connection on which nothing happens for this long is given up. */
const SILENCE_MS = 300_000;

/**
 * Sends a call and reads the answer. A redirect is an answer like others: following it would carry the token to another
 * address. Rejects with the system's error, or with the one that ended `upload`. Uses node:http, because loading
 * `fetch` costs as much processor time as a whole command.
 */
export async function send(call: Call): Promise<Answer> {
  return begin(call, readWhole);
}

/** Sends a call and resolves with the head of the answer. */
export async function sendForStream(call: Call): Promise<StreamedResponse> {
  return begin(call, async (response) => ({ ...headOf(response), chunks: response }));
}

async function begin<Result>(
  call: Call,
  read: (response: IncomingMessage) => Promise<Result>,
): Promise<Result> {
  const request = await open(call);
  const answer = new Promise<Result>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => {
      response.setEncoding("utf8");
      read(response).then(resolve, reject);
    });
  });
  request.setTimeout(SILENCE_MS, () => {
    request.destroy(Object.assign(new Error("silence"), { code: "ETIMEDOUT" }));
  });
  if (call.upload === undefined) request.end(call.body);
  else sendUpload(Readable.from(call.upload), request);
  return answer;
}

/** A failure of the upload ends the request with the same error, which `pipeline` would replace by one of its own. */
function sendUpload(upload: Readable, request: ClientRequest): void {
  upload.on("error", (error) => request.destroy(error));
  request.on("close", () => upload.destroy());
  upload.pipe(request);
}

async function open({ url, method, headers, signal }: Call): Promise<ClientRequest> {
  const options = { method, headers, ...(signal === undefined ? {} : { signal }) };
  if (url.protocol === "http:") return openHttp(url, options);
  const { request: openHttps } = await import("node:https");
  return openHttps(url, options);
}

async function readWhole(response: IncomingMessage): Promise<Answer> {
  return { ...headOf(response), text: await readText(response) };
}

/** Reads an answer to its end. */
export async function readText(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

function headOf(response: IncomingMessage): Omit<Answer, "text"> {
  const { "content-type": type = "", "set-cookie": cookies = [] } = response.headers;
  return { status: response.statusCode ?? 0, type, cookies };
}
