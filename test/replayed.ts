import { expect } from "vitest";
import { type Deps, isRefusal } from "../src/app/deps.ts";
import { openBundle } from "../src/app/provisioning/replay/create-bundle.ts";
import type { World } from "../src/cli/world.ts";
import { findReplayDifference } from "../src/commands/replay/find-replay-difference.ts";
import { readBundle } from "../src/commands/replay/read-bundle.ts";
import type { CycleRow } from "../src/ports/cycle-tables.ts";

/** The bundle of a cycle as text; undefined for a cycle that has none, for this reason. */
export async function bundleOf(deps: Deps, cycle: CycleRow): Promise<string | { readonly code: string }> {
  const pieces = await openBundle(deps, cycle, "test");
  if (isRefusal(pieces)) return { code: pieces.code };
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** A world whose only file has this text. */
export function worldWith(text: string): World {
  const sink = { write: () => true };
  return {
    ...{ stdout: sink, stderr: sink, env: {}, version: "test" },
    openFile: async () => ({ sizeBytes: text.length, bytes: bytesOf(text) }),
    ...{ now: () => 0, sleep: async () => {} },
  };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/**
 * Bundles a cycle and computes its plan once more: every decision has to be the same. A cycle whose mapping reads a value that
 * no record may hold has no bundle.
 */
export async function expectSameReplay(deps: Deps, cycle: CycleRow): Promise<string> {
  const text = await bundleOf(deps, cycle);
  if (typeof text !== "string") {
    expect(text.code).toBe("bundle.hidden");
    return "";
  }
  const bundle = await readBundle(worldWith(text), "bundle.jsonl", deps.env.hash);
  expect(await findReplayDifference(deps, bundle)).toBeUndefined();
  return text;
}
