import type { Command } from "commander";
import { z } from "zod";
import { statusRoutes } from "../../contract/status.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { followCycles } from "../follow-cycles.ts";
import { renderStatus } from "../render-status.ts";

/** `muster status`. */
export function addStatusCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "status",
    help: "help.status",
    options: [{ flags: "--follow", help: "help.option.follow-cycles" }],
    examples: ["muster status", "muster status --json", "muster status --follow"],
    shape: z.object({ follow: z.boolean().default(false) }),
    async run(input) {
      const { client, output } = input;
      const api = client();
      if (input.options.follow) return followCycles(input, api);
      const status = await api.call(statusRoutes.status, {});
      output.result(status, () => renderStatus(status, api.url, output.messages, output.paint));
      return EXIT.done;
    },
  });
}
