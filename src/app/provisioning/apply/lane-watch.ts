import type { ObjectId } from "../../../core/ids.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import {
  beginLane,
  endLane,
  type LaneRun,
  noteLaneFailure,
  noteLaneSuccess,
  takeAttempt,
} from "../../../core/provisioning/lane-run.ts";
import {
  isCountedFailure,
  isCountedSince,
  isDeprovisioningLane,
  LANE_NAMES,
  type LaneName,
  type Lanes,
  laneOf,
  NEW_LANE,
  releaseLane,
} from "../../../core/provisioning/lanes.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import { readEachPage } from "../../paging.ts";
import type { CycleRun } from "../context.ts";
import type { PendingReason } from "../writes/pending.ts";

/** One lane of a run, with the objects that its failures are about. */
interface WatchedLane {
  run: LaneRun;
  /** Objects that count among the failures. */
  readonly failing: Set<ObjectId>;
  /** Objects with a failure behind them, whether it counts or not. */
  readonly tried: Set<ObjectId>;
  readonly probes: Set<ObjectId>;
  isUsed: boolean;
}

/**
 * Lets the decisions of a run through, lane by lane. A lane whose failures are too many rests, and the others go on;
 * the first success of a probe opens it again within the same run.
 */
export class LaneWatch {
  readonly #context: CycleRun;
  readonly #lanes: ReadonlyMap<LaneName, WatchedLane>;

  private constructor(context: CycleRun, lanes: ReadonlyMap<LaneName, WatchedLane>) {
    this.#context = context;
    this.#lanes = lanes;
  }

  /** The lanes as earlier cycles left them. `isForced` is true for a cycle that a person wants now. */
  static async read(context: CycleRun, isForced: boolean): Promise<LaneWatch> {
    const { deps, org, app, provisioning } = context;
    const now = deps.env.now();
    const lanes = new Map<LaneName, WatchedLane>();
    for (const name of LANE_NAMES) {
      const run = beginLane(provisioning.lanes[name] ?? NEW_LANE, now, isForced);
      lanes.set(name, { run, failing: new Set(), tried: new Set(), probes: new Set(), isUsed: false });
    }
    for await (const rows of readEachPage(deps.store, "pending", { org, app })) {
      for (const { object, lane, failing_since } of rows) {
        const watched = lane === null ? undefined : lanes.get(lane);
        if (watched === undefined || failing_since === null) continue;
        watched.tried.add(object);
        if (isCountedSince(failing_since, watched.run.state, now)) watched.failing.add(object);
      }
    }
    return new LaneWatch(context, lanes);
  }

  /** The lane that holds a decision back; undefined for a decision that may be carried out. */
  findHoldingLane(decision: DecisionRow): LaneName | undefined {
    const name = readLane(decision);
    const lane = name === undefined ? undefined : this.#lanes.get(name);
    if (name === undefined || lane === undefined) return undefined;
    const isUrgent = isDeprovisioningLane(name) && !lane.tried.has(decision.object);
    const { run, isAdmitted, isProbe } = takeAttempt(lane.run, isUrgent);
    lane.run = run;
    if (isProbe) lane.probes.add(decision.object);
    return isAdmitted ? undefined : name;
  }

  /** Takes into account that the target has carried a decision out. */
  noteSuccess(decision: DecisionRow): void {
    const lane = this.#find(decision);
    if (lane === undefined) return;
    const { object } = decision;
    lane.isUsed = true;
    lane.failing.delete(object);
    const wasResting = lane.run.state.quarantine !== null;
    lane.run = noteLaneSuccess(lane.run, this.#context.deps.env.now(), lane.probes.has(object));
    if (wasResting && lane.run.state.quarantine === null) lane.failing.clear();
  }

  /** Takes a failure into account. Returns its lane, if it counts there. */
  noteFailure(decision: DecisionRow, fault: Fault): LaneName | undefined {
    const lane = this.#find(decision);
    if (lane === undefined || !isCountedFailure(fault)) return undefined;
    const { object } = decision;
    lane.isUsed = true;
    lane.failing.add(object);
    lane.tried.add(object);
    lane.run = noteLaneFailure(lane.run, {
      now: this.#context.deps.env.now(),
      fault,
      failing: lane.failing.size,
      isProbe: lane.probes.has(object),
    });
    return readLane(decision);
  }

  /**
   * How a failure in a lane is kept. While the lane rests it parks no object: the target has refused many, and after its
   * repair nothing may be left behind.
   */
  describeFailure(lane: LaneName): Pick<PendingReason, "lane" | "workedAt" | "isNeverParked"> {
    const state = this.#lanes.get(lane)?.run.state ?? NEW_LANE;
    const isResting = state.quarantine !== null;
    return { lane, workedAt: state.worked, ...(isResting ? { isNeverParked: true } : {}) };
  }

  /** The lanes as they are kept after the run. `stored` are those of now: a person may have lifted a quarantine meanwhile. */
  end(stored: Lanes): Lanes {
    const { deps, provisioning } = this.#context;
    const now = deps.env.now();
    const ended: { [Name in LaneName]?: Lanes[Name] } = { ...stored };
    for (const [name, { run, isUsed }] of this.#lanes) {
      if (!isUsed) continue;
      const lifted = stored[name]?.lifted ?? 0;
      const isLifted = lifted > (provisioning.lanes[name]?.lifted ?? 0);
      ended[name] = isLifted ? releaseLane(endLane(run, now), lifted) : endLane(run, now);
    }
    return ended;
  }

  #find(decision: DecisionRow): WatchedLane | undefined {
    const name = readLane(decision);
    return name === undefined ? undefined : this.#lanes.get(name);
  }
}

function readLane({ verb, type, account, changes, desired }: DecisionRow): LaneName | undefined {
  return laneOf({ verb, type, account, changes, removedMembers: desired.members.remove });
}
