import type { Messages } from "../messages/messages.ts";
import { createPaint, type Paint } from "./paint.ts";
import { createProgress, type Progress, silentProgress } from "./progress.ts";
import type { World } from "./world.ts";

/** Where a command writes: text and progress for people, or one JSON object on one line for scripts. */
export interface Output {
  readonly json: boolean;
  readonly messages: Messages;
  readonly paint: Paint;
  /** Writes the command's result, once: the object under `--json`, otherwise the lines. */
  result(value: object, lines: () => readonly string[]): void;
  /** A remark on the error stream. Writes nothing under `--json`. */
  note(line: string): void;
  /** Shows live progress on the error stream; silent under `--json`. */
  progress(): Progress;
}

export function createOutput(world: World, messages: Messages, json: boolean): Output {
  return {
    json,
    messages,
    paint: createPaint(world.stdout, world.env),
    result(value, lines) {
      if (json) world.stdout.write(`${JSON.stringify(value)}\n`);
      else for (const line of lines()) world.stdout.write(`${line}\n`);
    },
    note(line) {
      if (!json) world.stderr.write(`${line}\n`);
    },
    progress() {
      if (json) return silentProgress;
      return createProgress(world.stderr, messages, createPaint(world.stderr, world.env), () => world.now());
    },
  };
}
