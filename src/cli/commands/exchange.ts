import type { Command } from "commander";
import { z } from "zod";
import { exchangeRoutes } from "../../contract/exchanges.ts";
import { parseUuid } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { renderExchange } from "../render-log.ts";

/** `muster exchange` shows one recorded request with its answer. */
export function addExchangeCommand(shell: Shell, root: Command): void {
  define(shell, root, {
    usage: "exchange <exchange>",
    help: "help.exchange",
    examples: [
      "muster exchange 0190a1b2-0000-7000-8000-00000000000e",
      "muster exchange 0190a1b2-0000-7000-8000-00000000000e --json",
    ],
    shape: z.object({}),
    async run({ args: [given = ""], client, output }) {
      const params = { exchange: parseUuid("<exchange>")(given) };
      const found = await client().call(exchangeRoutes.getExchange, { params });
      output.result(found, () => renderExchange(found, output.messages, output.paint));
      return EXIT.done;
    },
  });
}
