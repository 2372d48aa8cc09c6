import type { Committed } from "../../ports/store.ts";
import { StoreError } from "../store-error.ts";
import type { Step } from "../writes.ts";
import { createEncoder, type Ticketed } from "./change-sets.ts";
import { type Reply, type Request, STARTED, type Task, type Tasks, type WriterData } from "./protocol.ts";
import { startThread } from "./thread.ts";

/** The writer thread as seen from the thread that asks. */
export interface WriterClient {
  /** Commits one change set; the earlier steps of a long one are handed over first, each part in a turn of its own. */
  commit(steps: readonly Step[], earlier?: Iterable<readonly Step[]>): Promise<Committed>;
  /** Served after everything that was asked for, or to be committed, before. */
  ask<Kind extends keyof Tasks>(kind: Kind, task: Tasks[Kind]["ask"]): Promise<Tasks[Kind]["answer"]>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: StoreError): void;
}

/** Change sets that are posted together, at most: with more, the thread would have nothing to do meanwhile. */
const TOGETHER_MAX = 16;
const COMMITTED: Committed = { kind: "committed" };

/** Starts the writer thread and resolves when it can write. */
export async function startWriter(data: WriterData): Promise<WriterClient> {
  const worker = startThread("./writer", import.meta.url, { workerData: data });
  const waiting = new Map<number, Waiting>();
  let lastTicket = STARTED;
  let ended: StoreError | undefined;

  const take = (ticket: number): Waiting | undefined => {
    const waiter = waiting.get(ticket);
    waiting.delete(ticket);
    return waiter;
  };
  const settle = (reply: Reply) => {
    if (reply.kind === "committed") {
      for (const ticket of reply.tickets) take(ticket)?.resolve(COMMITTED);
      return;
    }
    const waiter = take(reply.ticket);
    if (reply.kind === "failed") waiter?.reject(new StoreError(reply.code, reply.params));
    else waiter?.resolve(reply.answer);
  };
  const end = (error: StoreError) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on("message", (replies: readonly Reply[]) => replies.forEach(settle));
  worker.on("error", (error) =>
    end(new StoreError("store.write-failed", error instanceof Error ? error.message : String(error), error)),
  );
  worker.on("exit", () => end(new StoreError("store.closed")));

  await new Promise<unknown>((resolve, reject) => waiting.set(STARTED, { resolve, reject }));
  const post = (request: Request) => worker.postMessage(request);
  const posting = createPosting(post);
  const newTicket = () => {
    lastTicket += 1;
    return lastTicket;
  };
  return {
    async commit(steps, earlier = []) {
      const ticket = newTicket();
      for (const part of earlier) {
        posting.addPart({ ticket, steps: part });
        await new Promise((resolve) => setImmediate(resolve));
      }
      return new Promise<Committed>((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        waiting.set(ticket, { resolve: (answer) => resolve(answer as Committed), reject });
        posting.add({ ticket, steps });
      });
    },
    ask<Kind extends keyof Tasks>(kind: Kind, task: Tasks[Kind]["ask"]) {
      return new Promise<Tasks[Kind]["answer"]>((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        posting.flush();
        const ticket = newTicket();
        waiting.set(ticket, { resolve: (answer) => resolve(answer as Tasks[Kind]["answer"]), reject });
        post({ kind, ticket, ...task } as Task);
      });
    },
  };
}

/** Gathers the change sets of one turn of the event loop, since a message costs the same however much is in it. */
function createPosting(post: (request: Request) => void) {
  const encode = createEncoder();
  let gathered: Ticketed[] = [];
  let planned: NodeJS.Immediate | undefined;
  const flush = () => {
    clearImmediate(planned);
    planned = undefined;
    if (gathered.length === 0) return;
    const sets = gathered;
    gathered = [];
    post({ kind: "commits", text: encode(sets) });
  };
  return {
    flush,
    /** Posts steps of a change set whose end is still to be added. */
    addPart(part: Ticketed) {
      flush();
      post({ kind: "part", text: encode([part]) });
    },
    add(set: Ticketed) {
      gathered.push(set);
      if (gathered.length >= TOGETHER_MAX) flush();
      else planned ??= setImmediate(flush);
    },
  };
}
