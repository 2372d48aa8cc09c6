/** The authenticator app of a person. */
export const secondFactor = {
  "sign-in.code-needed":
    "The password is right. Type the code of your authenticator app as well, or one of your recovery codes.",
  "sign-in.code-wrong":
    "The code is wrong, or was used before. Wait for the next code of your app; if your app never fits, check the clock of the device, or use a recovery code.",
  "session.too-old":
    "Nothing was changed, because you signed in more than {{minutes}} minutes ago. Sign in again and repeat this: it hands out access, and a stranger at your open browser must not.",
  "second-factor.exists":
    "You already have an authenticator app. Remove it with a code of it first, then add another.",
  "second-factor.not-begun":
    "You have no authenticator app yet. Create a secret for one first, then send a code of it.",
  "second-factor.wrong-code":
    "The code is wrong, or was used before, so nothing was changed. Wait for the next code of your app, and check the clock of the device.",
  "second-factor.code-needed":
    "Nothing was changed yet, because a code is missing. Send a code of your authenticator app as well, or one of your recovery codes.",
  "second-factor.own":
    "Nothing was changed, because this removes the app of others. Remove your own on your account page with a code of it or a recovery code, or ask another owner.",
  "passkey.own":
    "Nothing was changed, because this removes the passkeys of others. Remove your own on your account page, within 15 minutes after a sign-in.",
  "person.no-second-factor": 'Nothing was changed, because "{{name}}" has no authenticator app.',
  "person.no-passkey":
    'Nothing was changed, because "{{name}}" has no passkey with this id. muster person show lists those that there are.',
  "password.wrong":
    "The present password is wrong, so nothing was changed. Type it again; an owner of your organization can send you a link for a new one.",
  "password.none":
    "You sign in with an identity provider and have no password here. Change it at the provider; an owner of your organization can send you a link with which you choose one here.",
} as const;
