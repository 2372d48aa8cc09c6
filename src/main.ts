#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { registerLocalCommands } from "./cli/local-commands.ts";
import { buildNodeWorld } from "./cli/node-world.ts";
import { buildProgram } from "./cli/program.ts";
import { adminToken } from "./commands/admin-token.ts";
import { demo } from "./commands/demo/demo.ts";
import { init } from "./commands/init.ts";
import { serve } from "./commands/serve.ts";

/** The version in package.json, which lies beside src/ and beside dist/ alike. */
function readVersion(): string {
  const file = new URL("../package.json", import.meta.url);
  const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
  const isManifest = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return isManifest ? String(manifest.version) : "0.0.0";
}

const program = buildProgram(buildNodeWorld(readVersion()));
registerLocalCommands(program, { init, adminToken, serve, demo });
process.exitCode = await program.run(process.argv.slice(2));
