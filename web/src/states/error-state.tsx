import { useState } from "react";
import { ConsoleError, hasStatus } from "../api/console-error.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { describeFailure } from "./describe-failure.ts";
import { EmptyState } from "./empty-state.tsx";

interface ErrorProps {
  /** A page that could not be read, or something that could not be done. */
  readonly of?: "page" | "action";
  readonly error: unknown;
  /** What else the server says, beside the error as a whole. */
  readonly texts?: readonly string[];
  readonly retry?: (() => void) | undefined;
}

/** Says what went wrong, what to do about it, and what to pass on: the tracking id finds the request in the log. */
export function ErrorState({ of = "page", error, texts = [], retry }: ErrorProps) {
  const { t } = useTexts();
  if (of === "page" && hasStatus(error, 404)) {
    return <EmptyState heading={t("missing.heading")} text={t("missing.text")} />;
  }
  const known = error instanceof ConsoleError ? error : undefined;
  const trackingId = known?.problem?.trackingId;
  return (
    <section className="failure" role="alert">
      <h2>{t(of === "page" ? "error.heading" : "error.heading-action")}</h2>
      <p>{known?.problem?.detail ?? t(`error.${known === undefined ? "bug" : textOf(known)}`)}</p>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {trackingId !== undefined && (
        <p>
          {t("error.tracking")} <code>{trackingId}</code>
        </p>
      )}
      <div className="failure-actions">
        {retry !== undefined && (
          <button type="button" className="plain-button" onClick={retry}>
            {t("retry")}
          </button>
        )}
        <CopyReport error={error} />
      </div>
    </section>
  );
}

const textOf = ({ kind }: ConsoleError) => (kind === "unreachable" ? "unreachable" : "unreadable");

type Copying = "not-yet" | "copied" | "refused";

function CopyReport({ error }: { readonly error: unknown }) {
  const { t } = useTexts();
  const [copying, setCopying] = useState<Copying>("not-yet");
  const report = describeFailure(error);
  async function copy() {
    try {
      await navigator.clipboard.writeText(report);
      setCopying("copied");
    } catch {
      setCopying("refused");
    }
  }
  return (
    <>
      <button type="button" className="plain-button" onClick={() => void copy()}>
        {copying === "copied" ? t("error.copied") : t("error.copy")}
      </button>
      {copying === "refused" && (
        <>
          <p role="status">{t("error.not-copied")}</p>
          <pre className="failure-report">{report}</pre>
        </>
      )}
    </>
  );
}
