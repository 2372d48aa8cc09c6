import type { ReactNode } from "react";
import type { TemplateShape } from "../../../../src/contract/gallery.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { LinkedText } from "./linked-text.tsx";

interface FactsProps {
  readonly template: TemplateShape;
}

/** What a template knows about its kind of application: how it is set up, its limits, deviations and sources. */
export function TemplateFacts({ template }: FactsProps) {
  const { t } = useTexts("gallery");
  const { steps, authentication, quirks, roles, sources } = template;
  const { obtain, lifetimeDays, confirmed } = authentication;
  return (
    <>
      <Part title={t("steps")}>
        <ol className="steps-list">
          {steps.map((step) => (
            <li key={step}>
              <LinkedText text={step} />
            </li>
          ))}
        </ol>
      </Part>
      <Part title={t("obtain")}>
        <p className="long-text">
          <LinkedText text={obtain} />
        </p>
        {lifetimeDays !== null && <p className="soft">{t("lifetime", { count: lifetimeDays })}</p>}
        {!confirmed && <p className="soft">{t("unconfirmed")}</p>}
      </Part>
      <Limits template={template} />
      {roles.length > 0 && (
        <Part title={t("roles")}>
          <ul className="names">
            {roles.map(({ value, displayName }) => (
              <li key={value} translate="no">
                {displayName}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {quirks.length > 0 && (
        <Part title={t("quirks")}>
          <ul className="reasons">
            {quirks.map(({ what, seen, confirmed: isConfirmed }) => (
              <li key={what}>
                {what} {!isConfirmed && `${t("unconfirmed")} `}({seen})
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t("sources")}>
        <ul className="reasons">
          {sources.map(({ url, read }) => (
            <li key={url} className="long-text">
              <a href={url} target="_blank" rel="noreferrer">
                {url}
              </a>{" "}
              ({read})
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="panel">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Limits({ template: { limits } }: FactsProps) {
  const { t } = useTexts("gallery");
  const { number, duration } = useFormat();
  if (limits.length === 0) return null;
  const lines = limits.map(({ kind, calls = "all", count, perSeconds = 0, note, confirmed }) => {
    const stated =
      count === null
        ? []
        : [
            kind === "requests"
              ? t(`limit.${calls}`, { count: number(count), time: duration(perSeconds) })
              : t(`limit.${kind}`, { count: number(count) }),
          ];
    const doubt = confirmed || count === null ? [] : [t("unconfirmed")];
    return [...stated, ...doubt, ...(note === undefined ? [] : [note])].join(" ");
  });
  return (
    <Part title={t("limits")}>
      <ul className="reasons">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Part>
  );
}
