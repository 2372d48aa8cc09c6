/** Signing in: sessions, one-time links and passwords. */
export const people = {
  "auth.role-forbidden":
    "You are signed in, but your role here does not have the permission {{permission}}, which this request needs. An owner of the organization can give you another role.",
  "auth.session-ended": "You are not signed in any more: the session has ended. Sign in again.",
  "request.csrf":
    "The request was refused, because another site may have made your browser send it: it has no valid x-csrf-token, or it comes from another address than this server's. Reload the page. Behind a proxy, the administrator sets MUSTER_PUBLIC_URL to the address that people use.",
  "sign-in.refused":
    "The name or the password is wrong. Check both and try again; an owner of your organization can send you a link for a new password.",
  "sign-in.delayed_one":
    "After several wrong passwords the next attempt is possible in {{seconds}} second. Until then the right password is refused as well.",
  "sign-in.delayed_other":
    "After several wrong passwords the next attempt is possible in {{seconds}} seconds. Until then the right password is refused as well.",
  "link.unknown":
    "This link was not issued by this installation, or a part of it is missing. Copy the whole link again, or ask for another one.",
  "link.ended":
    "This link was already used, or replaced by a newer one. Use the newest link, or sign in; an owner of your organization can send you another link.",
  "link.expired": "This link expired at {{at}}. Ask for another one.",
  "person.name-missing": "The name to sign in with is missing. Choose one.",
  "person.name-taken": 'The name "{{name}}" belongs to another person. Choose another name.',
  "person.changed-meanwhile":
    '"{{name}}" was changed by another request at the same moment, so nothing was changed. Try again.',
  "password.too-short":
    "The password is too short: it needs at least {{min}} characters. A few words in a row are easy to remember.",
  "password.too-long": "The password is too long: it may have at most {{max}} characters.",
  "password.is-name":
    "The password is the name of its person, which is the first that others would try. Choose another one.",
  "session.not-found":
    "There is no such session among yours. It may have been removed after it ended; the list of sessions shows the others.",
  "kind.personal": "a personal token",
  "kind.person": "a person",
  "init.link":
    "Open this link to choose the name and the password of the first owner. It is valid once, for 7 days:",
  "person.not-found":
    'There is no person "{{find}}" with a role where you may see it. muster person list shows the others; users of the directory are not persons who sign in.',
  "person.elsewhere":
    'Nothing was changed, because "{{name}}" also has a role that you may not change, in another organization or in the instance. You can take the role in your organization away; the rest is for an instance administrator.',
  "person.provider-elsewhere":
    'Nothing was changed, because "{{name}}" signs in with the identity provider of another organization alone, and it does not sign in people with a role here. An instance administrator can invite them, which gives a link for a password.',
  "person.last-owner":
    'Nothing was changed, because "{{name}}" is the last owner of the organization who can sign in. Make another person owner first, and wait until the link is used: muster person invite.',
  "person.last-administrator":
    'Nothing was changed, because "{{name}}" is the last instance administrator who can sign in. Invite another one first: muster person invite, with --instance.',
  "person.has-role":
    'Nothing was changed, because "{{name}}" has the role {{role}} there already. Change it with muster person role.',
  "person.no-role":
    'Nothing was changed, because "{{name}}" has no role there. Give one with muster person invite.',
  "person.disabled":
    'Nothing was changed, because "{{name}}" is disabled. Enable the person first: muster person enable.',
  "person.own-reset":
    'No link was created, because "{{name}}" is your own account, and such a link takes neither the present password nor a second factor. Change your password on the account page of the console, or ask another owner for a link.',
  "cli.person-invited": "{{name}} was invited.",
  "cli.person-role-given":
    "{{name}} can sign in there already, or was invited elsewhere, and got the role without a link.",
  "cli.person-link": "Give this link to the person. It is valid once, until {{at}}, and is not shown again:",
  "cli.person-link-sent":
    "The mail server accepted the mail to {{to}} with this link. It is valid once, until {{at}}, and is not shown again:",
  "cli.person-link-local": "Give this link to the person. It is valid once, and is not shown again:",
  "cli.person-role": "{{name}} has the role {{role}} now.",
  "cli.person-role-removed": "{{name}} has no role there any more.",
  "cli.person-disabled": "{{name}} is disabled: all sessions have ended, and signing in is refused.",
  "cli.person-enabled": "{{name}} can sign in again.",
  "cli.person-sessions-ended_one": "{{count}} session of {{name}} has ended.",
  "cli.person-sessions-ended_other": "{{count}} sessions of {{name}} have ended.",
  "cli.people-none": "No person can sign in yet. Invite a person with muster person invite.",
  "cli.sessions-none": "There is no open session.",
  "cli.person-instance": "the instance",
  "usage.person-role":
    "Name the role with --role, or take the role away with --remove; with --instance, only --remove is possible, because muster person invite --instance gives that role.",
  "usage.person-invite":
    "Name the role in the organization with --role, or invite an instance administrator with --instance, and not both.",
  "usage.person-name":
    "The argument <person> is missing. Only with --data it may be left out: then the link is for a new first owner.",
  "usage.person-mail": "--mail needs a running server, and --data works without one. Leave one of them out.",
  "column.full-name": "full name",
  "column.used": "last use",
  "column.address": "address",
  "column.client": "client",
  "help.person": "people who sign in, and their roles",
  "help.person.invite": "invite a person to an organization; prints a one-time link",
  "help.person.list": "list the people who sign in, with their roles",
  "help.person.show": "show a person with the roles",
  "help.person.role": "give a person another role, or take it away",
  "help.person.disable": "keep a person from signing in; sessions end at once",
  "help.person.enable": "let a disabled person sign in again",
  "help.person.reset": "print a one-time link for another password; with --data also while no server runs",
  "help.person.sessions": "list the sessions of a person, or end them",
  "help.option.person-display-name": "the name as others read it; the name to sign in with by default",
  "help.option.person-role": "the role: reader, helpdesk, provisioning-admin or owner",
  "help.option.person-instance": "an instance administrator, instead of a role in an organization",
  "help.option.person-remove": "take the role away",
  "help.option.person-end": "end all sessions of the person",
  "help.option.person-mail": "also send the link to this address by mail",
  "help.option.person-data": "the data directory, to work in it without a server when no owner can sign in",
  "cli.password-prompt": "Password of {{name}} at {{url}}: ",
  "usage.no-password": "No password was given. Type it at the prompt, or pass it on standard input.",
  "help.option.personal": "your own personal tokens",
  "help.option.token-personal":
    "a token with the rights of this person, whose password is then read from the terminal or standard input",
} as const;
