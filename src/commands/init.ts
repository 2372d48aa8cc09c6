import { EXIT, failHere } from "../cli/exit.ts";
import type { InitOptions, LocalCommand } from "../cli/local-commands.ts";
import { configurationOf, openInstance, seedInstance } from "./instance.ts";

/** Where `muster serve` listens by default. Before it runs, nothing else is known of its address. */
export const DEFAULT_URL = "http://127.0.0.1:8080";

/** `muster init`: makes the store, its first organization and the instance administrator's token. */
export const init: LocalCommand<InitOptions> = async (input) => {
  const { options, output, world } = input;
  const configuration = configurationOf(input);
  const instance = await openInstance(options.data, configuration, world.version);
  try {
    const existing = await instance.deps.store.page("organization", { where: {}, limit: 1 });
    if (existing.length > 0) {
      throw failHere("start.initialized-already", { directory: options.data });
    }
    const { org, adminToken, ownerLink } = await seedInstance(instance.deps, {
      name: options.name,
      baseUrl: configuration.publicUrl ?? DEFAULT_URL,
    });
    output.result({ orgId: org, adminToken, ownerLink }, () => [
      output.messages.word("init.done", { name: options.name, directory: options.data }),
      output.messages.word("init.org", { org }),
      output.messages.word("init.token"),
      `  ${adminToken}`,
      output.messages.word("init.link"),
      `  ${ownerLink}`,
      output.messages.word("init.next"),
      `  muster serve --data ${options.data}`,
      `  export MUSTER_TOKEN=${adminToken}`,
      "  muster status",
    ]);
    return EXIT.done;
  } finally {
    await instance.close();
  }
};
