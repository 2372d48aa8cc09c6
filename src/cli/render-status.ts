import type { z } from "zod";
import type { Routes } from "../contract/routes.ts";
import type { Messages } from "../messages/messages.ts";
import { makePrintable } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { renderApplications } from "./render-application.ts";

export type Status = z.output<Routes["status"]["response"]>;

/** Renders the server and each visible organization with its applications and their last cycles. */
export function renderStatus(status: Status, url: string, messages: Messages, paint: Paint): string[] {
  const { version, store, organizations } = status;
  const lines = [messages.word("cli.status-server", { url, version, store })];
  for (const { orgId, name, users, groups, scimUrl, applications } of organizations) {
    lines.push("", `${paint.bold(makePrintable(name))}  ${paint.dim(orgId)}`);
    lines.push(`  ${messages.word("cli.directory", { users, groups })}`);
    lines.push(`  ${messages.word("cli.scim-url", { url: scimUrl })}`);
    if (applications.length === 0) lines.push(`  ${messages.word("cli.no-apps")}`);
    else lines.push(...renderApplications(applications, messages, paint).map((line) => `  ${line}`));
  }
  return lines;
}
