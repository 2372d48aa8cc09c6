import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type ApplicationShape, applicationRoutes } from "../../../../../src/contract/applications.ts";
import { keys } from "../../../api/keys.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { useLeave } from "../../../shell/leaving.tsx";
import { Confirm } from "../../../states/confirm.tsx";

/** Deletes an application here after a question with its numbers; accounts in the target stay. */
export function DeleteApplication({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("settings");
  const { client } = useConsole();
  const { number } = useFormat();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useLeave();
  const mayWrite = useMay()("applications:write");
  const [isAsked, setAsked] = useState(false);
  const { orgId: org, appId: app, name, assignments, links, held, pending, parked } = application;
  if (!mayWrite) return null;
  const counts = {
    assignments: number(assignments),
    users: number(links.users),
    groups: number(links.groups),
    waiting: number(held + pending + parked),
  };
  return (
    <section className="panel">
      <h2>{t("delete")}</h2>
      <p className="soft">{t("delete.note")}</p>
      <div className="panel-actions">
        <Button onClick={() => setAsked(true)}>{t("delete.action")}</Button>
      </div>
      {isAsked && (
        <Confirm
          heading={t("delete.heading", { name })}
          text={t("delete.text", counts)}
          action={t("delete.action")}
          run={() => leave(() => client.call(applicationRoutes.deleteApplication, { params: { org, app } }))}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.organization(org) });
            void navigate({ to: "/organizations/$org/applications", params: { org } }).then(() =>
              queries.removeQueries({ queryKey: keys.application(org, app) }),
            );
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </section>
  );
}
