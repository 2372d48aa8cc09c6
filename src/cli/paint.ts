import picocolors from "picocolors";
import type { Sink, World } from "./world.ts";

/** Functions that colour a text, or return it unchanged where colours are off. */
export type Paint = ReturnType<typeof picocolors.createColors>;

/** Chooses colours for a terminal, unless the environment turns them off (https://no-color.org). */
export function createPaint(sink: Sink, env: World["env"]): Paint {
  const wanted = sink.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return picocolors.createColors(wanted);
}
