import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { bodyOf, startServer } from "./server.ts";

/** What a receiver does with a message. */
export type Reaction =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Answers, but late. */
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "hang" }
  | { readonly kind: "drop" };

export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
  /** Whether it was acknowledged. */
  readonly taken: boolean;
  readonly at: number;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** The next messages are met with these, one each; those after them as usual. */
  react(...reactions: readonly Reaction[]): void;
  /** The reaction to a message with these headers that no other was given for; by default an acknowledgement. */
  usual: (headers: IncomingHttpHeaders) => Reaction;
  /** Called at each message, before anything is answered. */
  onMessage: (message: Received) => void | Promise<void>;
  /** Resolves when so many messages were acknowledged; throws when that takes too long. */
  taken(count: number): Promise<readonly Received[]>;
  /** Resolves when so many have come, whatever became of them. */
  arrived(count: number): Promise<readonly Received[]>;
  stop(): Promise<void>;
}

const WAIT_MS = 15_000;

/** A receiver of webhooks on a free port, which does as told and remembers what it was sent. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const reactions: Reaction[] = [];
  const server = await startServer(async (request, response) => {
    const text = (await bodyOf(request)).toString("utf8");
    const id = String(request.headers["webhook-id"]);
    const reaction = reactions.shift() ?? receiver.usual(request.headers);
    const taken =
      reaction.kind === "slow" ||
      (reaction.kind === "answer" && reaction.status >= 200 && reaction.status < 300);
    const message = { id, headers: request.headers, text, body: JSON.parse(text), taken, at: Date.now() };
    received.push(message);
    await receiver.onMessage(message);
    if (reaction.kind === "hang") return;
    if (reaction.kind === "drop") {
      request.socket.destroy();
      return;
    }
    if (reaction.kind === "slow") await new Promise((resolve) => setTimeout(resolve, reaction.ms));
    const { status, headers = {}, body } = reaction.kind === "answer" ? reaction : { status: 200 };
    response.writeHead(status, headers).end(body);
  });

  async function until(count: number, isMeant: (message: Received) => boolean) {
    const end = Date.now() + WAIT_MS;
    for (;;) {
      const meant = received.filter(isMeant);
      if (meant.length >= count) return meant;
      if (Date.now() > end) throw new Error(`${meant.length} messages instead of ${count}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const receiver: WebhookReceiver = {
    url: `${server.origin}/hook`,
    received,
    react: (...more) => reactions.push(...more),
    usual: () => ({ kind: "answer", status: 204 }),
    onMessage: () => {},
    taken: (count) => until(count, ({ taken }) => taken),
    arrived: (count) => until(count, () => true),
    stop: server.stop,
  };
  return receiver;
}

/** The signatures of a message that are good under this secret, computed as Standard Webhooks says. */
export function goodSignatures({ headers, text }: Received, secret: string): readonly string[] {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
  const expected = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  return String(headers["webhook-signature"])
    .split(" ")
    .filter((each) => each === expected);
}
