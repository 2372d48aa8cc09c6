import { useQuery } from "@tanstack/react-query";
import { applicationRoutes } from "../../../src/contract/applications.ts";
import { keys } from "../api/keys.ts";
import { useRefresh } from "../api/live.ts";

import { useConsole, useMay, useOrganization } from "../shell/console-context.ts";

/** The application that a page is about. */
export function useApplication(app: string) {
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  return useQuery({
    queryKey: keys.applicationItself(org, app),
    queryFn: ({ signal }) => client.call(applicationRoutes.getApplication, { params: { org, app }, signal }),
    enabled: may("applications:read"),
    refetchInterval: useRefresh(),
  });
}
