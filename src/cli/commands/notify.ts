import type { Command } from "commander";
import { z } from "zod";
import { noticeRoutes, type TestNoticeShape } from "../../contract/notices.ts";
import { define, defineGroup, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import type { Output } from "../output.ts";
import { renderMailRoute } from "../render-mail.ts";

/** `muster notify test` sends a test message. */
export function addNotifyCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "notify", "help.notify");
  define(shell, group, {
    usage: "test",
    help: "help.notify.test",
    options: [
      ORG_TO_NARROW,
      { flags: "--app <app>", help: "help.option.notify-app" },
      { flags: "--to <address>", help: "help.option.notify-to" },
    ],
    examples: ['muster notify test --app "Target"', "muster notify test --to operations@example.com"],
    shape: z.object({
      org: z.string().optional(),
      app: z.string().optional(),
      to: z.string().optional(),
    }),
    async run({ options: { org, app: find, to }, client, output }) {
      if ((find === undefined) === (to === undefined)) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--app, --to" });
      }
      const api = client();
      const { language } = output.messages;
      if (to !== undefined) {
        return report(output, await api.call(noticeRoutes.testMail, { body: { to, language } }));
      }
      const app = await findApplication(api, find ?? "", org);
      const params = { org: app.orgId, app: app.appId };
      return report(output, await api.call(noticeRoutes.testNotice, { params, body: {} }));
    },
  });
}

function report({ result, messages }: Output, tested: TestNoticeShape) {
  const { to, answer, failure, route } = tested;
  result(tested, () => [
    failure === null
      ? messages.word("cli.mail-sent", { to, answer: answer ?? "" })
      : messages.text(failure.code, failure.params),
    renderMailRoute(route, messages),
  ]);
  return tested.accepted ? EXIT.done : EXIT.failed;
}
