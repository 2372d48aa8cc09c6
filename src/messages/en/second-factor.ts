/** The authenticator app of a person. */
export const secondFactor = {
  "sign-in.code-needed":
    "The password is right. Type the code of your authenticator app as well, or one of your recovery codes.",
  "sign-in.code-wrong":
    "The code is wrong, or was used before. Wait for the next code of your app; if your app never fits, check the clock of the device, or use a recovery code.",
  "second-factor.exists":
    "You already have an authenticator app. Remove it with a code of it first, then add another.",
  "second-factor.not-begun":
    "You have no authenticator app yet. Create a secret for one first, then send a code of it.",
  "second-factor.wrong-code":
    "The code is wrong, or was used before, so nothing was changed. Wait for the next code of your app, and check the clock of the device.",
} as const;
