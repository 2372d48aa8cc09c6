import { useQuery } from "@tanstack/react-query";
import { settingRoutes } from "../../../../../src/contract/settings.ts";
import { keys } from "../../../api/keys.ts";
import { useConsole, useOrganization } from "../../../shell/console-context.ts";

/** Every setting of an application, with its default and its bounds. */
export function useSettings(app: string) {
  const { client } = useConsole();
  const org = useOrganization();
  return useQuery({
    queryKey: keys.settings(org, app),
    queryFn: ({ signal }) => client.call(settingRoutes.getSettings, { params: { org, app }, signal }),
  });
}
