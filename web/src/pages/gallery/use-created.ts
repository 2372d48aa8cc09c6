import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { keys } from "../../api/keys.ts";

/** Leads from a form to the first steps of the application that it created. */
export function useCreated(): (application: ApplicationShape) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return ({ orgId: org, appId: app }) => {
    void queries.invalidateQueries({ queryKey: keys.applications(org) });
    void queries.invalidateQueries({ queryKey: keys.overview(org) });
    void navigate({ to: "/organizations/$org/applications/$app/setup", params: { org, app } });
  };
}
