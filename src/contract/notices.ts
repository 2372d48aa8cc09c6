import { z } from "zod";
import { inApp, mailAddress, message } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** The way that mail takes. Shows no password. */
export const mailRoute = z.object({
  kind: z
    .enum(["smtp", "sendmail"])
    .describe("Whether a mail server or a program of the machine takes mail."),
  host: z.string().nullable().describe("The host of the mail server; null for a program."),
  port: z.number().int().nullable().describe("The port of the mail server; null for a program."),
  security: z
    .enum(["tls", "starttls", "none"])
    .nullable()
    .describe("How the connection is encrypted; null for a program."),
  login: z.string().nullable().describe("The name that Muster signs in with; null when it does not sign in."),
  path: z.string().nullable().describe("The path of the program; null for a mail server."),
  from: z.string().describe("The sender of the messages."),
});
export type MailRouteShape = z.infer<typeof mailRoute>;

const language = z.enum(["en", "fr"]);

const outcome = z.object({
  to: z.string().describe("The address that the message was sent to."),
  accepted: z.boolean().describe("Whether the mail server or the program accepted the message."),
  answer: z.string().nullable().describe("The words of the mail server that accepted it; null otherwise."),
  failure: message.nullable().describe("Why the message was not accepted; null if it was."),
  route: mailRoute.describe("The way that the message took."),
});
export type TestNoticeShape = z.infer<typeof outcome>;

/** Messages that Muster sends by mail. */
export const noticeRoutes = {
  testMail: {
    id: "testMail",
    method: "POST",
    path: "/api/v1/notices/test",
    permission: "instance",
    summary: "Send a test message to an address, and report what the mail server answered",
    body: z.object({
      to: mailAddress.describe("The address to send to, of at most 254 characters."),
      language: language
        .default("en")
        .describe("The language of the message: `en`, which is the default, or `fr`."),
    }),
    status: 200,
    response: outcome,
  },
  testNotice: {
    id: "testNotice",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/notices/test",
    permission: "applications:write",
    summary:
      "Send a test message to the address for messages of an application; changes nothing. Five at once, then one a minute in an organization",
    params: inApp,
    body: z.object({
      language: language
        .optional()
        .describe(
          "The language of the message: `en` or `fr`; that of the application's setting when left out.",
        ),
    }),
    status: 200,
    response: outcome,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
