import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { Passwords } from "../ports/passwords.ts";

/** The second recommendation of RFC 9106 §4 is out of reach for a small machine; this is the first of OWASP's list. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/**
 * Passwords that are computed at a time. The threads of libuv, four unless the environment says otherwise, also read
 * files and look up the names of hosts: a flood of attempts to sign in must leave some of them free.
 */
const AT_ONCE = 2;

/**
 * Passwords under argon2id, which is the algorithm that the library takes by default. It works on the threads of libuv.
 * The hash for unknown names is made with the same cost from a password that is thrown away, so that an answer takes the
 * same time for them.
 */
export function createPasswords(): Passwords {
  let dummy: Promise<string> | undefined;
  const inTurn = createTurns(AT_ONCE);
  return {
    get waiting() {
      return inTurn.waiting;
    },
    hash: (password) => inTurn.run(() => hash(password, COST)),
    async verify(known, password) {
      dummy ??= hash(randomBytes(32).toString("hex"), COST);
      const other = await dummy;
      const isRight = await inTurn.run(() => verify(known ?? other, password));
      return isRight && known !== null;
    },
  };
}

/** Runs this much work at a time; the rest waits in the order in which it came. */
function createTurns(atOnce: number) {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return {
    get waiting() {
      return waiting.length;
    },
    async run<Result>(work: () => Promise<Result>): Promise<Result> {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
