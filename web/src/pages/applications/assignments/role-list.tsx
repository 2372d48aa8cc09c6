import Button from "@cloudscape-design/components/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type ApplicationRolesShape, roleRoutes } from "../../../../../src/contract/roles.ts";
import { keys } from "../../../api/keys.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { Confirm } from "../../../states/confirm.tsx";
import { QueryView } from "../../../states/query-view.tsx";
import { RoleForm } from "./role-form.tsx";

type Role = ApplicationRolesShape["roles"][number];

interface RolesProps {
  readonly application: ApplicationShape;
}

/** The roles that assignments can give, in the order in which a mapping of one role prefers them. */
export function RoleList({ application }: RolesProps) {
  const { t } = useTexts("assignments");
  const { client } = useConsole();
  const { orgId: org, appId: app } = application;
  const query = useQuery({
    queryKey: keys.roles(org, app),
    queryFn: ({ signal }) => client.call(roleRoutes.getRoles, { params: { org, app }, signal }),
  });
  return (
    <section className="panel">
      <div className="part-head">
        <h2>{t("roles")}</h2>
        <RoleActions application={application} />
      </div>
      <QueryView query={query}>
        {({ roles }) =>
          roles.length === 0 ? (
            <p className="soft">{t("roles.none")}</p>
          ) : (
            <ul className="rows">
              {roles.map((role) => (
                <RoleRow key={role.id} application={application} role={role} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function RoleRow({ application, role }: RolesProps & { readonly role: Role }) {
  const { t } = useTexts("assignments", "common");
  const { number } = useFormat();
  const mayWrite = useMay()("applications:write");
  const [asked, setAsked] = useState<"edit" | "remove">();
  const close = () => setAsked(undefined);
  const { name, value, assignments: count } = role;
  return (
    <li>
      <div className="row-head">
        <strong translate="no">{name}</strong>
        <code>{value}</code>
        {role.default && <span className="badge badge-quiet">{t("role.default")}</span>}
        <span className="soft">{t("role.assignments", { count, shown: number(count) })}</span>
        {mayWrite && (
          <span className="row-actions row-end">
            <Button
              variant="inline-link"
              ariaLabel={t("role.edit.of", { name })}
              onClick={() => setAsked("edit")}
            >
              {t("role.edit")}
            </Button>
            <Button
              variant="inline-link"
              ariaLabel={t("remove.of", { name })}
              onClick={() => setAsked("remove")}
            >
              {t("remove")}
            </Button>
          </span>
        )}
      </div>
      {asked === "edit" && <RoleForm application={application} before={role} onEnd={close} />}
      {asked === "remove" && <RemoveRole application={application} role={role} onEnd={close} />}
    </li>
  );
}

interface EndProps extends RolesProps {
  onEnd(): void;
}

function RemoveRole({ application, role: { id: role, name }, onEnd }: EndProps & { readonly role: Role }) {
  const { t } = useTexts("assignments");
  const { client } = useConsole();
  const queries = useQueryClient();
  const { orgId: org, appId: app } = application;
  return (
    <Confirm
      heading={t("role.remove.heading", { name })}
      text={t("role.remove.text")}
      action={t("remove")}
      run={() => client.call(roleRoutes.removeRole, { params: { org, app, role } })}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.application(org, app) });
        onEnd();
      }}
      onCancel={onEnd}
    />
  );
}

function RoleActions({ application }: RolesProps) {
  const { t } = useTexts("assignments");
  const mayWrite = useMay()("applications:write");
  const [asked, setAsked] = useState<"add" | "reset">();
  const close = () => setAsked(undefined);
  if (!mayWrite) return null;
  return (
    <span className="row-actions">
      <Button onClick={() => setAsked("add")}>{t("role.add")}</Button>
      {application.template !== null && <Button onClick={() => setAsked("reset")}>{t("roles.reset")}</Button>}
      {asked === "add" && <RoleForm application={application} onEnd={close} />}
      {asked === "reset" && <ResetRoles application={application} onEnd={close} />}
    </span>
  );
}

function ResetRoles({ application: { orgId: org, appId: app, name }, onEnd }: EndProps) {
  const { t } = useTexts("assignments");
  const { client } = useConsole();
  const queries = useQueryClient();
  return (
    <Confirm
      heading={t("roles.reset.heading", { name })}
      text={t("roles.reset.text")}
      action={t("roles.reset")}
      run={() => client.call(roleRoutes.resetRoles, { params: { org, app } })}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.application(org, app) });
        onEnd();
      }}
      onCancel={onEnd}
    />
  );
}
