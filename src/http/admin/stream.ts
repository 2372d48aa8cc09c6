import type { z } from "zod";
import { refuse } from "../../app/deps.ts";
import { type Glimpse, watchOrganization } from "../../app/events/watch-organization.ts";
import { mayStillAct } from "../../app/people/may-still-act.ts";
import type { StreamEventName, streamEvents } from "../../contract/stream.ts";
import { type Handlers, StreamedAnswer } from "./call.ts";
import { showCycle } from "./convert.ts";

/** Streams that one caller may have open at a time, and all callers together. */
const OF_CALLER_MAX = 8;
const MAX = 500;

const EVENTS = "text/event-stream";

const open = new Map<string, number>();

/** Serves changes as they happen. */
export const streamHandlers: Pick<Handlers, "streamOrganization"> = {
  async streamOrganization({ context, request, actor, org }) {
    const { deps, engine, closing } = context;
    if (request.method === "HEAD") return new StreamedAnswer(EVENTS, emptyStream());
    const caller = actor.kind === "person" ? actor.personId : actor.tokenId;
    const all = [...open.values()].reduce((sum, count) => sum + count, 0);
    if ((open.get(caller) ?? 0) >= OF_CALLER_MAX || all >= MAX) {
      return refuse("unavailable", "stream.too-many", { max: OF_CALLER_MAX });
    }
    const left = new AbortController();
    // A client that leaves ends its half of the connection; ours closes once the answer has ended.
    for (const event of ["end", "close"]) request.raw.socket.once(event, () => left.abort());
    const glimpses = watchOrganization(deps, {
      org,
      progressOf: ({ id, steps_done }) => engine.progress(id)?.done ?? steps_done,
      mayWatch: () => mayStillAct(deps, actor, org),
      signal: AbortSignal.any([closing, left.signal]),
    });
    return new StreamedAnswer(
      EVENTS,
      countOpen(
        caller,
        (async function* () {
          // The first line goes at once, so that the client knows that the stream is open.
          yield "retry: 3000\n\n";
          for await (const glimpse of glimpses) yield renderGlimpse({ context }, glimpse);
        })(),
      ),
    );
  },
};

async function* emptyStream(): AsyncGenerator<string> {}

/** Counts the stream as open for as long as it is read. */
async function* countOpen(caller: string, chunks: AsyncIterable<string>): AsyncGenerator<string> {
  open.set(caller, (open.get(caller) ?? 0) + 1);
  try {
    yield* chunks;
  } finally {
    const left = (open.get(caller) ?? 1) - 1;
    if (left > 0) open.set(caller, left);
    else open.delete(caller);
  }
}

function renderGlimpse(where: Parameters<typeof showCycle>[0], glimpse: Glimpse): string {
  switch (glimpse.kind) {
    case "heartbeat":
      return ": still here\n\n";
    case "ready":
    case "directory":
      return render(glimpse.kind, {});
    case "application": {
      const { app, state } = glimpse.provisioning;
      return render("application", { appId: app, state });
    }
    case "cycle":
      return render("cycle", showCycle(where, glimpse.cycle));
  }
}

function render<Name extends StreamEventName>(
  event: Name,
  data: z.input<(typeof streamEvents)[Name]>,
): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
