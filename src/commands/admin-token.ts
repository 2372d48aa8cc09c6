import { EXIT, failHere } from "../cli/exit.ts";
import type { AdminTokenOptions, LocalCommand } from "../cli/local-commands.ts";
import { configurationOf, createAdminToken, openInstance, refuseMissing } from "./instance.ts";

/** `muster admin-token`: lets the data's owner back in when all administrator tokens are lost or expired. */
export const adminToken: LocalCommand<AdminTokenOptions> = async (input) => {
  const { options, output, world } = input;
  const { data: directory } = options;
  const configuration = configurationOf(input);
  refuseMissing(directory, configuration);
  const instance = await openInstance(directory, configuration, world.version);
  try {
    const organizations = await instance.deps.store.count("organization", {});
    if (organizations === 0) throw failHere("start.not-initialized", { directory });
    const token = await createAdminToken(instance.deps);
    output.result({ adminToken: token }, () => [output.messages.word("init.token"), `  ${token}`]);
    return EXIT.done;
  } finally {
    await instance.close();
  }
};
