import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useId } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Logo } from "../theme/logo.tsx";
import { useConsole, useMay, useOrganization } from "./console-context.ts";
import { PAGES } from "./pages.ts";

interface SideBarProps {
  readonly isOpen: boolean;
  onClose(): void;
}

/** The pages of the organization, and the switch to another one. On a narrow screen it opens over the page. */
export function SideBar({ isOpen, onClose }: SideBarProps) {
  const { t } = useTexts();
  const org = useOrganization();
  const may = useMay();
  const readable = PAGES.map(({ section, pages }) => ({
    section,
    pages: pages.filter(({ permission }) => may(permission)),
  })).filter(({ pages }) => pages.length > 0);
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
        <OrganizationSwitch />
        <div>
          {readable.map(({ section, pages }) => (
            <div key={section ?? "first"} className="side-section">
              {section !== undefined && <p className="side-heading">{t(section)}</p>}
              <ul>
                {pages.map(({ to, text, icon, isExact }) => (
                  <li key={to}>
                    <Link
                      to={to}
                      params={{ org }}
                      className="side-link"
                      activeOptions={{ exact: isExact, includeSearch: false }}
                      activeProps={{ className: "side-link-here", "aria-current": "page" }}
                    >
                      <svg aria-hidden="true" focusable="false" width="18" height="18" viewBox="0 0 24 24">
                        <path d={icon} />
                      </svg>
                      {t(text)}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </nav>
    </>
  );
}

function OrganizationSwitch() {
  const { t } = useTexts();
  const id = useId();
  const org = useOrganization();
  const navigate = useNavigate();
  const { organizations } = useConsole().session;
  return (
    <div className="side-organization">
      <label htmlFor={id} className="side-heading">
        {t("organization")}
      </label>
      <select
        id={id}
        value={org}
        onChange={({ target }) => void navigate({ to: "/organizations/$org", params: { org: target.value } })}
      >
        {organizations.map(({ orgId, name }) => (
          <option key={orgId} value={orgId} translate="no">
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
