import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { setup as build } from "../journeys/build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the one browser of all files listens. */
    readonly browserEndpoint: string;
  }
}

/** Debian's package `chromium`; another browser of its kind by `MUSTER_CHROMIUM`. */
const EXECUTABLE = process.env["MUSTER_CHROMIUM"] ?? "/usr/bin/chromium";

/** Builds the program with its console, and starts one browser for all files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  if (!existsSync(EXECUTABLE)) {
    throw new Error(
      `${EXECUTABLE} does not exist: install Debian's package chromium, or set MUSTER_CHROMIUM`,
    );
  }
  // The sandbox of the browser refuses to start for root, which a container often is.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const server = await chromium.launchServer({ executablePath: EXECUTABLE, headless: true, args });
  project.provide("browserEndpoint", server.wsEndpoint());
  return () => server.close();
}
