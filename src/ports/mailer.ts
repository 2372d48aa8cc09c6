/** A text by its code in the catalogue of messages, with the values that it names. */
export interface Phrase {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A part of a mail: a paragraph, a list under a heading, or a link into the console. */
export type MailBlock =
  | { readonly kind: "line"; readonly phrase: Phrase }
  | { readonly kind: "list"; readonly heading: Phrase; readonly items: readonly Phrase[] }
  | { readonly kind: "link"; readonly phrase: Phrase; readonly url: string };

/** The content of a mail, before it is put into words. */
export interface MailDraft {
  readonly subject: Phrase;
  readonly blocks: readonly MailBlock[];
}

/** The language of a mail. */
export type MailLanguage = "en" | "fr";

/** A mail in the words of one language: the same content as text and as HTML. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail with its receiver. `id` is the same in every attempt: with it the receiver's server can drop a second copy. */
export interface OutgoingMail extends WrittenMail {
  readonly id: string;
  readonly to: string;
}

/** `tls`: encrypted from the first byte; `starttls`: encrypted before anything is said; `none`: not encrypted. */
export type MailSecurity = "tls" | "starttls" | "none";

/** The way that mail takes, without any secret. A program on this machine has its path in place of a server. */
export type MailRoute =
  | {
      readonly kind: "smtp";
      readonly host: string;
      readonly port: number;
      readonly security: MailSecurity;
      /** The name that Muster signs in with; null when it does not sign in. */
      readonly login: string | null;
      readonly from: string;
    }
  | { readonly kind: "sendmail"; readonly path: string; readonly from: string };

/** The reasons why a mail was not accepted; each is a code of the catalogue. */
export type MailFailureCode =
  | "mail.unreachable"
  | "mail.timeout"
  | "mail.tls-refused"
  | "mail.login-refused"
  | "mail.sender-refused"
  | "mail.recipient-refused"
  | "mail.refused"
  | "mail.sendmail-failed"
  | "mail.interrupted";

/** How an attempt to hand a mail over ended. `isFinal`: another attempt would end the same way. */
export type MailOutcome =
  | { readonly kind: "accepted"; readonly answer: string }
  | {
      readonly kind: "failed";
      readonly code: MailFailureCode;
      readonly params: Readonly<Record<string, string | number>>;
      readonly isFinal: boolean;
    };

/** Hands mail over to a mail server, or to the mail program of this machine. */
export interface Mailer {
  readonly route: MailRoute;
  /** Never rejects. */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<MailOutcome>;
}

/** Mail as use cases see it: the way out, and the words. */
export interface MailPort extends Mailer {
  write(draft: MailDraft, language: MailLanguage): WrittenMail;
}
