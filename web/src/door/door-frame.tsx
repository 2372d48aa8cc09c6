import type { ReactNode } from "react";
import { chooseLanguage } from "../i18n/i18n.ts";
import { spokenLanguageOf } from "../i18n/language.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Logo } from "../theme/logo.tsx";

/** The frame of the pages before signing in: the mark on one side, one form on the other. */
export function DoorFrame({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTexts("door");
  const language = spokenLanguageOf(i18n.language);
  const other = language === "fr" ? "en" : "fr";
  return (
    <div className="door">
      <header className="door-mark">
        <p className="door-name">
          <Logo size={36} />
          <span translate="no">Muster</span>
        </p>
        <p className="door-tagline">{t("tagline")}</p>
      </header>
      <main className="door-main">
        <div className="door-card">{children}</div>
        <p className="door-language">
          <button
            type="button"
            className="link-button"
            lang={other}
            translate="no"
            onClick={() => void chooseLanguage(i18n, other)}
          >
            {other === "fr" ? "Français" : "English"}
          </button>
        </p>
      </main>
    </div>
  );
}
