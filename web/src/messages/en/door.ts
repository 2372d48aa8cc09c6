/** The sign-in page and the page of one-time links. */
export const texts = {
  tagline: "Every account in step with your directory, and every refusal explained.",
  "sign-in.title": "Sign in",
  "sign-in.heading": "Sign in to Muster",
  "sign-in.name": "Name",
  "sign-in.password": "Password",
  "sign-in.code": "Code of your authenticator",
  "sign-in.code-help": "Six digits, or one of your recovery codes.",
  "sign-in.code-step": "The password is right. Your account also needs a code.",
  "sign-in.submit": "Sign in",
  "sign-in.submitting": "Signing in…",
  "sign-in.show-password": "Show the password",
  "sign-in.hide-password": "Hide the password",
  "sign-in.help":
    "No account yet, or a lost password? An owner of your organization can send you a one-time link.",
  "sign-in.wait_one": "Too many attempts. You can try again in {{count}} second.",
  "sign-in.wait_other": "Too many attempts. You can try again in {{count}} seconds.",
  "sign-in.passkey": "Sign in with a passkey",
  "sign-in.no-passkey.cancelled":
    "No passkey signed you in: the request was cancelled, or this device has none for this server.",
  "sign-in.no-passkey.refused":
    "Your browser does not use passkeys at this address. Sign in with your password.",
  "sign-in.or": "or",
  "sign-in.provider-failed":
    "The provider did not sign you in ({{problem}}). Try again; if that does not help, give an owner of your organization the tracking id.",
  "sign-in.provider-remembered":
    "{{provider}} did not let you prove again who you are, but signed you in from memory, so nothing was changed. Sign out at the provider, then try again.",
  "sign-in.provider-undated":
    "{{provider}} does not say when you proved who you are, so nothing was changed. Its administrator can add the claim auth_time to the ID token.",
  "sign-in.to-console": "Back to the console",
  "sign-in.provider": "Continue with {{name}}",
  "again.heading": "Sign in again",
  "again.text":
    "You signed in a while ago. Show that it is still you, {{name}}: then this goes on where it stopped.",
  "field.required": "This field is required.",
  "welcome.title": "Welcome",
  "welcome.first-owner": "Set up your account",
  "welcome.invitation": "You are invited to {{organization}}",
  "welcome.invitation-instance": "You are invited to this installation",
  "welcome.reset": "Choose a new password",
  "welcome.first-owner-help":
    "This installation has no owner yet. The account that you create here owns the first organization and administers the installation.",
  "welcome.invitation-help": "Choose how you sign in. The link works once.",
  "welcome.reset-help": "The link works once, and ends your open sessions.",
  "welcome.name": "Name to sign in with",
  "welcome.name-help": "For instance your e-mail address.",
  "welcome.display-name": "Name that others see (optional)",
  "welcome.password": "Password",
  "welcome.password-help": "At least 12 characters. Several words are easier to remember than signs.",
  "welcome.password-short": "The password has fewer than 12 characters.",
  "welcome.repeat": "Password, once more",
  "welcome.repeat-differs": "The two passwords differ.",
  "welcome.submit": "Create the account and sign in",
  "welcome.submit-reset": "Set the password and sign in",
  "welcome.submitting": "One moment…",
  "welcome.expires": "The link is valid until {{at}}.",
  "welcome.no-link": "The address has no one-time link. Open the whole link that you were given.",
  "welcome.dead-link": "This link cannot be used",
  "welcome.dead-link-help":
    "It was used before, has expired, or was replaced by a newer one. Ask an owner of your organization for another link.",
  "welcome.to-sign-in": "Go to the sign-in page",
  loading: "Loading…",
  "failed.unreachable": "The server does not answer. Check your connection and try again.",
  "failed.unreadable":
    "The answer cannot be read. A proxy may have changed it, or the server is newer than this page: reload the page.",
  "failed.tracking": "Tracking id: {{id}}",
} as const;
