import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { EmptyState } from "./empty-state.tsx";

/** Stands for an address at which there is no page. */
export function MissingPage() {
  const { t } = useTexts();
  useEffect(() => {
    document.title = `${t("missing.heading")} · Muster`;
  }, [t]);
  return (
    <EmptyState
      level={1}
      heading={t("missing.heading")}
      text={t("missing.page")}
      action={<Link to="/">{t("missing.back")}</Link>}
    />
  );
}
