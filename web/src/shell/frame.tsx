import { Outlet, useLocation } from "@tanstack/react-router";
import { Suspense, useEffect, useRef, useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { usePreloadedReasonTexts } from "../objects/use-reason-texts.ts";
import { LoadingState } from "../states/loading-state.tsx";
import { OrganizationContext } from "./console-context.ts";
import { LeavingPage } from "./leaving.tsx";
import { SideBar } from "./side-bar.tsx";
import { TopBar } from "./top-bar.tsx";

/** The frame of every page: the pages of an organization at the side, the account at the top. */
export function Frame({ org }: { readonly org: string | undefined }) {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  usePreloadedReasonTexts();
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    setMenuOpen(false);
    // A reader of the screen goes on in the new page, and not in the menu that led to it.
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <OrganizationContext value={org}>
      <a className="skip-link" href="#main">
        {t("skip")}
      </a>
      <div className="frame">
        <SideBar isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} />
        <div className="frame-page">
          <TopBar isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen(!isMenuOpen)} />
          <main id="main" ref={main} tabIndex={-1} className="frame-main">
            <Suspense fallback={<LoadingState />}>
              <LeavingPage>
                <Outlet />
              </LeavingPage>
            </Suspense>
          </main>
        </div>
      </div>
    </OrganizationContext>
  );
}
