import { randomUUID } from "node:crypto";
import { memoryConnector } from "../../src/connectors/memory/index.ts";
import { scimConnector } from "../../src/connectors/scim/index.ts";
import type { JsonObject } from "../../src/core/json.ts";
import type { Connector } from "../../src/ports/target.ts";
import { startScimmyTarget } from "./scimmy-target.ts";

/** A system that runs, with the settings and the token that an application for it has. */
export interface RunningSystem {
  readonly config: JsonObject;
  readonly token: string;
  stop(): Promise<void>;
}

/** A system that every connector test runs against, started empty. */
export interface TargetUnderTest {
  readonly name: string;
  readonly connector: Connector;
  start(): Promise<RunningSystem>;
}

/** Connectors with the systems that what the port promises is tested against; the contract suite runs once for each. */
export const TARGETS: readonly TargetUnderTest[] = [
  {
    name: "scim, scimmy-routers",
    connector: scimConnector,
    async start() {
      const { url, token, stop } = await startScimmyTarget();
      return { config: { url }, token, stop };
    },
  },
  {
    name: "memory",
    connector: memoryConnector,
    start: async () => ({ config: { name: randomUUID() }, token: "none", stop: async () => undefined }),
  },
];
