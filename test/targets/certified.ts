import { scimConnector } from "../../src/connectors/scim/index.ts";
import { startScimServer } from "../contract/scim/server.ts";
import { TARGETS, type TargetUnderTest } from "./all.ts";
import { startBetterAuthTarget } from "./better-auth-target.ts";

/** A system that a connector is certified against, with the operations that it cannot hold. */
export interface CertifiedTarget extends TargetUnderTest {
  /** By name, with the reason; each is shown to fail in the system, so that a system that learns one is noticed. */
  readonly lacks: { readonly nestedGroups?: string; readonly references?: string };
}

/** Every connector with the systems that the certification suite runs against. A new connector adds its systems here. */
export const CERTIFIED: readonly CertifiedTarget[] = [
  ...TARGETS.map((tested) =>
    tested.name === "memory"
      ? { ...tested, lacks: { references: "its mapping has no manager" } }
      : { ...tested, lacks: {} },
  ),
  {
    name: "scim, Muster",
    connector: scimConnector,
    async start() {
      const server = await startScimServer();
      const { baseUrl, token } = await server.client();
      return { config: { url: baseUrl }, token, stop: () => server.close() };
    },
    lacks: {},
  },
  {
    name: "scim, @better-auth/scim",
    connector: scimConnector,
    async start() {
      const { url, token, stop } = await startBetterAuthTarget();
      return { config: { url }, token, stop };
    },
    lacks: { nestedGroups: "it refuses groups as members" },
  },
];
