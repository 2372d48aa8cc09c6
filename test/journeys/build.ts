import { execFileSync } from "node:child_process";

/** Journeys run the program as it is shipped: compiled. */
export function setup(): void {
  execFileSync(process.execPath, ["--import", "tsx", "tools/build.ts"], { stdio: "inherit" });
}
