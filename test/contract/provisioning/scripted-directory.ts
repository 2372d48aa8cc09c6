import {
  type Script,
  type ScriptedTarget,
  type Shape,
  startScriptedTarget,
} from "../../targets/scripted-target.ts";
import type { ScimServer } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Runs `work` with a directory that is provisioned into a target with this script, and stops the target after it. */
export async function withScriptedTarget(
  scim: ScimServer,
  script: Script,
  work: (directory: ProvisionedDirectory, target: ScriptedTarget) => Promise<void>,
  shape?: Shape,
): Promise<void> {
  const target = await startScriptedTarget(script, shape);
  try {
    await work(await provisionDirectory(scim, target), target);
  } finally {
    await target.stop();
  }
}
