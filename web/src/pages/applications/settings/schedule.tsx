import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ApplicationShape, applicationRoutes } from "../../../../../src/contract/applications.ts";
import { keys } from "../../../api/keys.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { ReasonList } from "../../../objects/reason-list.tsx";
import { Time } from "../../../objects/time.tsx";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { Confirm } from "../../../states/confirm.tsx";
import { ApplicationState } from "../application-state.tsx";

interface ScheduleProps {
  readonly application: ApplicationShape;
}

/** When cycles run, and why they rest; the schedule is turned on and off here. */
export function Schedule({ application }: ScheduleProps) {
  const { t } = useTexts("settings", "applications");
  const { duration } = useFormat();
  const { nextRunAt, everySeconds, quarantine } = application.schedule;
  return (
    <section className="panel">
      <div className="part-head">
        <h2>{t("schedule")}</h2>
        <ApplicationState application={application} />
      </div>
      <dl className="fact-list">
        <div>
          <dt>{t("schedule.every")}</dt>
          <dd>{duration(everySeconds)}</dd>
        </div>
        <div>
          <dt>{t("applications:next")}</dt>
          <dd>{nextRunAt === null ? t("applications:next.none") : <Time at={nextRunAt} />}</dd>
        </div>
        {quarantine !== null && (
          <>
            <div>
              <dt>{t("quarantine.since")}</dt>
              <dd>
                <Time at={quarantine.since} />
              </dd>
            </div>
            <div>
              <dt>{t("quarantine.next")}</dt>
              <dd>
                <Time at={quarantine.nextProbeAt} />
              </dd>
            </div>
          </>
        )}
      </dl>
      {quarantine?.fault != null && <ReasonList reasons={[quarantine.fault]} />}
      <Switches application={application} />
    </section>
  );
}

function Switches({ application }: ScheduleProps) {
  const { t } = useTexts("settings");
  const { client } = useConsole();
  const queries = useQueryClient();
  const mayWrite = useMay()("applications:write");
  const [asked, setAsked] = useState<"on" | "off">();
  const { orgId: org, appId: app, name, schedule } = application;
  if (!mayWrite) return null;
  return (
    <div className="panel-actions">
      {schedule.state !== "on" && <Button onClick={() => setAsked("on")}>{t("turn.on")}</Button>}
      {schedule.state !== "off" && <Button onClick={() => setAsked("off")}>{t("turn.off")}</Button>}
      {asked !== undefined && (
        <Confirm
          heading={t(`turn.${asked}.heading`, { name })}
          text={asked === "on" && schedule.state === "waiting" ? t("turn.on.first") : t(`turn.${asked}.text`)}
          action={t(`turn.${asked}`)}
          run={() =>
            client.call(applicationRoutes.setSchedule, { params: { org, app }, body: { state: asked } })
          }
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.applications(org) });
            setAsked(undefined);
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}
