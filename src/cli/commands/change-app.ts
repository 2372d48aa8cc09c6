import type { Command } from "commander";
import { z } from "zod";
import { applicationRoutes } from "../../contract/applications.ts";
import { parseInterval } from "../arguments.ts";
import { CONNECTOR_OPTIONS, connectorShape, readConnectorConfig } from "../connector-options.ts";
import {
  CREDENTIAL_OPTIONS,
  credentialShape,
  findCredential,
  noteCredentialKind,
  readCredential,
} from "../credential-options.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderApplication } from "../render-application.ts";
import { noteShortSecret } from "../secret-in.ts";

/** `muster app set`, `secret`, `delete`. */
export function addAppChangeCommands(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  addSet(shell, group);
  addSecret(shell, group);
  addDelete(shell, group);
}

function addSet(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "set <app>",
    help: "help.app.set",
    options: [
      ORG_TO_NARROW,
      ...CONNECTOR_OPTIONS,
      ...CREDENTIAL_OPTIONS,
      { flags: "--every <interval>", help: "help.option.new-every", parse: parseInterval("--every") },
      { flags: "--name <name>", help: "help.option.new-name" },
    ],
    examples: [
      'muster app set "Target" --url https://target.example/scim/v2',
      'TARGET_TOKEN=… muster app set "Target" --url https://other.example/scim --token-env TARGET_TOKEN',
      "muster app set Target --config pageSize=50 \\\n" +
        `      --config 'rates=[{"calls":"writes","requests":180,"perSeconds":60}]'`,
      'muster app set "Target" --name "Target of Contoso" --every 15m',
    ],
    shape: z.object({
      org: z.string().optional(),
      ...connectorShape,
      ...credentialShape,
      every: z.number().optional(),
      name: z.string().optional(),
    }),
    async run({ args: [find = ""], options, client, output, world }) {
      const { org, every, name } = options;
      const credential = await findCredential(world, options);
      const isConfig = Object.keys(readConnectorConfig(options)).length > 0;
      if (!isConfig && every === undefined && name === undefined) {
        throw new CliError(EXIT.usage, "usage.choose-some", { options: "--url, --config, --every, --name" });
      }
      const api = client();
      const before = await findApplication(api, find, org);
      const config = readConnectorConfig(options, before.config);
      const app = await api.call(applicationRoutes.updateApplication, {
        params: { org: before.orgId, app: before.appId },
        body: { name, everySeconds: every, ...(isConfig ? { config } : {}), ...credential },
      });
      if (credential !== undefined && "secret" in credential) noteShortSecret(output, credential.secret);
      noteCredentialKind(output, options, app);
      const { messages, paint } = output;
      output.result(app, () => [
        messages.word("cli.app-updated", { name: app.name }),
        ...(app.version === before.version
          ? []
          : [messages.word("cli.app-updated-config", { app: app.appId })]),
        ...renderApplication(app, messages, paint),
      ]);
      return EXIT.done;
    },
  });
}

function addSecret(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "secret <app>",
    help: "help.app.secret",
    options: [ORG_TO_NARROW, ...CREDENTIAL_OPTIONS],
    examples: ['TARGET_TOKEN=… muster app secret "Target" --token-env TARGET_TOKEN'],
    shape: z.object({ org: z.string().optional(), ...credentialShape }),
    async run({ args: [find = ""], options, client, output, world }) {
      const credential = await readCredential(world, options);
      const api = client();
      const { appId, orgId } = await findApplication(api, find, options.org);
      const params = { org: orgId, app: appId };
      const app = await api.call(applicationRoutes.replaceSecret, { params, body: credential });
      if ("secret" in credential) noteShortSecret(output, credential.secret);
      noteCredentialKind(output, options, app);
      output.result(app, () => [
        output.messages.word("cli.secret-replaced", { name: app.name, app: app.appId }),
      ]);
      return EXIT.done;
    },
  });
}

function addDelete(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "delete <app>",
    help: "help.app.delete",
    options: [ORG_TO_NARROW, { flags: "--yes", help: "help.option.yes" }],
    examples: ['muster app delete "Target"', 'muster app delete "Target" --yes'],
    shape: z.object({ org: z.string().optional(), yes: z.boolean().default(false) }),
    async run({ args: [find = ""], options: { org, yes }, client, output }) {
      const api = client();
      const { appId, orgId, name, assignments, links, held, pending, parked } = await findApplication(
        api,
        find,
        org,
      );
      if (!yes) {
        const { users, groups } = links;
        const waiting = held + pending + parked;
        const params = { name, app: appId, assignments, users, groups, pending: waiting };
        throw new CliError(EXIT.usage, "usage.yes-missing", params);
      }
      await api.call(applicationRoutes.deleteApplication, { params: { org: orgId, app: appId } });
      output.result({ appId, name, deleted: true }, () => [
        output.messages.word("cli.app-deleted", { name }),
      ]);
      return EXIT.done;
    },
  });
}
