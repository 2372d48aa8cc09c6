import { useShownApplication } from "../shown-application.ts";
import { AssignmentList } from "./assignment-list.tsx";
import { RoleList } from "./role-list.tsx";
import { SelectedGroups } from "./selected-groups.tsx";

/** The users and groups that get accounts, the roles that they can have, and the groups that are sent. */
export function AssignmentsTab() {
  const application = useShownApplication();
  return (
    <div className="provisioning-parts">
      <AssignmentList application={application} />
      <RoleList application={application} />
      <SelectedGroups application={application} />
    </div>
  );
}
