import { Link } from "@tanstack/react-router";
import { useOrganization } from "../shell/console-context.ts";

interface ObjectLinkProps {
  readonly type: "user" | "group";
  readonly objectId: string;
  readonly name: string;
}

/** The name of a user or group, which leads to its page. */
export function ObjectLink({ type, objectId, name }: ObjectLinkProps) {
  const org = useOrganization();
  if (type === "user") {
    return (
      <Link to="/organizations/$org/users/$user" params={{ org, user: objectId }} translate="no">
        {name}
      </Link>
    );
  }
  return (
    <Link to="/organizations/$org/groups/$group" params={{ org, group: objectId }} translate="no">
      {name}
    </Link>
  );
}
