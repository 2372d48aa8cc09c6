import { QueryView } from "../../../states/query-view.tsx";
import { useShownApplication } from "../shown-application.ts";
import { DeleteApplication } from "./delete-application.tsx";
import { Rename } from "./rename.tsx";
import { Schedule } from "./schedule.tsx";
import { Settings } from "./settings-form.tsx";
import { TestNotice } from "./test-notice.tsx";
import { useSettings } from "./use-settings.ts";

/** How an application is provisioned, when its cycles run, its name, and its end. */
export function SettingsTab() {
  const application = useShownApplication();
  const query = useSettings(application.appId);
  return (
    <div className="object-columns">
      <div className="object-main">
        <QueryView query={query}>{(shown) => <Settings application={application} shown={shown} />}</QueryView>
      </div>
      <div className="object-side">
        <Schedule application={application} />
        <TestNotice application={application} />
        <Rename application={application} />
        <DeleteApplication application={application} />
      </div>
    </div>
  );
}
