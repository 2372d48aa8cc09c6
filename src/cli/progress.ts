import type { MessageCode, Messages } from "../messages/messages.ts";
import { formatInterval } from "./arguments.ts";
import type { Paint } from "./paint.ts";
import type { Sink } from "./world.ts";

/** The live progress of a task. A `total` of 0 means that the total is not known yet. */
export interface Progress {
  /** `secondsLeft` is an estimate of the time that the rest takes, where there is one. */
  show(label: MessageCode, done: number, total: number, secondsLeft?: number | null): void;
  /** Ends the progress line. Call it before anything else is written. */
  end(): void;
}

export const silentProgress: Progress = { show() {}, end() {} };

const BAR_CELLS = 24;
/** A narrower terminal shows no bar, because a wrapped line cannot be overwritten. */
const WIDTH_MIN = 78;
/** Pause between two lines without a terminal, so that a log stays readable. */
const LINE_EVERY_MS = 3_000;
/** Pause between two updates on a terminal. */
const DRAW_EVERY_MS = 80;

/** Overwrites a single line on a terminal; elsewhere it writes a line every few seconds and at the end. */
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
    show(label, done, total, secondsLeft) {
      const isWide = live && (sink.columns || 80) >= WIDTH_MIN;
      latest = renderProgressLine({ label, done, total, secondsLeft }, messages, isWide ? paint : undefined);
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

/** Renders the progress line: label, bar (only with `paint`), count, share, and the time that is left if it is known. */
export function renderProgressLine(
  {
    label,
    done,
    total,
    secondsLeft = null,
  }: {
    readonly label: MessageCode;
    readonly done: number;
    readonly total: number;
    readonly secondsLeft?: number | null | undefined;
  },
  messages: Messages,
  paint: Paint | undefined,
): string {
  const name = messages.word(label);
  if (total <= 0) return `${name} …`;
  const share = Math.min(1, Math.max(0, done / total));
  const filled = Math.round(share * BAR_CELLS);
  const cells = paint && `${paint.cyan("█".repeat(filled))}${paint.dim("░".repeat(BAR_CELLS - filled))} `;
  const percent = Math.floor(share * 100);
  const left =
    secondsLeft === null ? "" : `  ${messages.word("cli.time-left", { time: formatInterval(secondsLeft) })}`;
  return `${name}  ${cells ?? ""}${messages.number(done)}/${messages.number(total)}  ${percent} %${left}`;
}
