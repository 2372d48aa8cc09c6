import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { chooseLanguage } from "../i18n/i18n.ts";
import { spokenLanguageOf } from "../i18n/language.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { chooseAppearance, readAppearance } from "../theme/appearance.ts";
import { useAnyOrganization, useConsole, useMay } from "./console-context.ts";

interface TopBarProps {
  readonly isMenuOpen: boolean;
  onMenu(): void;
}

/** The bar above every page: the menu on a narrow screen, and the account of the person. */
export function TopBar({ isMenuOpen, onMenu }: TopBarProps) {
  const { t } = useTexts();
  return (
    <header className="top">
      <button
        type="button"
        className="top-menu"
        aria-label={isMenuOpen ? t("navigation.close") : t("navigation.open")}
        aria-expanded={isMenuOpen}
        aria-controls="side"
        onClick={onMenu}
      >
        <svg aria-hidden="true" focusable="false" width="20" height="20" viewBox="0 0 24 24">
          <path d="M4 7h16M4 12h16M4 17h16" />
        </svg>
      </button>
      <PaletteButton />
      <AccountMenu />
    </header>
  );
}

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

/** Opens the search over everything, by a click or by Ctrl K; it is loaded when it is first opened. */
function PaletteButton() {
  const { t } = useTexts();
  const isInOrganization = useAnyOrganization() !== undefined;
  const may = useMay()("provisioning:read") && isInOrganization;
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!may) return;
    const openByKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", openByKey);
    return () => removeEventListener("keydown", openByKey);
  }, [may]);
  if (!may) return null;
  return (
    <>
      <button type="button" className="top-search" onClick={() => setOpen(true)}>
        <span className="top-search-text">{t("palette")}</span>
        <kbd translate="no">Ctrl K</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function AccountMenu() {
  const { t, i18n } = useTexts();
  const { session, signOut } = useConsole();
  const org = useAnyOrganization();
  const navigate = useNavigate();
  const [appearance, setAppearance] = useState(readAppearance);
  const language = spokenLanguageOf(i18n.language);
  const role = session.organizations.find(({ orgId }) => orgId === org)?.role;

  function choose(id: string) {
    if (id === "en" || id === "fr") void chooseLanguage(i18n, id);
    else if (id === "system" || id === "light" || id === "dark") {
      chooseAppearance(id);
      setAppearance(id);
    } else if (id === "account") void navigate({ to: "/account" });
    else void signOut();
  }

  const choice = (id: string, text: string, checked: boolean) => ({
    itemType: "checkbox" as const,
    id,
    text,
    checked,
  });
  return (
    <ButtonDropdown
      variant="normal"
      expandToViewport
      ariaLabel={t("account.menu")}
      items={[
        {
          id: "languages",
          text: t("language"),
          items: [choice("en", "English", language === "en"), choice("fr", "Français", language === "fr")],
        },
        {
          id: "appearances",
          text: t("appearance"),
          items: [
            choice("system", t("appearance.system"), appearance === "system"),
            choice("light", t("appearance.light"), appearance === "light"),
            choice("dark", t("appearance.dark"), appearance === "dark"),
          ],
        },
        {
          id: "session",
          text:
            role === undefined
              ? session.name
              : t("account.role", { name: session.name, role: t(`role.${role}`) }),
          items: [
            { id: "account", text: t("page.account") },
            { id: "sign-out", text: t("account.sign-out") },
          ],
        },
      ]}
      onItemClick={({ detail }) => choose(detail.id)}
    >
      <span className="top-person" translate="no" title={session.displayName}>
        {session.displayName}
      </span>
    </ButtonDropdown>
  );
}
