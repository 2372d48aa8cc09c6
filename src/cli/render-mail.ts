import type { MailRouteShape } from "../contract/notices.ts";
import type { Messages } from "../messages/messages.ts";

/** Renders the way that mail takes. */
export function renderMailRoute(route: MailRouteShape, messages: Messages): string {
  const { kind, path, host, port, security, login } = route;
  if (kind === "sendmail") return messages.word("cli.mail-program", { path: path ?? "" });
  const via = messages.word("cli.mail-via", {
    host: host ?? "",
    port: port ?? 0,
    security: messages.word(`mail-security.${security ?? "none"}`),
  });
  return login === null ? via : `${via}, ${messages.word("cli.mail-login", { login })}`;
}
