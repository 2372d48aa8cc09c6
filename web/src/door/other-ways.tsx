import { useEffect, useState } from "react";
import type { z } from "zod";
import { type SignedInSession, signInRoutes } from "../../../src/contract/sign-in.ts";
import type { ApiClient } from "../api/client.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { PasskeyButton } from "./passkey-button.tsx";
import { ProviderButtons } from "./provider-buttons.tsx";

type WaysIn = z.output<typeof signInRoutes.readSignIn.response>;

interface OtherWaysProps {
  readonly client: ApiClient;
  /** The path that a provider leads back to. */
  readonly back: string;
  /** Whether the person has a session, and signs in again to prove who they are. */
  readonly isAgain?: boolean;
  onSignedIn(session: SignedInSession): void;
  onError(error: unknown): void;
}

/** The ways to sign in beside the password: a passkey and identity providers; nothing where there are none. */
export function OtherWays({ client, back, isAgain = false, onSignedIn, onError }: OtherWaysProps) {
  const { t } = useTexts("door");
  const [ways, setWays] = useState<WaysIn>();
  useEffect(() => {
    // The password form works without this list, so that a failure has nothing to add to it.
    client.call(signInRoutes.readSignIn, {}).then(setWays, () => setWays(undefined));
  }, [client]);
  if (ways === undefined) return null;
  const hasPasskeys = ways.passkeys && "PublicKeyCredential" in globalThis;
  if (!hasPasskeys && ways.providers.length === 0) return null;
  return (
    <div className="door-providers">
      <p className="door-or">{t("sign-in.or")}</p>
      {hasPasskeys && <PasskeyButton client={client} onSignedIn={onSignedIn} onError={onError} />}
      <ProviderButtons {...{ client, back, isAgain, onError }} providers={ways.providers} />
    </div>
  );
}
