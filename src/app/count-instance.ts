import type { Deps } from "./deps.ts";

/** What is in the whole installation, by number. */
export interface InstanceCounts {
  readonly organizations: number;
  readonly persons: number;
  readonly applications: number;
  readonly runningCycles: number;
  readonly webhooksOn: number;
  /** Those that are sent nothing more, because their receivers did not acknowledge. */
  readonly webhooksStopped: number;
}

/** Counts over all organizations. */
export async function countInstance({ store }: Deps): Promise<InstanceCounts> {
  const [organizations, persons, applications, runningCycles, webhooksOn, paused, gone] = await Promise.all([
    store.count("organization", {}),
    store.count("person", {}),
    store.count("application", {}),
    store.count("cycle", { state: "running" }),
    store.count("webhook", { state: "on" }),
    store.count("webhook", { state: "paused" }),
    store.count("webhook", { state: "gone" }),
  ]);
  return {
    ...{ organizations, persons, applications, runningCycles, webhooksOn },
    webhooksStopped: paused + gone,
  };
}
