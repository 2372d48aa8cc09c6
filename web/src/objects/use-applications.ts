import { useQuery } from "@tanstack/react-query";
import { applicationRoutes } from "../../../src/contract/applications.ts";
import { keys } from "../api/keys.ts";
import { useConsole, useMay, useOrganization } from "../shell/console-context.ts";

/** The applications of the organization, for pages that show one at a time. */
export function useApplications() {
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  return useQuery({
    queryKey: keys.applicationList(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(applicationRoutes.findApplications, { query: { org }, signal });
      return { items, next: null };
    },
    enabled: may("provisioning:read"),
  });
}
