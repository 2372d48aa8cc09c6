import type { Command } from "commander";
import { z } from "zod";
import { peopleRoutes } from "../../contract/people.ts";
import { parseUuid } from "../arguments.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";

/** `muster person remove-factor`, for a person who has lost a device. */
export function addPersonFactorCommand(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "remove-factor <person>",
    help: "help.person.remove-factor",
    options: [
      { flags: "--authenticator", help: "help.option.remove-authenticator" },
      { flags: "--passkey <passkey>", help: "help.option.remove-passkey", parse: parseUuid("--passkey") },
    ],
    examples: [
      "muster person remove-factor ada --authenticator",
      "muster person remove-factor ada --passkey 0190a1b2-0000-7000-8000-00000000000a",
    ],
    shape: z.object({ authenticator: z.boolean().default(false), passkey: z.string().optional() }),
    async run({ args: [person = ""], options: { authenticator, passkey }, client, output }) {
      if (authenticator === (passkey !== undefined)) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--authenticator, --passkey" });
      }
      const api = client();
      if (passkey === undefined) await api.call(peopleRoutes.removeSecondFactorOf, { params: { person } });
      else await api.call(peopleRoutes.removePasskeyOf, { params: { person, passkey } });
      output.result({ person, removed: true }, () => [
        output.messages.word("cli.person-factor-removed", { name: person }),
      ]);
      return EXIT.done;
    },
  });
}
