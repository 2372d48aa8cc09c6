import { once } from "node:events";

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once, as usual. */
export async function awaitSignal(): Promise<void> {
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
}
