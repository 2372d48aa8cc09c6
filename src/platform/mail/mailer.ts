import { cutText } from "../../core/json.ts";
import type { Mailer, MailFailureCode, MailOutcome, MailRoute, OutgoingMail } from "../../ports/mailer.ts";
import type { MailSettings } from "./read-mail-url.ts";

/** How long a mail server may take for the connection, its greeting and each answer. */
const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;
/** Characters of an answer that are kept. */
const ANSWER_LENGTH_MAX = 300;

interface MailerOptions {
  /** Certificate authorities beside those of the machine, for tests. */
  readonly ca?: string;
}

/** Opens the way to a mail server or a mail program. Each mail has a connection of its own, so none is left over. */
export function openMailer({ route, password }: MailSettings, options: MailerOptions = {}): Mailer {
  const connect = async () => {
    // The first mail loads it, because most commands and many servers send none.
    const { createTransport } = await import("nodemailer");
    return createTransport({
      ...transportOf(route, password, options),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  let transport: ReturnType<typeof connect> | undefined;
  const hide = createScrub(route, password);
  return {
    route,
    async send(mail, signal) {
      try {
        transport ??= connect();
        const { response } = await (await transport).sendMail(toMessage(mail, route.from, signal));
        return { kind: "accepted", answer: hide(response) };
      } catch (error) {
        if (signal.aborted) return { kind: "failed", code: "mail.interrupted", params: {}, isFinal: false };
        return toFailure(readFailure(error), { route, to: mail.to, hide });
      }
    },
  };
}

function transportOf(route: MailRoute, password: string | undefined, { ca }: MailerOptions) {
  if (route.kind === "sendmail") return { sendmail: true, path: route.path, newline: "unix" };
  const { host, port, security, login } = route;
  return {
    ...{ host, port, secure: security === "tls" },
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: ANSWER_MS },
    ...(login === null || password === undefined ? {} : { auth: { user: login, pass: password } }),
    tls: { minVersion: "TLSv1.2" as const, ...(ca === undefined ? {} : { ca }) },
  };
}

/** Automatic mail says so (RFC 3834 §5), so that no absence notice answers it. */
function toMessage({ id, to, subject, text, html }: OutgoingMail, from: string, signal: AbortSignal) {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? "muster.invalid";
  const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };
  return { from, to, subject, text, html, headers, signal, messageId: `<${id}@${domain}>` };
}

/** A failure as the library reports it. */
interface Failure {
  readonly code: string;
  readonly command: string;
  readonly status: number | undefined;
  readonly text: string;
}

function readFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: "", command: "", status: undefined, text: String(error) };
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : undefined;
  };
  const status: unknown = Reflect.get(error, "responseCode");
  return {
    code: text("code") ?? "",
    command: text("command") ?? "",
    status: typeof status === "number" ? status : undefined,
    text: text("response") ?? error.message,
  };
}

interface Attempt {
  readonly route: MailRoute;
  readonly to: string;
  hide(text: string): string;
}

function toFailure(failure: Failure, { route, to, hide }: Attempt): MailOutcome {
  const detail = hide(failure.text);
  if (route.kind === "sendmail") {
    return {
      kind: "failed",
      code: "mail.sendmail-failed",
      params: { path: route.path, answer: detail },
      isFinal: false,
    };
  }
  const code = codeOf(failure);
  // A refusal of the sender or of the login is the configuration's, which a person can put right meanwhile.
  const isFinal = code === "mail.recipient-refused" && (failure.status ?? 0) >= 500;
  const { host, port, from, login } = route;
  const params = { host, port, to, from, ...(login === null ? {} : { login }), answer: detail };
  return { kind: "failed", code, params, isFinal };
}

function codeOf({ code, command, text }: Failure): MailFailureCode {
  if (code === "EAUTH" || command.startsWith("AUTH")) return "mail.login-refused";
  if (command === "RCPT TO") return "mail.recipient-refused";
  if (command === "MAIL FROM") return "mail.sender-refused";
  // The library reports a certificate that is not trusted as a failure of the socket, in words alone.
  const isTls = code === "ETLS" || command === "STARTTLS" || /certificate|SSL|TLS/.test(text);
  if (isTls) return "mail.tls-refused";
  if (code === "ETIMEDOUT") return "mail.timeout";
  if (["EMESSAGE", "EENVELOPE", "EPROTOCOL"].includes(code)) return "mail.refused";
  return "mail.unreachable";
}

/**
 * Takes the password out of what a server answers, and shortens it to one line. Some servers repeat a command that they
 * do not know, so that the forms go too in which the commands of signing in have it: LOGIN alone (RFC 4954 §4), PLAIN
 * behind the name (RFC 4616 §2).
 */
function createScrub(route: MailRoute, password: string | undefined): (text: string) => string {
  const hidden = password === undefined ? [] : formsOf(password, route.kind === "smtp" ? route.login : null);
  return (text) => {
    const clean = hidden.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
    return cutText(clean.replaceAll(/\s+/g, " ").trim(), ANSWER_LENGTH_MAX);
  };
}

function formsOf(password: string, login: string | null): readonly string[] {
  const encode = (text: string) => Buffer.from(text).toString("base64");
  return [encode(`\0${login ?? ""}\0${password}`), password, encode(password)];
}
