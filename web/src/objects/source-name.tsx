import { useTexts } from "../i18n/use-texts.ts";

/** The source that an object belongs to, or this directory itself. */
export function SourceName({ source }: { readonly source: string | null }) {
  const { t } = useTexts();
  if (source === null) return <span className="soft">{t("source.none")}</span>;
  return <span className="tag">{source}</span>;
}
