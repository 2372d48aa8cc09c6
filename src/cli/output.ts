import picocolors from "picocolors";
import type { Messages } from "../messages/messages.ts";
import { createProgress, type Progress, silentProgress } from "./progress.ts";
import type { Sink, World } from "./world.ts";

export type Paint = ReturnType<typeof picocolors.createColors>;

/** How a command speaks: words and progress for people, or one JSON object on one line for scripts. */
export interface Output {
  readonly json: boolean;
  readonly messages: Messages;
  readonly paint: Paint;
  /** The command's result, once: the object under `--json`, else the lines. */
  result(value: object, lines: () => readonly string[]): void;
  /** Something by the way, to the error stream; nothing under `--json`. */
  note(line: string): void;
  /** Live progress on the error stream; silent under `--json`. */
  progress(): Progress;
}

export function createOutput(world: World, messages: Messages, json: boolean): Output {
  return {
    json,
    messages,
    paint: colours(world.stdout, world.env),
    result(value, lines) {
      if (json) world.stdout.write(`${JSON.stringify(value)}\n`);
      else for (const line of lines()) world.stdout.write(`${line}\n`);
    },
    note(line) {
      if (!json) world.stderr.write(`${line}\n`);
    },
    progress() {
      if (json) return silentProgress;
      return createProgress(world.stderr, messages, colours(world.stderr, world.env), () => world.now());
    },
  };
}

/** Colours where a person watches and did not ask for none (https://no-color.org). */
export function colours(sink: Sink, env: World["env"]): Paint {
  const wanted = sink.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return picocolors.createColors(wanted);
}
