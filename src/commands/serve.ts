import { EXIT, failHere } from "../cli/exit.ts";
import type { LocalCommand, ServeOptions } from "../cli/local-commands.ts";
import { awaitSignal } from "./await-signal.ts";
import { configurationOf, refuseMissing, startInstance } from "./instance.ts";

/** `muster serve`: runs until SIGTERM or SIGINT, then finishes what is in hand and ends with 0. */
export const serve: LocalCommand<ServeOptions> = async (input) => {
  const { options, output, world } = input;
  const { data: directory, host, port } = options;
  const configuration = configurationOf(input);
  refuseMissing(directory, configuration);
  const running = await startInstance({ directory, host, port, version: world.version }, configuration);
  try {
    const organizations = await running.deps.store.count("organization", {});
    if (organizations === 0) throw failHere("start.not-initialized", { directory });
    output.result({ url: running.url }, () => [
      output.messages.word("serve.listening", { url: running.url }),
    ]);
    await awaitSignal();
    output.note(output.messages.word("serve.stopping"));
  } finally {
    await running.close();
  }
  return EXIT.done;
};
