import { readFileSync } from "node:fs";
import type { LocalCommands } from "../cli/local-commands.ts";
import { buildNodeWorld, endWithOutput } from "../cli/node-world.ts";
import { buildProgram } from "../cli/program.ts";
import { findPackageFolder } from "../platform/package-folder.ts";

/** Commands that run on this machine are loaded when they are called: loading a server takes longer than most commands do. */
const local: LocalCommands = {
  init: async (input) => (await import("./init.ts")).init(input),
  adminToken: async (input) => (await import("./admin-token.ts")).adminToken(input),
  resetPerson: async (input) => (await import("./reset-person.ts")).resetPerson(input),
  verifyAudit: async (input) => (await import("./verify-audit.ts")).verifyAudit(input),
  verifyAuditFile: async (input) => (await import("./verify-audit-file.ts")).verifyAuditFile(input),
  replayCycle: async (input) => (await import("./replay/replay-cycle.ts")).replayCycle(input),
  serve: async (input) => (await import("./serve.ts")).serve(input),
  demo: async (input) => (await import("./demo/demo.ts")).demo(input),
  simulateWebex: async (input) => (await import("./simulate-webex.ts")).simulateWebex(input),
};

/** Runs the command that these words call; answers the exit code of the process. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const world = buildNodeWorld(readVersion());
  endWithOutput(argv, world);
  return await buildProgram(world, local).run(argv);
}

/** The version in package.json. */
function readVersion(): string {
  const file = new URL("package.json", findPackageFolder());
  const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
  const isManifest = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return isManifest ? String(manifest.version) : "0.0.0";
}
