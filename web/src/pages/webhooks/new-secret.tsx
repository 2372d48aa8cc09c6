import type { NewWebhookShape } from "../../../../src/contract/webhooks.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ShownOnce } from "../../objects/shown-once.tsx";

/** Shows the secret that signs the messages of a webhook. */
export function NewSecret({ webhook, onClose }: { readonly webhook: NewWebhookShape; onClose(): void }) {
  const { t } = useTexts("webhooks");
  return (
    <ShownOnce
      heading={t("secret.heading", { name: webhook.name })}
      text={t("secret.text")}
      values={[{ label: t("secret"), value: webhook.secret }]}
      onClose={onClose}
    />
  );
}
