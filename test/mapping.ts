import type { ProjectionEnvironment } from "../src/core/mapping/project.ts";
import { createRegexPort } from "../src/platform/regex.ts";

/** The engine of patterns that the product has. */
export const regex = createRegexPort();

/** The surroundings of a mapping that reads neither dates nor random values. */
export const environment: ProjectionEnvironment = { now: 0, defaultDomain: null, randomDigits: () => "" };
