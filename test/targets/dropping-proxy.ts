import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { bodyOf, startServer } from "./server.ts";

/**
 * What may happen to a call: `before` breaks the connection without the target hearing of it; `after` lets
 * the target do it and breaks the connection instead of passing the answer on.
 */
export interface Drop {
  readonly when: "before" | "after";
  /** How many calls it happens to; for ever without. */
  readonly times?: number;
  /** Let this many matching calls through first. */
  readonly skip?: number;
  /** Only calls like this: `POST`, and `/Users` or `/Users/:id` below the service root. */
  readonly method?: string;
  readonly path?: string;
  /** Called just before the connection is broken; a test kills the caller here. */
  readonly onDrop?: () => void;
}

export interface DroppingProxy {
  /** The target's service root, through the proxy. */
  readonly url: string;
  /** Calls that arrived, by method and path with ids blanked: `PATCH /Users/:id`. */
  readonly arrived: ReadonlyMap<string, number>;
  /** Calls whose answer was passed on, counted likewise. */
  readonly answered: ReadonlyMap<string, number>;
  drop(drop: Drop): void;
  /** Milliseconds that every answer is kept back. */
  delay(ms: number): void;
  /** Forgets drops, delay and counts. */
  clear(): void;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A proxy in front of an HTTP target that loses calls or answers on demand. */
export async function startDroppingProxy(targetUrl: string): Promise<DroppingProxy> {
  const target = new URL(targetUrl);
  const arrived = new Map<string, number>();
  const answered = new Map<string, number>();
  let drops: { readonly drop: Drop; skip: number; left: number }[] = [];
  let delayMs = 0;

  function dropFor(name: string): Drop | undefined {
    const [method, path] = name.split(" ");
    const hit = drops.find(
      ({ drop, left }) => left > 0 && (drop.method ?? method) === method && (drop.path ?? path) === path,
    );
    if (hit === undefined) return undefined;
    if (hit.skip > 0) {
      hit.skip -= 1;
      return undefined;
    }
    hit.left -= 1;
    return hit.drop;
  }

  const server = await startServer(async (incoming, response) => {
    const name = nameOf(incoming, target);
    count(arrived, name);
    const body = await bodyOf(incoming);
    const fate = dropFor(name);
    if (fate?.when === "before") {
      fate.onDrop?.();
      incoming.socket.destroy();
      return;
    }
    const answer = await forward(incoming, body, target).catch(() => undefined);
    if (answer === undefined || fate?.when === "after") {
      fate?.onDrop?.();
      incoming.socket.destroy();
      return;
    }
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    count(answered, name);
    response.writeHead(answer.status, withoutHopHeaders(answer.headers)).end(answer.body);
  });

  return {
    url: server.origin + target.pathname,
    arrived,
    answered,
    drop(drop) {
      drops.push({ drop, skip: drop.skip ?? 0, left: drop.times ?? Number.POSITIVE_INFINITY });
    },
    delay(ms) {
      delayMs = ms;
    },
    clear() {
      drops = [];
      delayMs = 0;
      arrived.clear();
      answered.clear();
    },
    stop: server.stop,
  };
}

function nameOf(incoming: IncomingMessage, target: URL): string {
  const path = (incoming.url ?? "").split("?")[0]?.slice(target.pathname.replace(/\/$/, "").length) ?? "";
  return `${incoming.method} ${path.replace(/^(\/[^/]+\/)[^/]+/, "$1:id")}`;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function forward(incoming: IncomingMessage, body: Buffer, target: URL): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: target.hostname,
        port: target.port,
        method: incoming.method,
        path: incoming.url,
        headers: { ...withoutHopHeaders(incoming.headers), host: target.host, connection: "close" },
      },
      (answer) => {
        bodyOf(answer).then(
          (received) =>
            resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: received }),
          reject,
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

/** Headers that concern one connection only (RFC 9110 §7.6.1). */
function withoutHopHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const {
    connection: _connection,
    "keep-alive": _keepAlive,
    "transfer-encoding": _encoding,
    ...kept
  } = headers;
  return kept;
}
