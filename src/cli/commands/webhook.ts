import type { Command } from "commander";
import { z } from "zod";
import { webhookRoutes } from "../../contract/webhooks.ts";
import { collectValues, parseInteger, parseUrl, parseUuid } from "../arguments.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import { findWebhook } from "../find-webhook.ts";
import { defineList, showList } from "../list.ts";
import { ORG_OPTION } from "../org-option.ts";
import type { Output } from "../output.ts";
import { renderDeliveries, renderSecret, renderWebhook, renderWebhooks } from "../render-webhook.ts";

const SOME_ORG = "0190a1b2-0000-7000-8000-000000000001";
const TYPE: OptionSpec = { flags: "--type <type>", help: "help.option.event-type", parse: collectValues };
const inOrg = { org: z.string() };
const OVERLAP_MAX_HOURS = 168;

/** `muster webhook create`, `list`, `show`, `set`, `enable`, `disable`, `rotate-secret`, `test`, `resend`, `log`, `delete`. */
export function addWebhookCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "webhook", "help.webhook");
  addCreate(shell, group);
  addReads(shell, group);
  addSet(shell, group);
  addSwitches(shell, group);
  addRotate(shell, group);
  addAttempts(shell, group);
  addDelete(shell, group);
}

function addCreate(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "create",
    help: "help.webhook.create",
    options: [
      ORG_OPTION,
      { flags: "--name <name>", help: "help.option.webhook-name", required: true },
      { flags: "--url <url>", help: "help.option.webhook-url", required: true, parse: parseUrl("--url") },
      TYPE,
      { flags: "--after <cursor>", help: "help.option.webhook-after" },
    ],
    examples: [
      `muster webhook create --org ${SOME_ORG} --name Payroll --url https://payroll.example/hook`,
      `muster webhook create --org ${SOME_ORG} --name Door --url https://door.example/hook --type user.deactivated --type user.deleted`,
    ],
    shape: z.object({
      ...inOrg,
      name: z.string(),
      url: z.string(),
      type: z.array(z.string()).optional(),
      after: z.string().optional(),
    }),
    async run({ options: { org, name, url, type: types, after }, client, output }) {
      const made = await client().call(webhookRoutes.createWebhook, {
        params: { org },
        body: { name, url, types, after },
      });
      showWithSecret(output, made);
      return EXIT.done;
    },
  });
}

type WithSecret = z.output<typeof webhookRoutes.createWebhook.response>;

/** Shows the signing secret; no other command does. */
function showWithSecret(output: Output, made: WithSecret): void {
  const { messages, paint } = output;
  output.result(made, () => [
    ...renderWebhook(made, messages, paint),
    ...renderSecret(made.secret, messages),
  ]);
}

function addReads(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "list",
    help: "help.webhook.list",
    options: [ORG_OPTION],
    examples: [`muster webhook list --org ${SOME_ORG}`],
    shape: z.object(inOrg),
    async run({ options: { org }, client, output }) {
      const list = await client().call(webhookRoutes.listWebhooks, { params: { org } });
      output.result(list, () => renderWebhooks(list.items, output.messages));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "show <webhook>",
    help: "help.webhook.show",
    options: [ORG_OPTION],
    examples: [`muster webhook show Payroll --org ${SOME_ORG}`],
    shape: z.object(inOrg),
    async run({ args: [find = ""], options: { org }, client, output }) {
      const webhook = await findWebhook(client(), org, find);
      output.result(webhook, () => renderWebhook(webhook, output.messages, output.paint));
      return webhook.state === "paused" || webhook.state === "gone" ? EXIT.partial : EXIT.done;
    },
  });
  defineList(shell, group, {
    usage: "log <webhook>",
    help: "help.webhook.log",
    options: [ORG_OPTION],
    examples: [`muster webhook log Payroll --org ${SOME_ORG} --limit 20`],
    shape: z.object(inOrg),
    async list({ args: [find = ""], options: { org, ...page }, client, output }) {
      const api = client();
      const { webhookId: webhook } = await findWebhook(api, org, find);
      await showList(output, page, {
        read: (query) => api.call(webhookRoutes.listDeliveries, { params: { org, webhook }, query }),
        render: (deliveries) => renderDeliveries(deliveries, output.messages, output.paint),
        empty: "cli.log-empty",
      });
      return undefined;
    },
  });
}

function addSet(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "set <webhook>",
    help: "help.webhook.set",
    options: [
      ORG_OPTION,
      { flags: "--name <name>", help: "help.option.webhook-name" },
      { flags: "--url <url>", help: "help.option.webhook-url", parse: parseUrl("--url") },
      TYPE,
      { flags: "--all-types", help: "help.option.all-types" },
    ],
    examples: [
      `muster webhook set Payroll --org ${SOME_ORG} --url https://payroll.example/hook2`,
      `muster webhook set Payroll --org ${SOME_ORG} --all-types`,
    ],
    shape: z.object({
      ...inOrg,
      name: z.string().optional(),
      url: z.string().optional(),
      type: z.array(z.string()).optional(),
      allTypes: z.boolean().default(false),
    }),
    async run({ args: [find = ""], options: { org, name, url, type, allTypes }, client, output }) {
      if (allTypes && type !== undefined) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--type, --all-types" });
      }
      const types = allTypes ? null : type;
      if (name === undefined && url === undefined && types === undefined) {
        throw new CliError(EXIT.usage, "usage.choose-some", {
          options: "--name, --url, --type, --all-types",
        });
      }
      const api = client();
      const { webhookId: webhook } = await findWebhook(api, org, find);
      const changed = await api.call(webhookRoutes.updateWebhook, {
        params: { org, webhook },
        body: { name, url, types },
      });
      output.result(changed, () => renderWebhook(changed, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

function addSwitches(shell: Shell, group: Command): void {
  for (const [usage, help, state] of [
    ["enable", "help.webhook.enable", "on"],
    ["disable", "help.webhook.disable", "off"],
  ] as const) {
    define(shell, group, {
      usage: `${usage} <webhook>`,
      help,
      options: [ORG_OPTION],
      examples: [`muster webhook ${usage} Payroll --org ${SOME_ORG}`],
      shape: z.object(inOrg),
      async run({ args: [find = ""], options: { org }, client, output }) {
        const api = client();
        const { webhookId: webhook } = await findWebhook(api, org, find);
        const changed = await api.call(webhookRoutes.updateWebhook, {
          params: { org, webhook },
          body: { state },
        });
        output.result(changed, () => renderWebhook(changed, output.messages, output.paint));
        return EXIT.done;
      },
    });
  }
}

function addRotate(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "rotate-secret <webhook>",
    help: "help.webhook.rotate-secret",
    options: [
      ORG_OPTION,
      {
        flags: "--overlap <hours>",
        help: "help.option.overlap",
        parse: parseInteger("--overlap", 0, OVERLAP_MAX_HOURS),
      },
    ],
    examples: [
      `muster webhook rotate-secret Payroll --org ${SOME_ORG}`,
      `muster webhook rotate-secret Payroll --org ${SOME_ORG} --overlap 0`,
    ],
    shape: z.object({ ...inOrg, overlap: z.number().optional() }),
    async run({ args: [find = ""], options: { org, overlap: overlapHours }, client, output }) {
      const api = client();
      const { webhookId: webhook } = await findWebhook(api, org, find);
      const made = await api.call(webhookRoutes.rotateWebhookSecret, {
        params: { org, webhook },
        body: { overlapHours },
      });
      showWithSecret(output, made);
      return EXIT.done;
    },
  });
}

function addAttempts(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "test <webhook>",
    help: "help.webhook.test",
    options: [ORG_OPTION],
    examples: [`muster webhook test Payroll --org ${SOME_ORG}`],
    shape: z.object(inOrg),
    async run({ args: [find = ""], options: { org }, client, output }) {
      const api = client();
      const { webhookId: webhook } = await findWebhook(api, org, find);
      const sent = await api.call(webhookRoutes.testWebhook, { params: { org, webhook } });
      return showAttempt(output, sent, "cli.webhook-tested");
    },
  });
  define(shell, group, {
    usage: "resend <webhook> <delivery>",
    help: "help.webhook.resend",
    options: [ORG_OPTION],
    examples: [`muster webhook resend Payroll 0190a1b2-0000-7000-8000-00000000000a --org ${SOME_ORG}`],
    shape: z.object(inOrg),
    async run({ args: [find = "", id = ""], options: { org }, client, output }) {
      const delivery = parseUuid("<delivery>")(id);
      const api = client();
      const { webhookId: webhook } = await findWebhook(api, org, find);
      const sent = await api.call(webhookRoutes.resendDelivery, { params: { org, webhook, delivery } });
      return showAttempt(output, sent, "cli.webhook-resent");
    },
  });
}

type Attempt = z.output<typeof webhookRoutes.testWebhook.response>;

/** Shows whether the receiver acknowledged the message. */
function showAttempt(
  output: Output,
  sent: Attempt,
  word: "cli.webhook-tested" | "cli.webhook-resent",
): ExitCode {
  const { messages } = output;
  const { failure, status } = sent;
  output.result(sent, () => [
    failure === null
      ? messages.word(word, { status: status ?? 0 })
      : messages.text(failure.code, failure.params),
  ]);
  return sent.acknowledged ? EXIT.done : EXIT.failed;
}

function addDelete(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "delete <webhook>",
    help: "help.webhook.delete",
    options: [ORG_OPTION, { flags: "--yes", help: "help.option.yes" }],
    examples: [`muster webhook delete Payroll --org ${SOME_ORG} --yes`],
    shape: z.object({ ...inOrg, yes: z.boolean().default(false) }),
    async run({ args: [find = ""], options: { org, yes }, client, output }) {
      const api = client();
      const { webhookId: webhook, name, url, lag } = await findWebhook(api, org, find);
      if (!yes) {
        throw new CliError(EXIT.usage, "usage.webhook-yes-missing", { name, url, count: lag.events });
      }
      await api.call(webhookRoutes.deleteWebhook, { params: { org, webhook } });
      output.result({ webhookId: webhook, deleted: true }, () => [
        output.messages.word("cli.webhook-deleted", { name }),
      ]);
      return EXIT.done;
    },
  });
}
