import type { ObjectId } from "../ids.ts";

/** A decision that gives an account a name. Names are folded: equal texts are equal names for the target. */
export interface NameMove {
  readonly object: ObjectId;
  /** The name that the account gives up; undefined for an account that is about to be created. */
  readonly from: string | undefined;
  readonly to: string;
  /** True for an account that can have a temporary name for a moment, because it is linked already. */
  readonly canStepAside: boolean;
}

/** One move in its place: the accounts before it in its chain have moved by then. */
export interface OrderedMove {
  readonly object: ObjectId;
  /** The object whose account gives up the name that this one takes. */
  readonly after: ObjectId;
  /** True if the account takes a temporary name before the first move of its chain. */
  readonly stepsAside: boolean;
}

type Chain = readonly OrderedMove[];

/** Which move gives up the name that another one takes, and the other way round. */
interface Dependencies {
  before(move: NameMove): NameMove | undefined;
  takersOf(move: NameMove): readonly NameMove[];
}

/**
 * Orders the moves that have to wait for others, so that each name is free before it is taken. Each chain is
 * independent of the others; a move that waits for nothing is in none. In a ring one account steps aside first. A
 * ring in which none can do so is cut somewhere, and the target refuses the move that was cut off.
 */
export function orderNames(moves: readonly NameMove[]): readonly Chain[] {
  const dependencies = readDependencies(moves);
  const seen = new Set<ObjectId>();
  const free = moves.filter((move) => dependencies.before(move) === undefined);
  const chains = free.map((move) => {
    seen.add(move.object);
    return followChain(dependencies, move, seen);
  });
  for (const move of moves) {
    if (seen.has(move.object)) continue;
    const ring = findRing(dependencies, move);
    const aside = ring.filter(({ canStepAside }) => canStepAside).sort(compareObjects)[0];
    const first = aside ?? ring[0] ?? move;
    // An account that steps aside is the last to take its name: it is found as the taker of the one before it.
    if (aside === undefined) seen.add(first.object);
    const chain = followChain(dependencies, first, seen);
    chains.push(chain.map((each) => ({ ...each, stepsAside: each.object === first.object })));
  }
  return chains.filter((chain) => chain.length > 0);
}

function readDependencies(moves: readonly NameMove[]): Dependencies {
  const holders = new Map<string, NameMove>();
  for (const move of moves)
    if (move.from !== undefined && move.from !== move.to) holders.set(move.from, move);
  const before = (move: NameMove) => (move.from === move.to ? undefined : holders.get(move.to));
  const takers = new Map<ObjectId, NameMove[]>();
  for (const move of moves) {
    const holder = before(move);
    if (holder === undefined) continue;
    const others = takers.get(holder.object) ?? [];
    others.push(move);
    takers.set(holder.object, others);
  }
  return { before, takersOf: ({ object }) => takers.get(object) ?? [] };
}

/** The moves that wait for this one, nearest first. */
function followChain({ takersOf }: Dependencies, first: NameMove, seen: Set<ObjectId>): Chain {
  const chain: OrderedMove[] = [];
  const reached = [first];
  for (const holder of reached) {
    for (const move of takersOf(holder)) {
      if (seen.has(move.object)) continue;
      seen.add(move.object);
      chain.push({ object: move.object, after: holder.object, stepsAside: false });
      reached.push(move);
    }
  }
  return chain;
}

/** The moves that wait for each other, found by going back from one that waits for them. */
function findRing({ before }: Dependencies, start: NameMove): readonly NameMove[] {
  const passed = new Set<NameMove>();
  let move: NameMove | undefined = start;
  while (move !== undefined && !passed.has(move)) {
    passed.add(move);
    move = before(move);
  }
  const path = [...passed];
  return move === undefined ? [] : path.slice(path.indexOf(move));
}

function compareObjects(left: NameMove, right: NameMove): number {
  return left.object < right.object ? -1 : 1;
}

/** The name of an account while it steps aside. Where the name is an address, this is one of the same domain. */
export function toTemporaryName(object: ObjectId, name: string): string {
  const at = name.lastIndexOf("@");
  const unique = object.replaceAll("-", "").slice(-12);
  return `muster-rename-${unique}${at === -1 ? "" : name.slice(at)}`;
}

/** An address of a person, or the number of an employee, with or without the extension that it belongs to. */
const EXCHANGEABLE = /^emails\b.*value$|(?:^|:)employeeNumber$/;

/**
 * True for an attribute that some targets keep unique and others do not, and that an account can lack for a moment.
 * While its value changes hands it is cleared, which does no harm where the target would not have minded.
 */
export function isClearedAside(path: string): boolean {
  return EXCHANGEABLE.test(path);
}
