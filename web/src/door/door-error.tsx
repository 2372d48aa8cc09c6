import { ConsoleError } from "../api/console-error.ts";
import { useTexts } from "../i18n/use-texts.ts";

/** Why a form was not accepted, in the server's words, with the id that finds the request in the log. */
export function DoorError({ error }: { readonly error: unknown }) {
  const { t } = useTexts("door");
  if (!(error instanceof ConsoleError)) throw error;
  const { kind, problem, retryAfterSeconds } = error;
  const text = kind === "refused" ? problem?.detail : t(`failed.${kind}`);
  return (
    <div className="door-error" role="alert">
      <p>{retryAfterSeconds === undefined ? text : t("sign-in.wait", { count: retryAfterSeconds })}</p>
      {problem !== undefined && problem.status >= 500 && (
        <p className="code">{t("failed.tracking", { id: problem.trackingId })}</p>
      )}
    </div>
  );
}
