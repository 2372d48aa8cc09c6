import { cycleRoutes } from "../contract/cycles.ts";
import type { Client } from "./client.ts";
import type { CommandInput } from "./define.ts";
import { CliError, EXIT, type ExitCode } from "./exit.ts";
import { runInterruptibly } from "./interruption.ts";
import { poll } from "./poll.ts";
import { createProgress } from "./progress.ts";
import { findCycleExit, hasEnded, renderCycle, renderProgress } from "./render-cycle.ts";
import { listRunningCycles, type NamedCycle } from "./running-cycles.ts";

/** The later one counts, when several cycles ended differently. */
const EXITS: readonly ExitCode[] = [EXIT.done, EXIT.partial, EXIT.refused, EXIT.failed];

/**
 * Shows how the cycles go on that are running now, until all of them have ended: on a terminal in one line that is
 * overwritten, elsewhere a line for each change, and with `--json` a cycle as JSON for each change.
 */
export async function followCycles(input: CommandInput<unknown>, client: Client): Promise<ExitCode> {
  const { output, world } = input;
  const { messages, paint } = output;
  const view = createView(input);
  const ended = await runInterruptibly(
    world,
    async (signal) => {
      const running = await listRunningCycles(client);
      view.show(running);
      const ask = (named: readonly NamedCycle[]) => readAgain(client, named, signal);
      let now = running;
      await poll(
        { world, signal },
        now,
        async () => {
          now = await ask(now);
          view.show(now);
          return now;
        },
        (named) => named.every(({ cycle }) => hasEnded(cycle)),
      );
      return now;
    },
    (exit) => {
      view.end();
      return new CliError(exit, "cli.left-status");
    },
  ).finally(() => view.end());
  if (output.json) return worstOf(ended);
  if (ended.length === 0) world.stdout.write(`${messages.word("cli.no-cycle-runs")}\n`);
  for (const { name, cycle } of ended) {
    const lines = [paint.bold(name), ...renderCycle(cycle, messages, paint)];
    for (const line of lines) world.stdout.write(`${line}\n`);
  }
  return worstOf(ended);
}

function worstOf(ended: readonly NamedCycle[]): ExitCode {
  const places = ended.map(({ cycle }) => EXITS.indexOf(findCycleExit(cycle)));
  return EXITS[Math.max(0, ...places)] ?? EXIT.failed;
}

async function readAgain(
  client: Client,
  named: readonly NamedCycle[],
  signal: AbortSignal | undefined,
): Promise<readonly NamedCycle[]> {
  return Promise.all(
    named.map(async (each) => {
      if (hasEnded(each.cycle)) return each;
      const params = { cycle: each.cycle.cycleId };
      return { ...each, cycle: await client.call(cycleRoutes.getCycle, { params, signal }) };
    }),
  );
}

interface View {
  show(named: readonly NamedCycle[]): void;
  end(): void;
}

function createView({ output, world }: CommandInput<unknown>): View {
  const { stdout } = world;
  if (!output.json && stdout.isTTY === true) {
    const progress = createProgress(stdout, output.messages, output.paint, () => world.now());
    return {
      show(named) {
        const running = named.filter(({ cycle }) => cycle.state !== "planning");
        const sum = (part: "done" | "total") =>
          running.reduce((total, { cycle }) => total + cycle.progress[part], 0);
        if (running.length > 0) progress.show("cli.applying", sum("done"), sum("total"));
        else if (named.length > 0) progress.show("cli.planning", 0, 0);
      },
      end: () => progress.end(),
    };
  }
  const written = new Map<string, string>();
  return {
    show(named) {
      for (const { name, cycle } of named) {
        const text = renderProgress(cycle, output.messages);
        const line = output.json ? JSON.stringify({ application: name, ...cycle }) : `${name}  ${text}`;
        if (written.get(cycle.cycleId) === line) continue;
        written.set(cycle.cycleId, line);
        stdout.write(`${line}\n`);
      }
    },
    end() {},
  };
}
