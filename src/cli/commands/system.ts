import type { Command } from "commander";
import { z } from "zod";
import { systemRoutes } from "../../contract/system.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { renderSystem } from "../render-system.ts";

/** `muster system` shows the server and its database. */
export function addSystemCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "system",
    help: "help.system",
    options: [],
    examples: ["muster system", "muster system --json"],
    shape: z.object({}),
    async run({ client, output }) {
      const facts = await client().call(systemRoutes.showSystem, {});
      output.result(facts, () => renderSystem(facts, output.messages, output.paint));
      return facts.ready ? EXIT.done : EXIT.partial;
    },
  });
}
