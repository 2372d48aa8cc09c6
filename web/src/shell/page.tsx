import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import type { Permission } from "../../../src/contract/route.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { ForbiddenState } from "../states/forbidden-state.tsx";
import { useAnyOrganization, useConsole, useMay } from "./console-context.ts";

/** The head of a page, and what is below it. */
export interface PageProps {
  readonly title: string;
  /** True for a title that is the name of a person or a thing: browsers that translate pages leave it alone. */
  readonly isName?: boolean;
  /** The part of it that the page shows, for the title in the browser. */
  readonly part?: string;
  /** The list that the page belongs to, when it is not one itself. */
  readonly parent?: {
    readonly to:
      | "/organizations/$org/users"
      | "/organizations/$org/groups"
      | "/organizations/$org/applications"
      | "/organizations/$org/applications/new"
      | "/organizations/$org/exchanges"
      | "/organizations/$org/log"
      | "/organizations/$org/applications/$app"
      | "/organizations/$org/applications/$app/links"
      | "/organizations/$org/imports"
      | "/organizations/$org/schemas"
      | "/organizations/$org/webhooks"
      | "/organizations/$org/scim-tokens"
      | "/organizations/$org/rejected-requests"
      | "/organizations/$org/people";
    /** The application of a page about one. */
    readonly app?: string;
    readonly text: string;
  };
  readonly badge?: ReactNode;
  readonly intro?: string;
  readonly actions?: ReactNode;
  /** Links to the other parts. */
  readonly tabs?: ReactNode;
  /** What reading the page needs; without it, the page says so and asks the server for nothing. */
  readonly permission: Permission;
  readonly children: ReactNode;
}

/** A page with its title, which the browser shows too, and the actions that the role allows. */
export function Page({
  title,
  isName = false,
  part,
  parent,
  badge,
  intro,
  actions,
  tabs,
  permission,
  children,
}: PageProps) {
  const { t } = useTexts();
  const org = useAnyOrganization() ?? "";
  const may = useMay();
  const { organizations } = useConsole().session;
  const isOfOrganization = !(["session", "instance"] as readonly Permission[]).includes(permission);
  const name = isOfOrganization ? organizations.find(({ orgId }) => orgId === org)?.name : undefined;
  const list = parent?.text;
  useEffect(() => {
    const parts = new Set([part, title, list, name, "Muster"]);
    document.title = [...parts].filter((each) => each !== undefined).join(" · ");
  }, [part, title, list, name]);
  return (
    <>
      {parent !== undefined && (
        <nav aria-label={t("breadcrumbs")} className="page-path">
          <Link
            to={parent.to}
            params={{ org, app: parent.app ?? "" }}
            {...(parent.app === undefined ? {} : { translate: "no" })}
          >
            {parent.text}
          </Link>
        </nav>
      )}
      <div className="page-head">
        <div className="page-title">
          <h1 {...(isName ? { translate: "no" } : {})}>{title}</h1>
          {badge}
        </div>
        <div className="page-actions">{actions}</div>
      </div>
      {tabs}
      {intro !== undefined && <p className="page-intro">{intro}</p>}
      <div className="page-body">
        {may(permission) ? children : <ForbiddenState permission={permission} />}
      </div>
    </>
  );
}
