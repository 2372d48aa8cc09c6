import type { MessageCode, Messages } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import type { Sink } from "./world.ts";

/** One task's live progress. `total` 0 means that it is not known yet. */
export interface Progress {
  show(label: MessageCode, done: number, total: number): void;
  /** Leaves the line behind; call it before anything else is written. */
  end(): void;
}

export const silentProgress: Progress = { show() {}, end() {} };

const BAR_CELLS = 24;
/** A narrower terminal gets no bar: a line that wraps cannot be drawn over. */
const WIDTH_MIN = 78;
/** Without a terminal: a line at most this often, so that a log stays readable. */
const LINE_EVERY_MS = 3_000;
/** On a terminal: often enough to look alive. */
const DRAW_EVERY_MS = 80;

/** On a terminal one line that is drawn over; elsewhere a plain line every few seconds and at the end. */
export function createProgress(sink: Sink, messages: Messages, paint: Paint, now: () => number): Progress {
  const live = sink.isTTY === true;
  let drawn: string | undefined;
  let latest: string | undefined;
  let last = Number.NEGATIVE_INFINITY;

  function draw(line: string): void {
    if (line === drawn) return;
    sink.write(live ? `\r\u001b[2K${line}` : `${line}\n`);
    drawn = line;
    last = now();
  }

  return {
    show(label, done, total) {
      latest = progressLine(
        messages,
        label,
        done,
        total,
        live && (sink.columns || 80) >= WIDTH_MIN ? paint : undefined,
      );
      if (now() - last >= (live ? DRAW_EVERY_MS : LINE_EVERY_MS)) draw(latest);
    },
    end() {
      if (latest === undefined) return;
      draw(latest);
      if (live) sink.write("\n");
      drawn = undefined;
      latest = undefined;
      last = Number.NEGATIVE_INFINITY;
    },
  };
}

/** The line itself: label, a bar where there is paint for one, how many of how many. */
export function progressLine(
  messages: Messages,
  label: MessageCode,
  done: number,
  total: number,
  paint: Paint | undefined,
): string {
  const name = messages.word(label);
  if (total <= 0) return `${name} …`;
  const share = Math.min(1, Math.max(0, done / total));
  const filled = Math.round(share * BAR_CELLS);
  const cells = paint && `${paint.cyan("█".repeat(filled))}${paint.dim("░".repeat(BAR_CELLS - filled))} `;
  const percent = Math.floor(share * 100);
  return `${name}  ${cells ?? ""}${messages.number(done)}/${messages.number(total)}  ${percent} %`;
}
