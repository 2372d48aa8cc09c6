import { INSTANCE, trustId } from "../../core/ids.ts";
import type { Env } from "../../ports/env.ts";
import { type OpenWire, openWire } from "../wire/wire.ts";

const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
const BYTES_MAX = 1024 * 1024;

/** A provider that was not reached, or that answered with an error of its own. */
export class ProviderUnavailableError extends Error {}

/**
 * The way out to identity providers, under the rules of every outgoing call: time limits, verified certificates, no
 * redirects, limited answers. Each server has a wire of its own, because the endpoints of a provider may be on several.
 * Exchanges are not recorded: their answers are about persons who sign in, and the audit trail has the outcome.
 */
export class ProviderWires {
  readonly #parts: { readonly env: Env; readonly version: string };
  readonly #wires = new Map<string, OpenWire>();

  constructor(parts: { readonly env: Env; readonly version: string }) {
    this.#parts = parts;
  }

  /** Sends one request of the client library. Rejects with `ProviderUnavailableError` without a usable answer. */
  async fetch(
    url: string,
    { method, headers, body }: { method: string; headers: Record<string, string>; body?: unknown },
  ): Promise<Response> {
    const answer = await this.#wireTo(new URL(url).origin).send(
      {
        method: method === "POST" ? "POST" : "GET",
        url,
        headers:
          method === "POST" ? { ...headers, "content-type": "application/x-www-form-urlencoded" } : headers,
        ...(method === "POST" ? { text: String(body ?? "") } : {}),
      },
      new AbortController().signal,
    );
    if (answer.kind === "failure") throw new ProviderUnavailableError(answer.detail);
    if (answer.status === 429 || answer.status >= 500) {
      throw new ProviderUnavailableError(`status ${answer.status}`);
    }
    const hasBody = ![101, 204, 205, 304].includes(answer.status);
    return new Response(hasBody ? answer.body : null, { status: answer.status, headers: answer.headers });
  }

  /** Ends the connections. */
  async close(): Promise<void> {
    await Promise.all([...this.#wires.values()].map((wire) => wire.close()));
  }

  #wireTo(baseUrl: string): OpenWire {
    const known = this.#wires.get(baseUrl);
    if (known !== undefined) return known;
    const wire = openWire({
      ...this.#parts,
      baseUrl,
      org: INSTANCE,
      app: trustId(INSTANCE),
      record: async () => {},
      onRecordFailure: () => {},
      connectMs: CONNECT_MS,
      answerMs: ANSWER_MS,
      bytesMax: BYTES_MAX,
    });
    this.#wires.set(baseUrl, wire);
    return wire;
  }
}
