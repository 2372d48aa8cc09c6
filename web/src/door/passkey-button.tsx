import { useState } from "react";
import { passkeyRoutes } from "../../../src/contract/passkeys.ts";
import type { SignedInSession } from "../../../src/contract/sign-in.ts";
import type { ApiClient } from "../api/client.ts";
import { useTexts } from "../i18n/use-texts.ts";

interface PasskeyButtonProps {
  readonly client: ApiClient;
  onSignedIn(session: SignedInSession): void;
  onError(error: unknown): void;
}

/** Signs a person in with a passkey, without a name or a password. */
export function PasskeyButton({ client, onSignedIn, onError }: PasskeyButtonProps) {
  const { t } = useTexts("door");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<"cancelled" | "refused">();

  async function signIn() {
    setBusy(true);
    setProblem(undefined);
    try {
      const options = await client.call(passkeyRoutes.beginPasskeySignIn, {});
      // The code for authenticators is loaded by those who use one.
      const { signWithPasskey } = await import("../passkeys/passkey-browser.ts");
      const asked = await signWithPasskey(options);
      if (asked.kind === "made") {
        const body = { credential: asked.credential };
        return onSignedIn(await client.call(passkeyRoutes.signInWithPasskey, { body }));
      }
      setProblem(asked.kind === "refused" ? "refused" : "cancelled");
    } catch (error) {
      onError(error);
    }
    setBusy(false);
  }

  return (
    <>
      <button type="button" className="plain-button" disabled={isBusy} onClick={() => void signIn()}>
        {t("sign-in.passkey")}
      </button>
      {problem !== undefined && (
        <p role="alert" className="door-note">
          {t(`sign-in.no-passkey.${problem}`)}
        </p>
      )}
    </>
  );
}
