import type { Command } from "commander";
import { z } from "zod";
import { applicationRoutes } from "../../contract/applications.ts";
import { collectValues, parseInterval } from "../arguments.ts";
import { CONNECTOR_OPTIONS, connectorShape, readConnectorConfig, requireOne } from "../connector-options.ts";
import {
  CREDENTIAL_OPTIONS,
  credentialShape,
  noteCredentialKind,
  readCredential,
} from "../credential-options.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_OPTION, ORG_TO_NARROW } from "../org-option.ts";
import { quoteWord } from "../quote-word.ts";
import { readPairs } from "../read-pairs.ts";
import { findTestExit, renderApplication, renderApplications, renderTest } from "../render-application.ts";
import { noteShortSecret } from "../secret-in.ts";

const EVERY: OptionSpec = {
  flags: "--every <interval>",
  help: "help.option.every",
  parse: parseInterval("--every"),
};

/** `muster app create`, `list`, `show`, `test`, `schedule`. */
export function addAppCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "app", "help.app");
  addCreate(shell, group);
  addList(shell, group);
  addShow(shell, group);
  addTest(shell, group);
  addSchedule(shell, group);
}

function addCreate(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "create",
    help: "help.app.create",
    options: [
      ORG_OPTION,
      { flags: "--name <name>", help: "help.option.app-name", required: true },
      { flags: "--template <template>", help: "help.option.template" },
      { flags: "--set <name=value>", help: "help.option.template-set", parse: collectValues },
      { flags: "--connector <connector>", help: "help.option.connector" },
      ...CREDENTIAL_OPTIONS,
      ...CONNECTOR_OPTIONS,
      EVERY,
    ],
    examples: [
      "WEBEX_TOKEN=… muster app create --template cisco-webex --set orgId=0ae87ade-8c8a-4952-af08-318798958d0c \\\n" +
        "      --token-env WEBEX_TOKEN --name Webex",
      "TARGET_TOKEN=… muster app create --org 0190a1b2-0000-7000-8000-000000000001 --connector scim \\\n" +
        '      --url https://target.example/scim/v2 --token-env TARGET_TOKEN --name "Target" --every 5m',
      "muster app create --connector scim --url https://target.example/scim/v2 --name Target \\\n" +
        "      --oauth-token-url https://login.example/oauth2/token --client-id muster --private-key-file key.pem \\\n" +
        "      --oauth-method private_key_jwt --oauth-scope scim",
    ],
    shape: z.object({
      org: z.string(),
      name: z.string(),
      template: z.string().optional(),
      set: z.array(z.string()).default([]),
      connector: z.string().optional(),
      ...credentialShape,
      ...connectorShape,
      every: z.number().optional(),
    }),
    async run({ options, client, output, world }) {
      const { org, name, every } = options;
      const target = readTarget(options, readConnectorConfig(options));
      const credential = await readCredential(world, options);
      const body = { name, ...target, ...credential, everySeconds: every };
      const app = await client().call(applicationRoutes.createApplication, { params: { org }, body });
      const { messages, paint } = output;
      if ("secret" in credential) noteShortSecret(output, credential.secret);
      noteCredentialKind(output, options, app);
      const word = quoteWord(app.name);
      output.result(app, () => [
        messages.word("cli.app-created", { name: app.name, app: app.appId }),
        `  muster app test ${word}`,
        `  muster app assign ${word} --user ${messages.word("cli.a-user-name")}  ${paint.dim(`# ${messages.word("cli.one-user-first")}`)}`,
        `  muster plan ${word}`,
      ]);
      return EXIT.done;
    },
  });
}

/** The target of a new application: a template with its parameters, or a connector with an address. */
function readTarget(
  chosen: {
    readonly template?: string | undefined;
    readonly set: readonly string[];
    readonly connector?: string | undefined;
  },
  config: ReturnType<typeof readConnectorConfig>,
) {
  const { template, set, connector } = chosen;
  requireOne({ "--template": template, "--connector": connector });
  if (template !== undefined) return { template, parameters: readPairs("--set", set), config };
  if (set.length > 0) throw new CliError(EXIT.usage, "usage.missing-option", { what: "--template" });
  if (config["url"] === undefined) throw new CliError(EXIT.usage, "usage.missing-option", { what: "--url" });
  return { connector, config };
}

function addList(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "list",
    help: "help.app.list",
    options: [ORG_TO_NARROW],
    examples: ["muster app list", "muster app list --org 0190a1b2-0000-7000-8000-000000000001"],
    shape: z.object({ org: z.string().optional() }),
    async run({ options, client, output }) {
      const list = await client().call(applicationRoutes.findApplications, { query: options });
      output.result(list, () => renderApplications(list.items, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <app>",
    help: "help.app.show",
    options: [ORG_TO_NARROW],
    examples: ['muster app show "Target"'],
    shape: z.object({ org: z.string().optional() }),
    async run({ args: [find = ""], options, client, output }) {
      const app = await findApplication(client(), find, options.org);
      output.result(app, () => renderApplication(app, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

function addTest(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "test <app>",
    help: "help.app.test",
    options: [ORG_TO_NARROW],
    examples: ['muster app test "Target"'],
    shape: z.object({ org: z.string().optional() }),
    async run({ args: [find = ""], options, client, output }) {
      const api = client();
      const { appId, orgId } = await findApplication(api, find, options.org);
      const found = await api.call(applicationRoutes.testApplication, { params: { org: orgId, app: appId } });
      output.result({ appId, ...found }, () => renderTest(found, output.messages, output.paint));
      return findTestExit(found);
    },
  });
}

function addSchedule(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "schedule <app>",
    help: "help.app.schedule",
    options: [
      ORG_TO_NARROW,
      { flags: "--on", help: "help.option.on" },
      { flags: "--off", help: "help.option.off" },
      EVERY,
    ],
    examples: ['muster app schedule "Target" --every 15m', 'muster app schedule "Target" --off'],
    shape: z.object({
      org: z.string().optional(),
      on: z.boolean().default(false),
      off: z.boolean().default(false),
      every: z.number().optional(),
    }),
    async run({ args: [find = ""], options: { org, on, off, every }, client, output }) {
      if (on === off && (on || every === undefined)) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--on, --off, --every" });
      }
      const api = client();
      const app = await findApplication(api, find, org);
      // An interval alone leaves a schedule that was turned off as it is.
      const state = off || (!on && app.schedule.state === "off") ? "off" : "on";
      const schedule = await api.call(applicationRoutes.setSchedule, {
        params: { org: app.orgId, app: app.appId },
        body: { state, everySeconds: every },
      });
      output.result({ appId: app.appId, schedule }, () =>
        renderApplication({ ...app, schedule }, output.messages, output.paint),
      );
      return EXIT.done;
    },
  });
}
