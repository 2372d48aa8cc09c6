/** The error codes of changes that would send a stored credential to another server. */
export const CREDENTIAL_ERROR_CODES = [
  /** {name, server}: the application, and the server that other settings would send its stored credential to. */
  "app.credential-needed",
  /** {name, server}: the same in a document. */
  "configuration.credential-needed",
] as const;
