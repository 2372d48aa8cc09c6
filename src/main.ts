#!/usr/bin/env node
import { startCompileCache } from "./commands/compile-cache.ts";

startCompileCache(process.env);
// Loaded only now: modules are kept in the cache when they are loaded after it was enabled.
const { runCommandLine } = await import("./commands/command-line.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
