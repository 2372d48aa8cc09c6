/** The commands with which people manage their own account. */
export const account = {
  "cli.factor-begun":
    "Type this secret into an authenticator app, or open the address with it. The app counts once you send a code of it with --confirm; neither is shown again:",
  "cli.factor-codes":
    "Keep these recovery codes where others do not find them. Each signs in once in place of a code of the app, and they are not shown again:",
  "cli.factor-codes-left_one": "{{count}} recovery code is left.",
  "cli.factor-codes-left_other": "{{count}} recovery codes are left.",
  "cli.sessions-no-others": "There is no other open session.",
  "cli.person-factor-removed":
    "{{name}} does not sign in with it any more, and all sessions of this person have ended.",
  "column.language": "language",
  "usage.passkeys":
    "Name one passkey with --remove, or one with --rename and its new name with --name, and not both.",
  "usage.code-without-person":
    "A code belongs to signing in as a person, so --code goes with --personal alone.",
  "help.account": "your own account; each command asks for your password",
  "help.account.show": "show your account, the authenticator app and the passkeys",
  "help.account.set": "change your name as others read it, or the language of the console",
  "help.account.sessions": "list your open sessions, or end them",
  "help.account.second-factor": "show, add or remove your authenticator app",
  "help.account.passkeys": "list, rename or remove your passkeys; the console adds them",
  "help.person.remove-factor":
    "remove the authenticator app or a passkey of a person who has lost the device; sessions end at once",
  "help.option.code": "the code of your authenticator app, or a recovery code, if you have an app",
  "help.option.own-display-name": "your name as others read it",
  "help.option.own-language": "language of the console on new devices: en, fr or browser",
  "help.option.own-end": "end the session with this id",
  "help.option.own-end-others": "end all other sessions",
  "help.option.factor-begin": "create a secret for an app; it counts once it is confirmed",
  "help.option.factor-confirm": "confirm the app by a code of it; prints recovery codes",
  "help.option.factor-new-codes": "replace the recovery codes; takes a code that was not used yet",
  "help.option.factor-remove": "remove the app; takes a code that was not used yet, or a recovery code",
  "help.option.passkey-rename": "give the passkey with this id another name",
  "help.option.passkey-name": "the new name, with --rename",
  "help.option.passkey-remove": "remove the passkey with this id",
  "help.option.remove-authenticator": "remove the authenticator app",
  "help.option.remove-passkey": "remove the passkey with this id",
  "help.option.org-new-name": "another name for the organization",
  "help.option.org-search": "only organizations with this text in the name",
} as const;
