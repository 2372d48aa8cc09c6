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
    'The application "{{app}}" has no address for messages. Set notifyAddress in its settings.',
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
  "system.mail": "mail",
  "system.mail-off": "off (MUSTER_MAIL_URL is not set)",
} as const;
