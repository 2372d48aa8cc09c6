/** The facts that the completeness gate judges, for one type of object of one source. */
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
export function computeLeaverLimit(live: number): number {
  return Math.max(FLOOR, Math.min(COUNT_MAX, Math.floor(live * SHARE_MAX)));
}

/** The types of which absence is leaving; of the others, how many leavers are held, and why the first of them. */
export interface Passed {
  readonly passed: readonly ("user" | "group")[];
  readonly held: (LeaversHeld & { readonly leavers: number }) | undefined;
}

/**
 * Of which types absence from the snapshot may be read as leaving. Pure and total. Each type is judged by itself:
 * a file of people that looks cut short says nothing of the groups. `accepted` is a person's word that up to this
 * many leavers, of all types together, are right; it passes an empty snapshot too.
 */
export function passLeavers(snapshot: readonly SnapshotFacts[], accepted: number): Passed {
  const total = snapshot.reduce((sum, facts) => sum + facts.leavers, 0);
  const holds = snapshot.flatMap((facts) => {
    const because = total <= accepted ? undefined : heldBecause(facts);
    return because === undefined ? [] : [because];
  });
  const heldTypes = holds.map(({ params }) => params.type);
  const passed = snapshot.map(({ type }) => type).filter((type) => !heldTypes.includes(type));
  const [first] = holds;
  if (first === undefined) return { passed, held: undefined };
  const leavers = holds.reduce((sum, { params }) => sum + params.leavers, 0);
  return { passed, held: { ...first, leavers } };
}

function heldBecause({ type, rows, live, leavers }: SnapshotFacts): LeaversHeld | undefined {
  if (leavers === 0) return undefined;
  if (rows === 0) return { code: "import.source-empty", params: { type, leavers, live, limit: 0 } };
  const limit = computeLeaverLimit(live);
  if (leavers <= limit) return undefined;
  return { code: "import.too-many-leavers", params: { type, leavers, live, limit } };
}
