import { commitOrThrow } from "../app/commit.ts";
import { prepareReset } from "../app/people/create-reset-link.ts";
import { findPerson, readRoles } from "../app/people/find-person.ts";
import { createFirstOwnerLink, formatLink } from "../app/people/one-time-links.ts";
import { EXIT, failHere } from "../cli/exit.ts";
import type { LocalCommand, ResetPersonOptions } from "../cli/local-commands.ts";
import { INSTANCE } from "../core/ids.ts";
import type { Instance } from "./compose.ts";
import { DEFAULT_URL } from "./init.ts";
import { configurationOf, openInstance, refuseMissing } from "./instance.ts";

/**
 * `muster person reset --data`: lets the data's owner back in when all owners are locked out. A disabled person is enabled
 * with it; without a name the link creates a new first owner.
 */
export const resetPerson: LocalCommand<ResetPersonOptions> = async (input) => {
  const { options, output, world } = input;
  const { data: directory, person: find } = options;
  const configuration = configurationOf(input);
  refuseMissing(directory, configuration);
  const instance = await openInstance(directory, configuration, world.version);
  try {
    const code =
      find === undefined ? await createOwner(instance, directory) : await createReset(instance, find);
    const link = formatLink(configuration.publicUrl ?? DEFAULT_URL, code);
    const text = output.messages.word(find === undefined ? "init.link" : "cli.person-link-local");
    output.result({ link }, () => [text, `  ${link}`]);
    return EXIT.done;
  } finally {
    await instance.close();
  }
};

async function createOwner({ deps }: Instance, directory: string): Promise<string> {
  const [organization] = await deps.store.page("organization", { where: {}, limit: 1 });
  if (organization === undefined) throw failHere("start.not-initialized", { directory });
  return createFirstOwnerLink(deps, organization.org);
}

async function createReset({ deps }: Instance, find: string): Promise<string> {
  const row = await findPerson(deps, find);
  if (row === undefined) throw failHere("person.not-found", { find });
  const { id, version } = row;
  const link = await prepareReset(deps, "system", { row, roles: await readRoles(deps, id) });
  await commitOrThrow(deps, [
    {
      op: "update",
      table: "person",
      key: { org: INSTANCE, id },
      set: { disabled: null, version: version + 1 },
      expect: { version },
    },
    ...link.writes,
  ]);
  return link.code;
}
