import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";

/**
 * Reads the body of an upload in pieces. After an early end the connection stays open and the rest is read and dropped,
 * because a client that is still sending would otherwise never see the answer.
 */
export class Upload {
  isTooLarge = false;
  readonly #stream: IncomingMessage;
  readonly #hash = createHash("sha256");
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(stream: IncomingMessage, bytesMax: number) {
    this.#stream = stream;
    this.#bytesMax = bytesMax;
    this.isTooLarge = Number(stream.headers["content-length"] ?? 0) > bytesMax;
  }

  /** The bytes. Throws if the connection is closed early or the body is too large. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#stream.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError("an upload is bytes");
      this.#count(chunk);
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  /** The SHA-256 of the bytes, in hex. Called once, when all of them were taken. */
  digest(): string {
    return this.#hash.digest("hex");
  }

  async drain(): Promise<void> {
    if (this.#stream.readableEnded || this.#stream.destroyed || this.isTooLarge) return;
    try {
      for await (const chunk of this.#stream) this.#count(chunk);
    } catch {
      // The upload was cut off or too long: the client is gone, or the answer is already an error.
    }
  }

  #count(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    this.isTooLarge ||= this.#bytes > this.#bytesMax;
    if (this.isTooLarge) throw new RangeError(`an upload has at most ${this.#bytesMax} bytes`);
  }
}
