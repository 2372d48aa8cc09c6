import type { RecordedExchangeShape } from "../../../../src/contract/exchanges.ts";
import { useTexts } from "../../i18n/use-texts.ts";

/** The HTTP status of the answer, or why no answer came. */
export function StatusBadge({ status, failure }: Pick<RecordedExchangeShape, "status" | "failure">) {
  const { t } = useTexts("exchanges");
  if (status !== null) {
    return (
      <span translate="no" className={`badge badge-${status < 400 ? "success" : "failure"}`}>
        {status}
      </span>
    );
  }
  return (
    <>
      <span className="badge badge-failure">{t("no-answer")}</span>
      {failure !== null && <code> {failure}</code>}
    </>
  );
}
