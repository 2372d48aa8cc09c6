import { scimConnector } from "../../src/connectors/scim/index.ts";
import type { Connector } from "../../src/ports/target.ts";
import { type ScimTarget, startScimmyTarget } from "./scimmy-target.ts";

/** A system that every connector test runs against, started empty. */
export interface TargetUnderTest {
  readonly name: string;
  readonly connector: Connector;
  start(): Promise<ScimTarget>;
}

/** Connectors with the systems they are certified against; the contract suite runs once for each. */
export const TARGETS: readonly TargetUnderTest[] = [
  { name: "scim, scimmy-routers", connector: scimConnector, start: () => startScimmyTarget() },
];
