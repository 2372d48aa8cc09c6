/** The page of the tokens of the installation. */
export const texts = {
  intro:
    "Programs that administer the whole installation, and those that read its metrics, each have a token of their own.",
  "empty.heading": "No tokens yet",
  "empty.text": "Create a token for each program that administers the installation or reads its metrics.",
  "column.actions": "Actions",
  "name.help": "The name of the program. The purpose is the name when this is empty.",
  "revoke.of": "Revoke {{name}}",
  "revoke.admin":
    "One program can no longer administer the installation. A token that was revoked cannot be made valid again.",
  "revoke.metrics":
    "One program can no longer read the metrics. A token that was revoked cannot be made valid again.",
} as const;
