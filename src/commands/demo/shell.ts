import type { z } from "zod";
import type { CommandInput } from "../../cli/define.ts";
import { EXIT, type ExitCode } from "../../cli/exit.ts";
import { buildProgram } from "../../cli/program.ts";
import { quoteWord } from "../../cli/quote-word.ts";
import type { World } from "../../cli/world.ts";

/** Runs muster's own commands against a server, as a person would at a prompt. */
export interface DemoShell {
  /** Prints the command line and runs it before the reader's eyes; what it printed on standard output. */
  show(argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<CommandOutput>;
  /** Runs it unseen, with `--json`, and reads its result. Rejects when the command fails. */
  json<Shape extends z.ZodType>(argv: readonly string[], shape: Shape): Promise<z.output<Shape>>;
}

export interface CommandOutput {
  readonly exit: ExitCode;
  readonly stdout: string;
}

export function shellOf({ world, output }: CommandInput<unknown>, url: string, token: string): DemoShell {
  // The demo is one process: Ctrl-C ends all of it.
  const own: World = { ...world, catchSignals: undefined };
  const environment = { ...world.env, MUSTER_URL: url, MUSTER_TOKEN: token };
  return {
    async show(argv, env = {}) {
      output.note(`\n${output.paint.bold(`$ muster ${argv.map(quoteWord).join(" ")}`)}`);
      let stdout = "";
      const both = {
        ...(world.stdout.isTTY === undefined ? {} : { isTTY: world.stdout.isTTY }),
        ...(world.stdout.columns === undefined ? {} : { columns: world.stdout.columns }),
        write(text: string) {
          stdout += text;
          return world.stdout.write(text);
        },
      };
      const seen: World = { ...own, stdout: both, env: { ...environment, ...env } };
      return { exit: await buildProgram(seen).run(argv), stdout };
    },
    async json(argv, shape) {
      let text = "";
      const stdout = { write: (part: string) => (text += part) };
      const quiet: World = { ...own, env: environment, stdout };
      const exit = await buildProgram(quiet).run([...argv, "--json"]);
      if (exit !== EXIT.done && exit !== EXIT.partial)
        throw new Error(`muster ${argv.join(" ")}: exit ${exit}: ${text}`);
      return shape.parse(JSON.parse(text));
    },
  };
}
