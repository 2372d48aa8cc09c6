import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { scopeRoutes } from "../../../../src/contract/scopes.ts";
import { keys } from "../../api/keys.ts";
import { TypeSwitch } from "../../objects/type-switch.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { QueryView } from "../../states/query-view.tsx";
import { useShownApplication } from "../applications/shown-application.ts";
import { ScopeForm } from "./scope-form.tsx";
import "./scope.css";

const FROM = "/organizations/$org/applications/$app/scope";

/** The scoping filters of an application: who of the assigned users and groups is in scope. */
export function ScopeTab() {
  const application = useShownApplication();
  const { client } = useConsole();
  const navigate = useNavigate();
  const { type = "user" } = useSearch({ from: FROM });
  const { orgId: org, appId: app } = application;
  const query = useQuery({
    queryKey: keys.scope(org, app),
    queryFn: ({ signal }) => client.call(scopeRoutes.getScope, { params: { org, app }, signal }),
  });
  return (
    <div className="scope">
      <TypeSwitch
        type={type}
        onChange={(chosen) =>
          void navigate({ to: ".", search: { type: chosen === "user" ? undefined : chosen } })
        }
      />
      <QueryView query={query}>
        {(scope) => <ScopeForm key={type} application={application} scope={scope} type={type} />}
      </QueryView>
    </div>
  );
}
