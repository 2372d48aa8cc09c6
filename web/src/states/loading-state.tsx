import { useTexts } from "../i18n/use-texts.ts";

/** Stands where content will be. It appears after a moment, so that quick answers do not flicker. */
export function LoadingState() {
  const { t } = useTexts();
  return (
    <div className="loading" role="status">
      <span className="unseen">{t("loading")}</span>
      <span className="loading-line" />
      <span className="loading-line" />
      <span className="loading-line" />
    </div>
  );
}
