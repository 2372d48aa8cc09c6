import type { Command } from "commander";
import { z } from "zod";
import { cycleRoutes } from "../../contract/cycles.ts";
import { parseUuid } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import type { LocalCommands } from "../local-commands.ts";
import { saveTo } from "../save-to.ts";

/** `muster cycle bundle` writes what a cycle read and decided into a file. */
export function addCycleBundle(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "bundle <cycle>",
    help: "help.cycle.bundle",
    options: [{ flags: "--out <file>", help: "help.option.bundle-out", required: true }],
    examples: ["muster cycle bundle 0190a1b2-0000-7000-8000-00000000000c --out cycle.jsonl"],
    shape: z.object({ out: z.string().min(1) }),
    async run({ args: [given = ""], options: { out: file }, client, output, world }) {
      const cycle = parseUuid("<cycle>")(given);
      const pieces = client().stream(cycleRoutes.bundleCycle, { params: { cycle } });
      const counted = { characters: 0 };
      await saveTo(world, file, countCharacters(pieces, counted));
      output.result({ cycleId: cycle, file, characters: counted.characters }, () => [
        output.messages.word("cli.bundle-written", { file, count: counted.characters }),
      ]);
      return EXIT.done;
    },
  });
}

async function* countCharacters(
  pieces: AsyncIterable<string>,
  counted: { characters: number },
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    counted.characters += piece.length;
    yield piece;
  }
}

/** `muster cycle replay` computes the plan of a bundle once more, on this machine. */
export function addCycleReplay(shell: Shell, group: Command, { replayCycle }: LocalCommands): void {
  define(shell, group, {
    usage: "replay <file>",
    help: "help.cycle.replay",
    options: [{ flags: "--config <file>", help: "help.option.replay-config" }],
    examples: [
      "muster cycle replay cycle.jsonl",
      "muster cycle replay cycle.jsonl --json",
      "muster cycle replay cycle.jsonl --config target.yaml",
    ],
    shape: z.object({ config: z.string().min(1).optional() }),
    run: (input) => {
      const [file = ""] = input.args;
      return replayCycle({ ...input, options: { file, config: input.options.config } });
    },
  });
}
