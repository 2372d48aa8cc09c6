import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { StoreError } from "../store-error.ts";
import { createDecoder, PartialSets, type Ticketed } from "./change-sets.ts";
import { type Connection, openConnection, toStoreError } from "./connection.ts";
import { commitGroup, type GroupOutcome } from "./group.ts";
import { type Reply, type Request, STARTED, type Task, type WriterData } from "./protocol.ts";

/** Change sets that share one fsync, at most. */
const GROUP_MAX = 64;

/**
 * The writer thread: the only one that writes to the database file. Requests are served in the order they
 * come; whatever change sets have queued up meanwhile are committed together. A second thread of this kind tries imports,
 * and gets no change sets.
 */
async function serve(port: MessagePort, data: WriterData): Promise<void> {
  const queue: Queued[] = [];
  const decode = createDecoder();
  const parts = new PartialSets();
  const enqueue = (request: Request) => {
    if (!("text" in request)) queue.push(request);
    else if (request.kind === "part") for (const part of decode(request.text)) parts.add(part);
    else for (const set of decode(request.text)) queue.push({ kind: "commit", ...parts.complete(set) });
  };
  let isBusy = false;
  const { isTrial = false } = data;
  const connection = await (isTrial ? openTrial(data.file) : openWriter(data));
  const send = (replies: readonly Reply[]) => port.postMessage(replies);
  const beforeCommit = createFault(data.faultAt);

  const work = async () => {
    isBusy = true;
    for (;;) {
      receiveAll(port, queue, enqueue);
      const group = takeCommits(queue);
      if (group.length > 0) {
        const outcomes = commitGroup(
          connection,
          group.map(({ steps }) => steps),
          beforeCommit,
        );
        send(repliesTo(group, outcomes));
        continue;
      }
      const request = queue.shift();
      if (request === undefined) break;
      send([await serveAlone(connection, request, isTrial)]);
      if (request.kind === "close") port.close();
    }
    isBusy = false;
  };
  port.on("message", (request: Request) => {
    enqueue(request);
    if (!isBusy) void work();
  });
  send([done(STARTED, undefined)]);
}

async function openWriter({ file, pagesMax }: WriterData): Promise<Connection> {
  const connection = await openConnection(file, { readOnly: false });
  // FULL: an acknowledged commit survives power loss too, not only a kill. A checkpoint writes each page once,
  // however often it changed since the last; so at 64 MiB, as much of the log as is kept, not at SQLite's 4.
  connection.exec(`
    pragma busy_timeout = 5000;
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma cache_size = -16384;
    pragma wal_autocheckpoint = 16384;
    pragma journal_size_limit = 67108864;
  `);
  if (pagesMax !== undefined) connection.exec(`pragma max_page_count = ${pagesMax}`);
  return connection;
}

function createFault(faultAt: number | undefined): () => void {
  let groups = 0;
  return () => {
    groups += 1;
    if (groups === faultAt) process.kill(process.pid, "SIGKILL");
  };
}

/** A change set or a task, in the order they came. */
type Queued = CommitRequest | Task;
type CommitRequest = Ticketed & { readonly kind: "commit" };

function receiveAll(port: MessagePort, queue: readonly Queued[], enqueue: (request: Request) => void): void {
  while (queue.length < GROUP_MAX) {
    const received = receiveMessageOnPort(port);
    if (received === undefined) return;
    enqueue(received.message as Request);
  }
}

function takeCommits(queue: Queued[]): readonly CommitRequest[] {
  const end = queue.findIndex(({ kind }) => kind !== "commit");
  const count = Math.min(end === -1 ? queue.length : end, GROUP_MAX);
  return queue.splice(0, count).filter((request) => request.kind === "commit");
}

function repliesTo(group: readonly CommitRequest[], outcomes: readonly GroupOutcome[]): readonly Reply[] {
  const tickets: number[] = [];
  const replies: Reply[] = [];
  for (const [at, { ticket }] of group.entries()) {
    const outcome = outcomes[at];
    if (outcome === undefined) throw new Error("a change set has no outcome");
    if (outcome.kind === "committed") tickets.push(ticket);
    else replies.push(outcome.kind === "failed" ? failure(ticket, outcome.error) : done(ticket, outcome));
  }
  return [{ kind: "committed", tickets }, ...replies];
}

async function openTrial(file: string): Promise<Connection> {
  const { openTrialConnection } = await import("./import-trial.ts");
  return openTrialConnection(file);
}

async function serveAlone(connection: Connection, request: Queued, isTrial: boolean): Promise<Reply> {
  const { ticket } = request;
  try {
    switch (request.kind) {
      case "commit":
        throw new Error("change sets are served in groups");
      case "close":
        if (isTrial) connection.close();
        else closeWriter(connection);
        return done(ticket, undefined);
      default: {
        // Loaded with the first import: the SQL builder behind it takes most of the time in which the thread starts.
        const { serveImportTask, serveTrialTask } = await import("./import-tasks.ts");
        const serveTask = isTrial ? serveTrialTask : serveImportTask;
        return done(ticket, await serveTask(connection, request));
      }
    }
  } catch (error) {
    return failure(ticket, error);
  }
}

/**
 * Moves everything from the write-ahead log into the database file: a copy of that one file is complete. Throws
 * `store.log-left` where that fails, as on a full disk or while another program reads the file.
 */
function closeWriter(connection: Connection): void {
  try {
    const [moved] = connection.rows({ sql: "pragma wal_checkpoint(truncate)", parameters: [] });
    if (Number(moved?.["busy"]) !== 0)
      throw new StoreError("store.log-left", "another program reads the file");
  } catch (error) {
    const failure = toStoreError(error);
    if (failure.code === "store.damaged") throw failure;
    throw new StoreError("store.log-left", failure.params, error);
  } finally {
    connection.close();
  }
}

function done(ticket: number, answer: unknown): Reply {
  return { kind: "done", ticket, answer };
}

function failure(ticket: number, error: unknown): Reply {
  const { code, params } = toStoreError(error);
  return { kind: "failed", ticket, code, params };
}

if (parentPort !== null) {
  const port = parentPort;
  serve(port, workerData as WriterData).catch((error: unknown) => {
    port.postMessage([failure(STARTED, error)]);
    port.close();
  });
}
