import { useQuery } from "@tanstack/react-query";
import { applicationRoutes } from "../../../src/contract/applications.ts";
import { keys } from "../api/keys.ts";
import { useConsole, useMay, useOrganization } from "../shell/console-context.ts";

/** How often a page about an application asks again while it is open. */
export const REFRESH_MS = 15_000;

/** The application that a page is about. */
export function useApplication(app: string) {
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  return useQuery({
    queryKey: [...keys.application(org, app), "itself"],
    queryFn: ({ signal }) => client.call(applicationRoutes.getApplication, { params: { org, app }, signal }),
    enabled: may("applications:read"),
    refetchInterval: REFRESH_MS,
  });
}
