import { type CycleStatistics, type Execution, NO_STATISTICS } from "../statistics.ts";
import { type Codec, readNullable, readNumber, readObject, readText } from "./stored-json.ts";

const readExecution: Codec<Execution> = (json, place) => {
  const { cycle, began, ended } = readObject(json, place);
  return {
    cycle: readText(cycle, `${place}.cycle`),
    began: readNumber(began, `${place}.began`),
    ended: readNumber(ended, `${place}.ended`),
  };
};

/** Reads the statistics of an application; one of an earlier version has none. */
export const readStatistics: Codec<CycleStatistics> = (json, place) => {
  if (json === null || json === undefined) return NO_STATISTICS;
  const stored = readObject(json, place);
  const time = readNullable(readNumber);
  const execution = readNullable(readExecution);
  return {
    completeFailures: readNumber(stored["completeFailures"], `${place}.completeFailures`),
    lastSuccessful: execution(stored["lastSuccessful"], `${place}.lastSuccessful`),
    lastWithExports: execution(stored["lastWithExports"], `${place}.lastWithExports`),
    steadyFirst: time(stored["steadyFirst"], `${place}.steadyFirst`),
    steadyLast: time(stored["steadyLast"], `${place}.steadyLast`),
  };
};
