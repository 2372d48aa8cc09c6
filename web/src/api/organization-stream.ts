import { type StreamEventName, streamEvents, streamRoutes } from "../../../src/contract/stream.ts";

/** How long after a refusal the stream is requested again. Until then, pages poll. */
const RETRY_MS = 30_000;
/** A page in the background gives its connection back: a browser has six for a server without HTTP/2. */
const HIDDEN_MS = 10_000;

export interface StreamHandlers {
  /** True while changes arrive. */
  onLive(isLive: boolean): void;
  /** The stream is open again, and events may have been missed. */
  onGap(): void;
  /** News when it came after `ready`; before, it is the present state, which the page has read itself. */
  onEvent(name: StreamEventName, data: string, isNews: boolean): void;
}

const EVENTS = Object.keys(streamEvents) as StreamEventName[];

/**
 * The events of an organization for as long as a person sees the page. The browser reconnects by itself after a lost
 * connection; after a refusal, such as for too many streams, this asks again later.
 */
export class OrganizationStream {
  readonly #url: string;
  readonly #handlers: StreamHandlers;
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasReady = false;

  constructor(org: string, handlers: StreamHandlers) {
    this.#url = streamRoutes.streamOrganization.path.replace("{org}", encodeURIComponent(org));
    this.#handlers = handlers;
  }

  start(): void {
    document.addEventListener("visibilitychange", this.#follow);
    this.#follow();
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#follow);
    clearTimeout(this.#timer);
    this.#close();
  }

  readonly #follow = (): void => {
    clearTimeout(this.#timer);
    if (document.visibilityState === "visible") this.#open();
    else this.#timer = setTimeout(() => this.#close(), HIDDEN_MS);
  };

  #open(): void {
    if (this.#source !== undefined) return;
    const source = new EventSource(this.#url);
    this.#source = source;
    let isReady = false;
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }) => {
        if (name === "ready") {
          isReady = true;
          this.#begin();
        } else this.#handlers.onEvent(name, String(data), isReady);
      });
    }
    source.addEventListener("error", () => {
      isReady = false;
      this.#handlers.onLive(false);
      if (source.readyState !== EventSource.CLOSED) return;
      this.#close();
      this.#timer = setTimeout(this.#follow, RETRY_MS);
    });
  }

  #begin(): void {
    if (this.#wasReady) this.#handlers.onGap();
    this.#wasReady = true;
    this.#handlers.onLive(true);
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    this.#handlers.onLive(false);
  }
}
