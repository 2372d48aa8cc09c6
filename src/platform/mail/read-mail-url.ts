import { isIP } from "node:net";
import type { MailRoute, MailSecurity } from "../../ports/mailer.ts";

/** The way that mail takes, with the password for it, which the mailer alone reads. */
export interface MailSettings {
  readonly route: MailRoute;
  readonly password: string | undefined;
}

/** The code of what is wrong with an address of a mail server; it never holds a part of the address. */
export type MailUrlProblem = "invalid.mail-url" | "invalid.mail-plain-login" | "invalid.mail-login";

const PORT = { "smtps:": 465, "smtp:": 587 } as const;

/**
 * Reads `smtps://user:password@host:port`, `smtp://…` (encrypted with STARTTLS, unless `?tls=none` says otherwise) or
 * `sendmail:PATH`. A password is not sent without encryption, except to this machine.
 */
export function readMailUrl(text: string, from: string): MailSettings | MailUrlProblem {
  if (text === "sendmail" || text.startsWith("sendmail:")) return readProgram(text, from);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isMailProtocol(url.protocol) || url.hostname === "") return "invalid.mail-url";
  const security = securityOf(url);
  const isBare = (url.pathname === "" || url.pathname === "/") && url.hash === "";
  const [login, password] = [decode(url.username), decode(url.password)];
  if (security === undefined || !isBare || login === undefined || password === undefined)
    return "invalid.mail-url";
  if ((login === "") !== (password === "")) return "invalid.mail-login";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (login !== "" && security === "none" && !isLoopback(host)) return "invalid.mail-plain-login";
  const port = url.port === "" ? PORT[url.protocol] : Number(url.port);
  const route = { kind: "smtp", host, port, security, login: login === "" ? null : login, from } as const;
  return { route, password: password === "" ? undefined : password };
}

function readProgram(text: string, from: string): MailSettings | MailUrlProblem {
  const path = text.slice("sendmail:".length) || "sendmail";
  const isUsable = path === "sendmail" || /^\/[^\0?#]+$/.test(path);
  return isUsable ? { route: { kind: "sendmail", path, from }, password: undefined } : "invalid.mail-url";
}

function isMailProtocol(text: string): text is keyof typeof PORT {
  return Object.hasOwn(PORT, text);
}

/** The encryption that the address states; undefined for one that it cannot state. */
function securityOf({ protocol, searchParams }: URL): MailSecurity | undefined {
  const stated = searchParams.get("tls");
  if (searchParams.size > (stated === null ? 0 : 1)) return undefined;
  if (protocol === "smtps:") return stated === null ? "tls" : undefined;
  if (stated === null || stated === "starttls") return "starttls";
  return stated === "none" ? "none" : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

const ADDRESS = String.raw`[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,189}`;
/** An address, or a name with an address: `Muster <muster@example.com>`. */
const SENDER = new RegExp(String.raw`^(?:${ADDRESS}|(?:[^<>@\p{Cc}"]{1,100} )?<${ADDRESS}>)$`, "u");

/** True for a sender that a mail can have. */
export function isMailSender(text: string): boolean {
  return SENDER.test(text);
}
