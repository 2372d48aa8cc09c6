import { StoreError } from "../store-error.ts";
import { type Reply, type Request, STARTED, type Tasks, type WriterData } from "./protocol.ts";
import { startThread } from "./thread.ts";

/** The writer thread as seen from the thread that asks. */
export interface WriterClient {
  ask<Kind extends keyof Tasks>(kind: Kind, task: Tasks[Kind]["ask"]): Promise<Tasks[Kind]["answer"]>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: StoreError): void;
}

/** Starts the writer thread and resolves when it can write. */
export async function startWriter(data: WriterData): Promise<WriterClient> {
  const worker = startThread("./writer", import.meta.url, data);
  const waiting = new Map<number, Waiting>();
  let lastTicket = STARTED;
  let ended: StoreError | undefined;

  const settle = (reply: Reply) => {
    const waiter = waiting.get(reply.ticket);
    waiting.delete(reply.ticket);
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
  return {
    ask<Kind extends keyof Tasks>(kind: Kind, task: Tasks[Kind]["ask"]) {
      return new Promise<Tasks[Kind]["answer"]>((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        lastTicket += 1;
        waiting.set(lastTicket, { resolve: (answer) => resolve(answer as Tasks[Kind]["answer"]), reject });
        worker.postMessage({ kind, ticket: lastTicket, ...task } as Request);
      });
    },
  };
}
