import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { KeyedMutex } from "../../background/keyed-mutex.ts";
import type { Deps } from "../../deps.ts";
import type { MemberChange } from "./membership-writes.ts";

/** Writes that share a commit, at most. */
const SHARED_MAX = 64;
/** Rows after which no further write joins a commit. */
const ROWS_MAX = 2_000;

/** An object as changes leave it that are prepared and not yet committed. */
export interface ObjectState {
  readonly row: ObjectRow;
  /** The text of its document. */
  readonly text: string;
  /** The changes of its members, in their order; the store does not show them yet. */
  readonly memberChanges: readonly MemberChange[];
}

/** A change that is ready for its commit. */
export interface ReadyChange<Result> {
  /** None where nothing is to be written. */
  readonly writes: readonly Write[];
  /** The number of tokens that the writes revoke. */
  readonly revokes: number;
  /** The object afterwards; undefined before it was read. */
  readonly state: ObjectState | undefined;
  readonly result: Result;
}

/** A change of one object, which can begin where another one ends that is not committed yet. */
export interface SharedWrite<Result> {
  readonly org: OrgId;
  readonly id: ObjectId;
  /** Prepares the change on this state; on what is stored if undefined. */
  prepare(state: ObjectState | undefined): Promise<ReadyChange<Result>>;
  /** Prepares the change on what is stored and commits it by itself, again if need be. The object is locked meanwhile. */
  commitAlone(): Promise<Result>;
}

/** A change of any kind of result, ready for its commit; `answer` tells its caller. */
type Ready = Pick<ReadyChange<unknown>, "writes" | "revokes" | "state"> & { readonly answer: () => void };

/** A change that waits for its commit. */
interface Waiting {
  readonly isAnswered: boolean;
  prepare(state: ObjectState | undefined): Promise<Ready>;
  commitAlone(): Promise<void>;
  fail(error: unknown): void;
}

/**
 * Changes of one object that wait for each other are prepared one on the result of the other, and share a commit: 32
 * clients that each add a member to one group do not wait for 32 flushes of the disk. Each is answered after that
 * commit. Where the store refuses it, each is committed alone, in the same order.
 */
export class SharedCommits {
  readonly #mutex: KeyedMutex;
  readonly #queues = new Map<string, Waiting[]>();

  constructor(mutex: KeyedMutex) {
    this.#mutex = mutex;
  }

  /** Commits a change, in turn with all other writes of this process to the object. */
  run<Result>(deps: Deps, write: SharedWrite<Result>): Promise<Result> {
    const lock = `${write.org} ${write.id}`;
    return new Promise((resolve, reject) => {
      const waiting = wait(write, resolve, reject);
      const queue = this.#queues.get(lock);
      if (queue === undefined) this.#queues.set(lock, [waiting]);
      else queue.push(waiting);
      void this.#mutex.run([lock], async () => {
        // The first with the lock also commits the changes behind it, for which nothing is left to do.
        if (!waiting.isAnswered) await this.#serve(deps, lock);
      });
    });
  }

  async #serve(deps: Deps, lock: string): Promise<void> {
    const queue = this.#queues.get(lock) ?? [];
    const [first] = queue;
    if (first !== undefined && queue.length === 1) {
      queue.shift();
      this.#queues.delete(lock);
      await first.commitAlone();
      return;
    }
    await commitTogether(deps, queue);
    if (queue.length === 0) this.#queues.delete(lock);
  }
}

/** Takes changes from the queue, as many as share a commit, and answers them all. */
async function commitTogether(deps: Deps, queue: Waiting[]): Promise<void> {
  const taken: Waiting[] = [];
  try {
    const ready: Ready[] = [];
    let rows = 0;
    for (let state: ObjectState | undefined; taken.length < SHARED_MAX && rows < ROWS_MAX; ) {
      const next = queue.shift();
      if (next === undefined) break;
      taken.push(next);
      const change = await next.prepare(state);
      ready.push(change);
      rows += change.writes.length;
      state = change.state;
    }
    const writes = ready.flatMap((change) => change.writes);
    const committed = writes.length === 0 || (await deps.store.commit(writes)).kind === "committed";
    if (committed) {
      if (ready.some(({ revokes }) => revokes > 0)) deps.revocations.happened();
      for (const { answer } of ready) answer();
      return;
    }
  } catch (error) {
    for (const waiting of taken) waiting.fail(error);
    return;
  }
  for (const waiting of taken) await waiting.commitAlone();
}

function wait<Result>(
  write: SharedWrite<Result>,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): Waiting {
  let isAnswered = false;
  const end = (tell: () => void) => {
    isAnswered = true;
    tell();
  };
  return {
    get isAnswered() {
      return isAnswered;
    },
    async prepare(state) {
      try {
        const { result, ...ready } = await write.prepare(state);
        return { ...ready, answer: () => end(() => resolve(result)) };
      } catch (error) {
        // A request that does not suit the object is refused alone; what was prepared before it decides about it.
        return { writes: [], revokes: 0, state, answer: () => end(() => reject(error)) };
      }
    },
    async commitAlone() {
      try {
        const result = await write.commitAlone();
        end(() => resolve(result));
      } catch (error) {
        end(() => reject(error));
      }
    },
    fail: (error) => end(() => reject(error)),
  };
}
