import { scimConnector } from "../../src/connectors/scim/index.ts";
import type { Outcome } from "../../src/core/provisioning/fault.ts";
import { type ConnectedTarget, connectTarget } from "./connect.ts";
import { type Script, type ScriptedTarget, type Shape, startScriptedTarget } from "./scripted-target.ts";

/** A scripted SCIM server, and our connector's connection to it. */
export interface ScriptedConnection {
  readonly running: ScriptedTarget;
  readonly connected: ConnectedTarget;
  close(): Promise<void>;
}

export async function openScripted(script: Script, shape?: Shape): Promise<ScriptedConnection> {
  const running = await startScriptedTarget(script, shape);
  const connected = await connectTarget(scimConnector, { url: running.url }, running.token);
  return {
    running,
    connected,
    async close() {
      await connected.target.close();
      await connected.wire.close();
      await running.stop();
    },
  };
}

/** The value of an outcome; throws the fault of one that failed. */
export function must<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
  return outcome.value;
}
