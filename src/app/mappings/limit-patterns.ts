import {
  createWorkMeter,
  limitWork,
  type RegexPort,
  type WorkMeter,
} from "../../core/mapping/expression/regex.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/** The work of patterns in one go, in characters compared with a step of a pattern: about a fifth of a second. */
const TRIAL_WORK_MAX = 25_000_000;

/**
 * The work of compiling the patterns that an application stores for one type of objects: about a sixth of a second. They
 * are compiled again with every start, and whenever many other patterns were compiled since.
 */
const STORED_WORK_MAX = 20_000_000;

/** A port for patterns that are about to be stored, and its meter. */
export function limitStoredPatterns(regex: RegexPort): {
  readonly regex: RegexPort;
  readonly meter: WorkMeter;
} {
  const meter = createWorkMeter(STORED_WORK_MAX);
  return { regex: limitWork(regex, meter), meter };
}

/** The dependencies of a trial, whose sender chose both patterns and texts: other requests wait while they are compared. */
export interface LimitedPatterns {
  readonly deps: Deps;
  readonly meter: WorkMeter;
}

/** The same dependencies with patterns that do little work together. */
export function limitPatterns(deps: Deps): LimitedPatterns {
  const meter = createWorkMeter(TRIAL_WORK_MAX);
  return { deps: { ...deps, regex: limitWork(deps.regex, meter) }, meter };
}

/** The result of a trial, unless a part of its work was not done. */
export function refuseIfSpent<Result>({ isSpent }: WorkMeter, result: Result): Result | Refusal {
  return isSpent ? refuse("invalid", "mapping.too-much-work", {}) : result;
}
