import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import "./applications.css";

/** The parts of an application, in the order in which they are set up. Each has an address of its own. */
const PARTS = [
  { part: "overview", to: "/organizations/$org/applications/$app" },
  { part: "setup", to: "/organizations/$org/applications/$app/setup" },
  { part: "connection", to: "/organizations/$org/applications/$app/connection" },
  { part: "assignments", to: "/organizations/$org/applications/$app/assignments" },
  { part: "mappings", to: "/organizations/$org/applications/$app/mappings" },
  { part: "scope", to: "/organizations/$org/applications/$app/scope" },
  { part: "matching", to: "/organizations/$org/applications/$app/matching" },
  { part: "links", to: "/organizations/$org/applications/$app/links" },
  { part: "settings", to: "/organizations/$org/applications/$app/settings" },
  { part: "configuration", to: "/organizations/$org/applications/$app/configuration" },
] as const;

export type ApplicationPart = (typeof PARTS)[number]["part"];

/** The part that the address names. */
export function useShownPart(): ApplicationPart {
  const last = useLocation({ select: ({ pathname }) => pathname.split("/").at(-1) });
  return PARTS.find(({ part }) => part === last)?.part ?? "overview";
}

/** Links to the parts of an application, its first steps among them until its first plan was applied; on a narrow screen, the current one is moved into view. */
export function ApplicationTabs({
  application: { orgId: org, appId: app, name, schedule },
}: {
  readonly application: ApplicationShape;
}) {
  const { t } = useTexts("applications");
  const shown = useShownPart();
  const parts = PARTS.filter(
    ({ part }) => part !== "setup" || part === shown || schedule.state === "waiting",
  );
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const here = list.current?.querySelector<HTMLElement>(`[data-part="${shown}"]`);
    if (here == null || list.current === null) return;
    list.current.scrollLeft = here.offsetLeft - (list.current.clientWidth - here.offsetWidth) / 2;
  }, [shown]);
  return (
    <nav aria-label={t("parts", { name })}>
      <ul className="parts" ref={list}>
        {parts.map(({ part, to }) => (
          <li key={part} data-part={part}>
            <Link
              to={to}
              params={{ org, app }}
              className="part"
              activeOptions={{ exact: true }}
              activeProps={{ className: "part-here" }}
            >
              {t(`part.${part}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
