import type { WebhookShape } from "../../../../src/contract/webhooks.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";

/** How many events a webhook has not acknowledged. */
export function Lag({ lag: { events, hasMore } }: Pick<WebhookShape, "lag">) {
  const { t } = useTexts("webhooks");
  const { number } = useFormat();
  return t(hasMore ? "lag.more" : "lag.events", { count: events, shown: number(events) });
}
