import type { Command } from "commander";
import { z } from "zod";
import { ownProfileRoutes } from "../../contract/own-profile.ts";
import { passkeyRoutes } from "../../contract/passkeys.ts";
import { secondFactorRoutes } from "../../contract/second-factor.ts";
import { signInRoutes } from "../../contract/sign-in.ts";
import { parseOneOf, parseUuid } from "../arguments.ts";
import type { Client } from "../client.ts";
import { type CommandInput, define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import {
  renderAccount,
  renderOwnPasskeys,
  renderOwnSessions,
  renderSecondFactor,
} from "../render-account.ts";
import { withSession } from "../with-session.ts";

const LANGUAGES = ["en", "fr", "browser"] as const;
const SOME_ID = "0190a1b2-0000-7000-8000-00000000000a";
const CODE: OptionSpec = { flags: "--code <code>", help: "help.option.code" };
const codeShape = { code: z.string().min(1).max(100).optional() };

/** `muster account show`, `set`, `sessions`, `second-factor`, `passkeys`: each signs in, and signs out again. */
export function addAccountCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "account", "help.account");
  addShow(shell, group);
  addSet(shell, group);
  addSessions(shell, group);
  addSecondFactor(shell, group);
  addPasskeys(shell, group);
}

type Input = CommandInput<{ readonly code?: string | undefined }>;

/** Does the work as the person that the command names. */
function asPerson<Result>(
  { args: [name = ""], options: { code }, world, output }: Input,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  return withSession(world, output.messages, { name, code }, work);
}

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <person>",
    help: "help.account.show",
    options: [CODE],
    examples: ["muster account show ada", "muster account show ada --code 123456"],
    shape: z.object(codeShape),
    async run(input) {
      const { output } = input;
      const shown = await asPerson(input, async (client) => {
        const { csrfToken: _, ...account } = await client.call(signInRoutes.getSession, {});
        const secondFactor = await client.call(secondFactorRoutes.getSecondFactor, {});
        const { items: passkeys } = await client.call(passkeyRoutes.listPasskeys, {});
        return { ...account, secondFactor, passkeys };
      });
      output.result(shown, () => [
        ...renderAccount(shown, output.messages),
        ...renderSecondFactor(shown.secondFactor, output.messages),
        ...renderOwnPasskeys(shown.passkeys, output.messages),
      ]);
      return EXIT.done;
    },
  });
}

function addSet(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "set <person>",
    help: "help.account.set",
    options: [
      { flags: "--display-name <name>", help: "help.option.own-display-name" },
      {
        flags: "--language <language>",
        help: "help.option.own-language",
        parse: parseOneOf("--language", LANGUAGES),
      },
      CODE,
    ],
    examples: [
      'muster account set ada --display-name "Ada Marchand"',
      "muster account set ada --language fr",
    ],
    shape: z.object({
      ...codeShape,
      displayName: z.string().optional(),
      language: z.enum(LANGUAGES).optional(),
    }),
    async run(input) {
      const { output, options } = input;
      const { displayName, language: chosen } = options;
      if (displayName === undefined && chosen === undefined) {
        throw new CliError(EXIT.usage, "usage.choose-some", { options: "--display-name, --language" });
      }
      const language = chosen === "browser" ? null : chosen;
      const { csrfToken: _, ...changed } = await asPerson(input, (client) =>
        client.call(ownProfileRoutes.updateOwnProfile, { body: { displayName, language } }),
      );
      output.result(changed, () => renderAccount(changed, output.messages));
      return EXIT.done;
    },
  });
}

function addSessions(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "sessions <person>",
    help: "help.account.sessions",
    options: [
      { flags: "--end <session>", help: "help.option.own-end", parse: parseUuid("--end") },
      { flags: "--end-others", help: "help.option.own-end-others" },
      CODE,
    ],
    examples: [
      "muster account sessions ada",
      `muster account sessions ada --end ${SOME_ID}`,
      "muster account sessions ada --end-others",
    ],
    shape: z.object({ ...codeShape, end: z.string().optional(), endOthers: z.boolean().default(false) }),
    async run(input) {
      const { options, output } = input;
      const { end: session, endOthers } = options;
      if (session !== undefined && endOthers) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--end, --end-others" });
      }
      const list = await asPerson(input, async (client) => {
        if (session !== undefined) await client.call(signInRoutes.endSession, { params: { session } });
        if (endOthers) await client.call(signInRoutes.endOtherSessions, {});
        return client.call(signInRoutes.listSessions, {});
      });
      output.result(list, () => renderOwnSessions(list.items, output.messages));
      return EXIT.done;
    },
  });
}

const factorShape = z.object({
  ...codeShape,
  begin: z.boolean().default(false),
  confirm: z.string().min(1).optional(),
  newCodes: z.string().min(1).optional(),
  remove: z.string().min(1).optional(),
});

function addSecondFactor(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "second-factor <person>",
    help: "help.account.second-factor",
    options: [
      { flags: "--begin", help: "help.option.factor-begin" },
      { flags: "--confirm <code>", help: "help.option.factor-confirm" },
      { flags: "--new-codes <code>", help: "help.option.factor-new-codes" },
      { flags: "--remove <code>", help: "help.option.factor-remove" },
      CODE,
    ],
    examples: [
      "muster account second-factor ada",
      "muster account second-factor ada --begin",
      "muster account second-factor ada --confirm 123456",
      "muster account second-factor ada --code 123456 --remove 0f3k-8m2p-q7rt-x4zc",
    ],
    shape: factorShape,
    run: changeSecondFactor,
  });
}

async function changeSecondFactor(input: CommandInput<z.output<typeof factorShape>>): Promise<ExitCode> {
  const { options, output } = input;
  const { messages } = output;
  const { begin, confirm, newCodes, remove } = options;
  if ([begin ? "" : undefined, confirm, newCodes, remove].filter((each) => each !== undefined).length > 1) {
    throw new CliError(EXIT.usage, "usage.choose-one", {
      options: "--begin, --confirm, --new-codes, --remove",
    });
  }
  if (begin) {
    const made = await asPerson(input, (client) => client.call(secondFactorRoutes.enrolAuthenticator, {}));
    output.result(made, () => [messages.word("cli.factor-begun"), `  ${made.secret}`, `  ${made.uri}`]);
    return EXIT.done;
  }
  const code = confirm ?? newCodes;
  if (code !== undefined) {
    const route =
      confirm === undefined ? secondFactorRoutes.renewRecoveryCodes : secondFactorRoutes.confirmAuthenticator;
    const made = await asPerson(input, (client) => client.call(route, { body: { code } }));
    output.result(made, () => [
      messages.word("cli.factor-codes"),
      ...made.recoveryCodes.map((each) => `  ${each}`),
    ]);
    return EXIT.done;
  }
  const shown = await asPerson(input, async (client) => {
    if (remove !== undefined) {
      await client.call(secondFactorRoutes.removeAuthenticator, { body: { code: remove } });
    }
    return client.call(secondFactorRoutes.getSecondFactor, {});
  });
  output.result(shown, () => renderSecondFactor(shown, messages));
  return EXIT.done;
}

function addPasskeys(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "passkeys <person>",
    help: "help.account.passkeys",
    options: [
      { flags: "--rename <passkey>", help: "help.option.passkey-rename", parse: parseUuid("--rename") },
      { flags: "--name <name>", help: "help.option.passkey-name" },
      { flags: "--remove <passkey>", help: "help.option.passkey-remove", parse: parseUuid("--remove") },
      CODE,
    ],
    examples: [
      "muster account passkeys ada",
      `muster account passkeys ada --rename ${SOME_ID} --name Laptop`,
      `muster account passkeys ada --remove ${SOME_ID}`,
    ],
    shape: z.object({
      ...codeShape,
      rename: z.string().optional(),
      name: z.string().optional(),
      remove: z.string().optional(),
    }),
    async run(input) {
      const { output, options } = input;
      const { rename, name = "", remove } = options;
      if ((rename === undefined) !== (name === "") || (rename !== undefined && remove !== undefined)) {
        throw new CliError(EXIT.usage, "usage.passkeys");
      }
      const { items } = await asPerson(input, async (client) => {
        if (rename !== undefined) {
          await client.call(passkeyRoutes.renamePasskey, { params: { passkey: rename }, body: { name } });
        }
        if (remove !== undefined) {
          await client.call(passkeyRoutes.removePasskey, { params: { passkey: remove } });
        }
        return client.call(passkeyRoutes.listPasskeys, {});
      });
      output.result({ items }, () => renderOwnPasskeys(items, output.messages));
      return EXIT.done;
    },
  });
}
