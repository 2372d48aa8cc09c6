import { useEffect, useState } from "react";
import { identityProviderRoutes } from "../../../src/contract/identity-providers.ts";
import { signInRoutes } from "../../../src/contract/sign-in.ts";
import type { ApiClient } from "../api/client.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { backPathIn } from "../paths.ts";

interface Provider {
  readonly providerId: string;
  readonly name: string;
}

interface ProviderButtonsProps {
  readonly client: ApiClient;
  onError(error: unknown): void;
}

/** Leads to the identity providers that people can sign in with; nothing where there are none. */
export function ProviderButtons({ client, onError }: ProviderButtonsProps) {
  const { t } = useTexts("door");
  const [providers, setProviders] = useState<readonly Provider[]>([]);
  useEffect(() => {
    // The password form works without this list, so that a failure has nothing to add to it.
    client.call(signInRoutes.readSignIn, {}).then(
      (ways) => setProviders(ways.providers),
      () => setProviders([]),
    );
  }, [client]);

  async function begin(providerId: string) {
    try {
      const body = { providerId, back: backPathIn(location.search) };
      const { url } = await client.call(identityProviderRoutes.beginOpenId, { body });
      location.assign(url);
    } catch (error) {
      onError(error);
    }
  }

  if (providers.length === 0) return null;
  return (
    <div className="door-providers">
      <p className="door-or">{t("sign-in.or")}</p>
      {providers.map(({ providerId, name }) => (
        <button
          key={providerId}
          type="button"
          className="plain-button"
          onClick={() => void begin(providerId)}
        >
          {t("sign-in.provider", { name })}
        </button>
      ))}
    </div>
  );
}
