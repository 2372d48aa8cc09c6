/** Mail: what notices say, and how the commands report on them. */
export const notices = {
  "mail.footer": "Muster sent this message automatically.",
  "mail.test-subject": "Test message from Muster",
  "mail.test": "This is a test. Mail from this installation of Muster reaches this address.",
  "mail.test-app":
    'Messages about the application "{{app}}" go to this address when its setting notifyOnFailure is on.',
  "mail.open-console": "Open the console",
  "mail.not-configured":
    "This installation sends no mail. Set MUSTER_MAIL_URL and MUSTER_MAIL_FROM, then restart the server.",
  "mail.no-address":
    'The application "{{app}}" has no address for messages. Set it: muster app settings APP --set notifyAddress=ADDRESS',
  "page.mail.no-address":
    'The application "{{app}}" has no address for messages. Enter one in its settings, in the section of messages, and save it.',
  "mail.too-many-tests":
    "No message was sent, because this organization has sent several test messages. The next one is possible in {{seconds}} s.",
  "mail.too-many-links":
    "Nothing was changed and no link was sent, because many links were sent by you or to this address. The next one is possible in {{seconds}} s; without the address of a mail, the link is shown at once.",
  "mail.unreachable": "The mail server {{host}}:{{port}} cannot be reached: {{answer}}",
  "mail.timeout": "The mail server {{host}}:{{port}} did not answer in time.",
  "mail.tls-refused":
    "The connection to the mail server {{host}}:{{port}} cannot be encrypted, so nothing was sent: {{answer}}",
  "mail.login-refused": 'The mail server {{host}} refused the login "{{login}}": {{answer}}',
  "mail.sender-refused": "The mail server {{host}} refused the sender {{from}}: {{answer}}",
  "mail.recipient-refused": "The mail server {{host}} refused the recipient {{to}}: {{answer}}",
  "mail.refused": "The mail server {{host}} refused the message: {{answer}}",
  "mail.sendmail-failed": "The mail program {{path}} failed: {{answer}}",
  "mail.interrupted": "The server stopped before the message was handed over.",
  "mail-security.tls": "encrypted with TLS",
  "mail-security.starttls": "encrypted with STARTTLS",
  "mail-security.none": "not encrypted",
  "cli.mail-sent": "The test message to {{to}} was accepted: {{answer}}",
  "cli.mail-via": "by {{host}}:{{port}}, {{security}}",
  "cli.mail-login": "signed in as {{login}}",
  "cli.mail-program": "by the program {{path}}",
  "help.notify": "check the messages that Muster sends by mail",
  "help.notify.test": "send a test message, and show which server accepted or refused it",
  "help.option.notify-app": "send it to the address for messages of this application",
  "help.option.notify-to": "send it to this address; for instance administrators",
  "notice.subject.provisioning.quarantine-entered": '"{{name}}" is in quarantine',
  "notice.subject.provisioning.quarantine-changed": '"{{name}}" is in quarantine for another reason',
  "notice.subject.provisioning.quarantine-left": '"{{name}}" is out of quarantine',
  "notice.subject.provisioning.operations-resting": 'Operations of "{{name}}" rest after too many failures',
  "notice.subject.provisioning.operations-resumed": 'Operations of "{{name}}" go on',
  "notice.subject.provisioning.deprovisioning-held": 'Held changes of "{{name}}" wait for a person',
  "notice.subject.import.failed": 'The import from "{{name}}" failed',
  "notice.subject.digest": 'The last day in "{{name}}"',
  "notice.text.provisioning.quarantine-entered":
    'The target of "{{name}}" refused the credentials. No cycle writes to it until it accepts them again; Muster tests it after 1, 5, 15 and 60 minutes, then each hour.',
  "notice.text.provisioning.quarantine-changed":
    'The target of "{{name}}" still takes nothing, and now gives another reason.',
  "notice.text.provisioning.quarantine-left":
    'The target of "{{name}}" accepts the credentials again. The next cycle continues where the last one stopped.',
  "notice.text.provisioning.quarantine-left-by-person":
    'A person ended the quarantine of "{{name}}" by its schedule or a restart. Whether the target accepts the credentials again shows when the next cycle writes to it.',
  "notice.text.provisioning.operations-resting":
    'Too many operations of one kind failed at the target of "{{name}}", so these rest while the others go on. Muster tries a few of them after 1, 5, 15 and 60 minutes, then each hour, and one success ends the rest.',
  "notice.text.provisioning.operations-resumed":
    'The target of "{{name}}" carried out an operation of a kind that rested, so these operations go on.',
  "notice.text.provisioning.operations-resumed-by-person":
    'A person turned the schedule of "{{name}}" on or restarted it, so the operations that rested are all tried again with the next cycle.',
  "notice.text.provisioning.deprovisioning-held_one":
    'A cycle of "{{name}}" holds {{count}} change back. Accounts that would lose access keep it until a person approves.',
  "notice.text.provisioning.deprovisioning-held_other":
    'A cycle of "{{name}}" holds {{count}} changes back. Accounts that would lose access keep it until a person approves.',
  "notice.text.import.failed": 'The import from "{{name}}" changed nothing in the directory.',
  "notice.text.digest": 'This is what happened in "{{name}}" in the last 24 hours, and what waits.',
  "notice.page.provisioning.quarantine-entered": "Open the application",
  "notice.page.provisioning.quarantine-changed": "Open the application",
  "notice.page.provisioning.quarantine-left": "Open the application",
  "notice.page.provisioning.operations-resting": "Open the application",
  "notice.page.provisioning.operations-resumed": "Open the application",
  "notice.page.provisioning.deprovisioning-held": "Look at the plan, and approve or reject",
  "notice.page.import.failed": "Open the import",
  "notice.page.digest": "Open the organization",
  "notice.several":
    "This happened {{count}} times since the last message. The text above is about the last time:",
  "notice.at": "{{at}}",
  "notice.lanes": "Operations:",
  "notice.lane.create-user": "new accounts of users ({{at}})",
  "notice.lane.update-user": "changes to accounts of users ({{at}})",
  "notice.lane.disable-user": "disabling accounts of users ({{at}})",
  "notice.lane.delete-user": "deleting accounts of users ({{at}})",
  "notice.lane.create-group": "new groups ({{at}})",
  "notice.lane.update-group": "changes to groups ({{at}})",
  "notice.lane.disable-group": "disabling groups ({{at}})",
  "notice.lane.delete-group": "deleting groups ({{at}})",
  "notice.digest-app": "{{name}}:",
  "notice.digest-done":
    "created: {{created}}, updated: {{updated}}, disabled: {{disabled}}, deleted: {{deleted}}",
  "notice.digest-failed_one": "refused by the target: {{count}} time",
  "notice.digest-failed_other": "refused by the target: {{count}} times",
  "notice.digest-held_one": "{{count}} object is held for a person",
  "notice.digest-held_other": "{{count}} objects are held for a person",
  "notice.digest-waiting_one": "{{count}} object waits for its next attempt or for a change",
  "notice.digest-waiting_other": "{{count}} objects wait for their next attempt or for a change",
  "notice.digest-quarantine": "in quarantine since {{at}}",
  "notice.digest-resting_one": "operations of {{count}} kind rest after too many failures",
  "notice.digest-resting_other": "operations of {{count}} kinds rest after too many failures",
  "notice.digest-tokens_one": "{{count}} token ends soon:",
  "notice.digest-tokens_other": "{{count}} tokens end soon:",
  "notice.digest-other-tokens_one":
    "{{count}} token of the organization that does not belong to these applications ends soon.",
  "notice.digest-other-tokens_other":
    "{{count}} tokens of the organization that do not belong to these applications end soon.",
  "notice.digest-token_one": "{{name}}: within {{count}} day",
  "notice.digest-token_other": "{{name}}: within {{count}} days",
  "link-mail.subject-invitation": "Your invitation to Muster",
  "link-mail.subject-reset": "Choose a new password for Muster",
  "link-mail.invitation":
    'You were invited to "{{organization}}" in Muster under the name "{{name}}". Open the link and choose a password.',
  "link-mail.invitation-instance":
    'You were invited to administer this installation of Muster under the name "{{name}}". Open the link and choose a password.',
  "link-mail.reset":
    'An administrator made a link with which you choose a new password for the name "{{name}}". Your old password stays valid until you use it. Using it ends your sessions, and removes your authenticator app and your passkeys.',
  "link-mail.open-invitation": "Choose a password",
  "link-mail.open-reset": "Choose a new password",
  "link-mail.valid": "The link works once, until {{at}}. Do not pass it on: it lets its reader in as you.",
  "link-mail.unexpected":
    "If you did not expect this message, do not open the link, and ask an administrator of your organization.",
  "system.mail": "mail",
  "system.mail-off": "off (MUSTER_MAIL_URL is not set)",
} as const;
