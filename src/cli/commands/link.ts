import type { Command } from "commander";
import { z } from "zod";
import { accountLinkRoutes } from "../../contract/account-links.ts";
import { recordRoutes } from "../../contract/records.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { defineList, showList } from "../list.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderChangedLink, renderLinkHistory, renderLinks } from "../render-link.ts";
import { addLinkExport, addLinkImport } from "./link-files.ts";

const { type, provenance, scope } = accountLinkRoutes.listLinks.query.shape;

/** `muster link` shows and changes the links between objects and their accounts. */
export function addLinkCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "link", "help.link");
  addList(shell, group);
  addShow(shell, group);
  addRelink(shell, group);
  addUnlink(shell, group);
  addUndo(shell, group);
  addLinkExport(shell, group);
  addLinkImport(shell, group);
}

function addList(shell: Shell, group: Command): void {
  defineList(shell, group, {
    usage: "list <app>",
    help: "help.link.list",
    options: [
      ORG_TO_NARROW,
      { flags: "--type <type>", help: "help.option.link-type" },
      { flags: "--provenance <provenance>", help: "help.option.link-provenance" },
      { flags: "--scope <scope>", help: "help.option.link-scope" },
      { flags: "--account <id>", help: "help.option.link-of-account" },
      { flags: "--find <object>", help: "help.option.link-find" },
    ],
    examples: ['muster link list "Target"', 'muster link list "Target" --provenance adopted --all --json'],
    shape: z.object({
      org: z.string().optional(),
      type,
      provenance,
      scope,
      account: z.string().optional(),
      find: z.string().optional(),
    }),
    async list({ args: [find = ""], options, client, output }) {
      const api = client();
      const { orgId: org, appId: app } = await findApplication(api, find, options.org);
      const filter = {
        ...{ type: options.type, provenance: options.provenance, scope: options.scope },
        ...{ account: options.account, find: options.find },
      };
      await showList(output, options, {
        read: (page) =>
          api.call(accountLinkRoutes.listLinks, { params: { org, app }, query: { ...page, ...filter } }),
        render: (items) => renderLinks(items, output),
        empty: "cli.links-none",
      });
      return undefined;
    },
  });
}

const OBJECT_OPTIONS: readonly OptionSpec[] = [
  ORG_TO_NARROW,
  { flags: "--group", help: "help.option.why-group" },
];
const CHANGE_OPTIONS: readonly OptionSpec[] = [
  ...OBJECT_OPTIONS,
  { flags: "--comment <text>", help: "help.option.link-comment" },
];
const objectShape = z.object({ org: z.string().optional(), group: z.boolean().default(false) });
const changeShape = objectShape.extend({ comment: z.string().optional() });

function addShow(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "show <app> <object>",
    help: "help.link.show",
    options: OBJECT_OPTIONS,
    examples: [
      'muster link show "Target" mira.lund@contoso.example',
      'muster link show "Target" "Engineering" --group',
    ],
    shape: objectShape,
    async run({ args, options, client, output }) {
      const api = client();
      const params = await findLink(api, args, options);
      const history = await api.call(accountLinkRoutes.getLink, { params });
      output.result(history, () => renderLinkHistory(history, output));
      return EXIT.done;
    },
  });
}

function addRelink(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "relink <app> <object>",
    help: "help.link.relink",
    options: [
      ...CHANGE_OPTIONS,
      { flags: "--account <id>", help: "help.option.link-account", required: true },
    ],
    examples: [
      'muster link relink "Target" mira.lund@contoso.example --account 7d1f --comment "Her own account"',
    ],
    shape: changeShape.extend({ account: z.string().min(1) }),
    async run({ args, options, client, output }) {
      const api = client();
      const params = await findLink(api, args, options);
      const body = { accountId: options.account, comment: options.comment };
      const changed = await api.call(accountLinkRoutes.relinkObject, { params, body });
      output.result(changed, () => renderChangedLink(changed, output));
      return EXIT.done;
    },
  });
}

function addUnlink(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "unlink <app> <object>",
    help: "help.link.unlink",
    options: CHANGE_OPTIONS,
    examples: ['muster link unlink "Target" mira.lund@contoso.example'],
    shape: changeShape,
    async run({ args, options, client, output }) {
      const api = client();
      const params = await findLink(api, args, options);
      const body = { comment: options.comment };
      const changed = await api.call(accountLinkRoutes.unlinkObject, { params, body });
      output.result(changed, () => renderChangedLink(changed, output));
      return EXIT.done;
    },
  });
}

function addUndo(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "undo <app> <object>",
    help: "help.link.undo",
    options: [...CHANGE_OPTIONS, { flags: "--event <id>", help: "help.option.link-event" }],
    examples: ['muster link undo "Target" mira.lund@contoso.example'],
    shape: changeShape.extend({ event: z.string().optional() }),
    async run({ args, options, client, output }) {
      const api = client();
      const params = await findLink(api, args, options);
      const body = { event: options.event, comment: options.comment };
      const changed = await api.call(accountLinkRoutes.undoLink, { params, body });
      output.result(changed, () => renderChangedLink(changed, output));
      return EXIT.done;
    },
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds the application and the object of a link. An id is taken as it is: its object may be gone from the directory. */
async function findLink(
  api: Client,
  [app = "", find = ""]: readonly string[],
  { org, group }: z.output<typeof objectShape>,
): Promise<{ readonly org: string; readonly app: string; readonly object: string }> {
  const application = await findApplication(api, app, org);
  const params = { org: application.orgId, app: application.appId };
  if (UUID.test(find)) return { ...params, object: find };
  const query = { find, type: group ? ("group" as const) : ("user" as const) };
  const { objectId } = await api.call(recordRoutes.why, { params, query });
  return { ...params, object: objectId };
}
