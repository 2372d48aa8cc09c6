import { CliError, EXIT } from "../cli/exit.ts";
import type { LocalCommand, SimulateOptions } from "../cli/local-commands.ts";
import { secretIn } from "../cli/secret-in.ts";
import { startWebexSimulator } from "../simulators/webex/server.ts";
import { awaitSignal } from "./await-signal.ts";

/** Any organization exists in the simulator; this one is shown for pasting. */
const ORG_ID = "6f0c5a3e-2b1d-4c8f-9a77-3d5e1b2c4f60";
const TOKEN = "simulated-webex-token";

/** `muster simulate webex`: runs until SIGTERM or SIGINT, and forgets everything. */
export const simulateWebex: LocalCommand<SimulateOptions> = async ({ options, output, world }) => {
  const { port, tokenEnv } = options;
  const token = tokenEnv === undefined ? undefined : secretIn(world, tokenEnv);
  const simulator = await startWebexSimulator({ port, token }).catch((error: unknown) => {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw isTaken ? new CliError(EXIT.failed, "start.port-in-use", { port }, { cause: error }) : error;
  });
  try {
    const { url } = simulator;
    const legacyUrl = `${url}/v1/scim/${ORG_ID}`;
    const currentUrl = `${url}/identity/scim/${ORG_ID}/v2`;
    const { word } = output.messages;
    output.result(
      { url, orgId: ORG_ID, legacyUrl, currentUrl, ...(tokenEnv === undefined ? { token: TOKEN } : {}) },
      () => [
        word("simulate.listening", { system: "Cisco Webex", url }),
        word("simulate.paste"),
        `  ${word("simulate.current", { url: currentUrl })}`,
        `  ${word("simulate.legacy", { url: legacyUrl })}`,
        `  ${tokenEnv === undefined ? word("simulate.token", { token: TOKEN }) : word("simulate.token-own", { variable: tokenEnv })}`,
        word("simulate.control"),
      ],
    );
    await awaitSignal();
  } finally {
    await simulator.stop();
  }
  return EXIT.done;
};
