import type { WebhookShape } from "../../../../src/contract/webhooks.ts";
import { useTexts } from "../../i18n/use-texts.ts";

const LOOKS = { on: "active", failing: "warm", off: "quiet", paused: "failure", gone: "failure" } as const;

/** Whether a webhook is sent events, in words and in colour. */
export function WebhookState({
  webhook: { state, failing },
}: {
  readonly webhook: Pick<WebhookShape, "state" | "failing">;
}) {
  const { t } = useTexts("webhooks");
  const shown = state === "on" && failing !== null ? "failing" : state;
  return <span className={`badge badge-${LOOKS[shown]}`}>{t(`state.${shown}`)}</span>;
}
