/** The reasons why a mail was not sent, or not accepted. */
export const MAIL_ERROR_CODES = [
  /** MUSTER_MAIL_URL is not set. */
  "mail.not-configured",
  /** {app} */
  "mail.no-address",
  /** {seconds} */
  "mail.too-many-tests",
  /** {seconds} */
  "mail.too-many-links",
  /** {host, port, answer} */
  "mail.unreachable",
  /** {host, port} */
  "mail.timeout",
  /** {host, port, answer} */
  "mail.tls-refused",
  /** {host, login, answer} */
  "mail.login-refused",
  /** {host, from, answer} */
  "mail.sender-refused",
  /** {host, to, answer} */
  "mail.recipient-refused",
  /** {host, answer} */
  "mail.refused",
  /** {path, answer} */
  "mail.sendmail-failed",
  "mail.interrupted",
] as const;
