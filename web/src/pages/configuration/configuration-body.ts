import type { z } from "zod";
import type { configurationBody } from "../../../../src/contract/configuration.ts";

/** Documents with the values of their references. */
export type ConfigurationBody = z.input<typeof configurationBody>;
