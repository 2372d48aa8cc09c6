import type { Command } from "commander";
import { z } from "zod";
import { routes } from "../../contract/routes.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { renderStatus } from "../render-status.ts";

/** `muster status`. */
export function addStatusCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "status",
    help: "help.status",
    examples: ["muster status", "muster status --json"],
    shape: z.object({}),
    async run({ client, output }) {
      const api = client();
      const status = await api.call(routes.status, {});
      output.result(status, () => renderStatus(status, api.url, output.messages, output.paint));
      return EXIT.done;
    },
  });
}
