/** What the completeness gate looks at, for one type of object of one source. */
export interface SnapshotFacts {
  readonly type: "user" | "group";
  /** Objects of this type in the snapshot. */
  readonly rows: number;
  /** Objects of this type that the source has in the directory now, not deleted. */
  readonly live: number;
  /** Those of them that the snapshot does not have. */
  readonly leavers: number;
}

/** Why leavers are held back; `limit` leavers would have passed. */
export interface LeaversHeld {
  readonly code: "import.source-empty" | "import.too-many-leavers";
  readonly params: {
    readonly type: "user" | "group";
    readonly leavers: number;
    readonly live: number;
    readonly limit: number;
  };
}

const SHARE_MAX = 0.2;
const COUNT_MAX = 50;
const FLOOR = 5;

/**
 * How many objects may be absent from a snapshot before it is read as cut short: the smaller of a share and a
 * count, but never less than the floor, so that small companies can still offboard.
 */
export function leaverLimit(live: number): number {
  return Math.max(FLOOR, Math.min(COUNT_MAX, Math.floor(live * SHARE_MAX)));
}

/**
 * Whether absence from the snapshot may be read as leaving. Pure and total. All types are judged together: a
 * snapshot that looks cut short in one of them is trusted in none. `accepted` is a person's word that up to this
 * many leavers, of all types together, are right; it passes an empty snapshot too.
 */
export function holdLeavers(snapshot: readonly SnapshotFacts[], accepted: number): LeaversHeld | undefined {
  const total = snapshot.reduce((sum, facts) => sum + facts.leavers, 0);
  if (total <= accepted) return undefined;
  for (const facts of snapshot) {
    const held = heldBecause(facts);
    if (held !== undefined) return held;
  }
  return undefined;
}

function heldBecause({ type, rows, live, leavers }: SnapshotFacts): LeaversHeld | undefined {
  if (leavers === 0) return undefined;
  if (rows === 0) return { code: "import.source-empty", params: { type, leavers, live, limit: 0 } };
  const limit = leaverLimit(live);
  if (leavers <= limit) return undefined;
  return { code: "import.too-many-leavers", params: { type, leavers, live, limit } };
}
