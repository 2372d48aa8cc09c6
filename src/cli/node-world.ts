import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "./world.ts";

/** Builds the world of this process: its streams and environment, the disk, the clock. */
export function buildNodeWorld(version: string): World {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    version,
    async openFile(path) {
      const file = await open(path, "r");
      const stat = await file.stat();
      if (stat.isDirectory()) {
        await file.close();
        throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
      }
      return { sizeBytes: stat.size, bytes: file.createReadStream() };
    },
    now: () => performance.now(),
    sleep: async (ms) => {
      await sleep(ms);
    },
  };
}
