import { useConsole, useMay } from "../../shell/console-context.ts";
import { useShownApplication } from "../applications/shown-application.ts";
import { readsOf } from "./configuration-calls.ts";
import { ExportConfiguration } from "./export-configuration.tsx";
import { ImportConfiguration } from "./import-configuration.tsx";
import "../../objects/provisioning.css";

/** One application as a file. */
export function ConfigurationTab() {
  const { client } = useConsole();
  const may = useMay();
  const { orgId: org, appId: app, name } = useShownApplication();
  return (
    <div className="provisioning-parts">
      <ExportConfiguration name={name} read={async () => [await readsOf(client).application(org, app)]} />
      {may("applications:write") && <ImportConfiguration owner={org} />}
    </div>
  );
}
