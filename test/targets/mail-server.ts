import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { MAIL_CERTIFICATE } from "./mail-certificate.ts";

/** A mail as the server received it. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly from: string;
  /** Headers and body as they came over the wire. */
  readonly source: string;
  readonly subject: string;
  /** The parts in words: text, then HTML. */
  readonly text: string;
  readonly html: string;
  readonly id: string;
  /** Whether the connection was encrypted, and the name that the client signed in with. */
  readonly encrypted: boolean;
  readonly login: string | undefined;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  /** Resolves when this many have come; throws when that takes too long. */
  arrived(count: number): Promise<readonly ReceivedMail[]>;
  stop(): Promise<void>;
}

interface MailServerOptions {
  readonly security: "tls" | "starttls" | "none";
  /** The only login that is let in; none is needed when left out. */
  readonly login?: { readonly name: string; readonly password: string };
  /** Refuses these recipients for good. */
  readonly refused?: readonly string[];
  /** A port of before, for a server that comes back. */
  readonly port?: number;
  /** Called when a mail has come, before the answer to it. */
  readonly onMail?: () => void;
}

const WAIT_MS = 15_000;

/** A real mail server on a free port, which remembers what it took. */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({ ...serverOptions(options), ...listeners(options, received) });
  // A client that does not trust the certificate hangs up: that is what some tests are about.
  server.on("error", () => {});
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, "127.0.0.1", () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    async arrived(count) {
      for (const end = Date.now() + WAIT_MS; ; ) {
        if (received.length >= count) return received;
        if (Date.now() > end) throw new Error(`${received.length} mails instead of ${count}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function serverOptions({ security, login }: MailServerOptions): SMTPServerOptions {
  return {
    ...MAIL_CERTIFICATE,
    secure: security === "tls",
    disabledCommands: security === "none" ? ["STARTTLS"] : [],
    authOptional: login === undefined,
    allowInsecureAuth: false,
    disableReverseLookup: true,
    closeTimeout: 100,
  };
}

function listeners(
  { login, refused = [], onMail }: MailServerOptions,
  received: ReceivedMail[],
): SMTPServerOptions {
  return {
    onAuth({ username, password }, _session, callback) {
      if (username === login?.name && password === login?.password) callback(null, { user: username });
      // Some servers repeat what they were given.
      else callback(Object.assign(new Error(`no such login: ${password}`), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, callback) {
      if (!refused.includes(address)) return callback();
      callback(Object.assign(new Error(`no mailbox ${address}`), { responseCode: 550 }));
    },
    onData(stream, session, callback) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const source = Buffer.concat(pieces).toString("utf8");
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom === false ? "" : mailFrom.address,
          source,
          ...readMail(source),
          encrypted: session.secure,
          login: session.user,
        });
        onMail?.();
        callback();
      });
    },
  };
}

function readMail(source: string): Pick<ReceivedMail, "subject" | "text" | "html" | "id"> {
  const [, head = "", body = ""] = /^([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(source) ?? [];
  const headers = head.replaceAll(/\r\n[ \t]+/g, " ");
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(headers)?.[1]?.trim() ?? "";
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1] ?? "";
  const parts = body.split(`--${boundary}`).map((part) => part.replace(/^\r\n/, ""));
  const partOf = (type: string) => {
    const part = parts.find((each) => each.includes(`Content-Type: ${type}`)) ?? "";
    const [, about = "", content = ""] = /^([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(part) ?? [];
    return decodeContent(content, about);
  };
  return {
    subject: decodeWords(header("Subject")),
    id: header("Message-ID"),
    text: partOf("text/plain"),
    html: partOf("text/html"),
  };
}

function decodeContent(content: string, about: string): string {
  if (about.includes("base64")) return Buffer.from(content, "base64").toString("utf8");
  const plain = about.includes("quoted-printable") ? decodeQuoted(content.replaceAll(/=\r\n/g, "")) : content;
  return plain.trimEnd();
}

function decodeQuoted(text: string): string {
  const bytes = text.replaceAll(/=([\dA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Encoded words of a header (RFC 2047). */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, kind: string, content: string) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(content, "base64").toString("utf8")
        : decodeQuoted(content.replaceAll("_", " ")),
    );
}
