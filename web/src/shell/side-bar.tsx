import { Link, useMatch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Logo } from "../theme/logo.tsx";
import { useAnyOrganization, useConsole, useMay } from "./console-context.ts";
import { OrganizationSwitch } from "./organization-switch.tsx";
import { INSTANCE_PAGES, PAGES } from "./pages.ts";

interface SideBarProps {
  readonly isOpen: boolean;
  onClose(): void;
}

/** The pages of the organization and of the instance that the person may read. On a narrow screen it opens over the page. */
export function SideBar({ isOpen, onClose }: SideBarProps) {
  const { t } = useTexts();
  const org = useAnyOrganization();
  useEffect(() => {
    if (!isOpen) return;
    const closeOnEscape = ({ key }: KeyboardEvent) => {
      if (key === "Escape") onClose();
    };
    addEventListener("keydown", closeOnEscape);
    return () => removeEventListener("keydown", closeOnEscape);
  }, [isOpen, onClose]);
  return (
    <>
      {isOpen && (
        <button type="button" className="side-veil" aria-label={t("navigation.close")} onClick={onClose} />
      )}
      <nav className={isOpen ? "side side-open" : "side"} id="side" aria-label={t("navigation")}>
        <p className="side-name">
          <Logo />
          <span translate="no">Muster</span>
        </p>
        {org !== undefined && <OrganizationSwitch org={org} />}
        <div>
          {org !== undefined && <OrganizationPages org={org} />}
          <InstancePages />
        </div>
      </nav>
    </>
  );
}

const HERE = {
  className: "side-link",
  activeProps: { className: "side-link-here", "aria-current": "page" },
} as const;

const CURRENT = { className: "side-link side-link-here", "aria-current": "page" } as const;

function OrganizationPages({ org }: { readonly org: string }) {
  const { t } = useTexts();
  const may = useMay();
  // An entry belongs to the log, although its address begins with that of its application.
  const entry = useMatch({
    from: "/organizations/$org/applications/$app/log/$entry",
    shouldThrow: false,
    select: () => true,
  });
  const isInLog = entry === true;
  const readable = PAGES.map(({ section, pages }) => ({
    section,
    pages: pages.filter(({ permission }) => may(permission)),
  })).filter(({ pages }) => pages.length > 0);
  return readable.map(({ section, pages }) => (
    <div key={section ?? "first"} className="side-section">
      {section !== undefined && <p className="side-heading">{t(section)}</p>}
      <ul>
        {pages.map(({ to, text, icon, isExact }) => (
          <li key={to}>
            <Link
              {...(isInLog && to === "/organizations/$org/log" ? CURRENT : HERE)}
              to={to}
              params={{ org }}
              activeOptions={{ exact: isExact || isInLog, includeSearch: false }}
            >
              <Icon path={icon} />
              {t(text)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}

/** The pages of the whole installation, for those who run it. */
function InstancePages() {
  const { t } = useTexts();
  const { instance } = useConsole().session;
  if (!instance.includes("instance")) return null;
  return (
    <div className="side-section">
      <p className="side-heading">{t("section.instance")}</p>
      <ul>
        {INSTANCE_PAGES.map(({ to, text, icon }) => (
          <li key={to}>
            <Link {...HERE} to={to} activeOptions={{ includeSearch: false }}>
              <Icon path={icon} />
              {t(text)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg aria-hidden="true" focusable="false" width="18" height="18" viewBox="0 0 24 24">
      <path d={path} />
    </svg>
  );
}
