import { identityProviderRoutes } from "../../../src/contract/identity-providers.ts";
import type { ApiClient } from "../api/client.ts";
import { useTexts } from "../i18n/use-texts.ts";

interface Provider {
  readonly providerId: string;
  readonly name: string;
}

interface ProviderButtonsProps {
  readonly client: ApiClient;
  readonly providers: readonly Provider[];
  /** The path that the provider leads back to. */
  readonly back: string;
  /** Whether the person has a session, and signs in again to prove who they are. */
  readonly isAgain: boolean;
  onError(error: unknown): void;
}

/** Leads to the identity providers that people can sign in with. */
export function ProviderButtons({ client, providers, back, isAgain, onError }: ProviderButtonsProps) {
  const { t } = useTexts("door");

  async function begin(providerId: string) {
    try {
      const body = { providerId, back, again: isAgain };
      const { url } = await client.call(identityProviderRoutes.beginOpenId, { body });
      location.assign(url);
    } catch (error) {
      onError(error);
    }
  }

  return (
    <>
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
    </>
  );
}
