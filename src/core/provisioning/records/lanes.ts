import { LANE_NAMES, type LaneState, type Lanes } from "../lanes.ts";
import { readQuarantine } from "./quarantine.ts";
import { type Codec, readNumber, readObject } from "./stored-json.ts";

const readLane: Codec<LaneState> = (json, place) => {
  const { began, current, previous, lifted, worked, quarantine } = readObject(json, place);
  return {
    began: readNumber(began, `${place}.began`),
    current: readNumber(current, `${place}.current`),
    previous: readNumber(previous, `${place}.previous`),
    lifted: readNumber(lifted, `${place}.lifted`),
    worked: readNumber(worked ?? 0, `${place}.worked`),
    quarantine: quarantine === null ? null : readQuarantine(quarantine, `${place}.quarantine`),
  };
};

/** Reads the lanes of an application; one of an earlier version has none. */
export const readLanes: Codec<Lanes> = (json, place) => {
  if (json === null || json === undefined) return {};
  const stored = readObject(json, place);
  const lanes = LANE_NAMES.filter((name) => stored[name] !== undefined);
  return Object.fromEntries(lanes.map((name) => [name, readLane(stored[name], `${place}.${name}`)]));
};
