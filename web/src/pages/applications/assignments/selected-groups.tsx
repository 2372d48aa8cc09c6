import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type SelectedGroupShape, selectedGroupRoutes } from "../../../../../src/contract/selected-groups.ts";
import { keys } from "../../../api/keys.ts";
import { REFRESH_MS } from "../../../api/live.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { MoreList } from "../../../lists/more-list.tsx";
import { ObjectLink } from "../../../objects/object-link.tsx";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { Confirm } from "../../../states/confirm.tsx";
import { useSettingWords } from "../settings/use-setting-words.ts";
import { useSettings } from "../settings/use-settings.ts";
import { SelectGroup } from "./select-group.tsx";

interface GroupsProps {
  readonly application: ApplicationShape;
}

/** The groups that are sent because they were chosen by name; they count while the setting `groups` says so. */
export function SelectedGroups({ application }: GroupsProps) {
  const { t } = useTexts("assignments");
  const { client } = useConsole();
  const mayWrite = useMay()("applications:write");
  const [isOpen, setOpen] = useState(false);
  const { orgId: org, appId: app } = application;
  return (
    <section className="panel">
      <div className="part-head">
        <h2>{t("groups")}</h2>
        {mayWrite && <Button onClick={() => setOpen(true)}>{t("groups.add")}</Button>}
      </div>
      <GroupsNote application={application} />
      <MoreList
        queryKey={keys.selectedGroups(org, app)}
        read={(after, signal) =>
          client.call(selectedGroupRoutes.listSelectedGroups, {
            params: { org, app },
            query: { after, limit: 20 },
            signal,
          })
        }
        refreshMs={REFRESH_MS}
        empty={t("groups.none")}
        idOf={({ groupId }) => groupId}
      >
        {(group) => <GroupRow application={application} group={group} />}
      </MoreList>
      {isOpen && <SelectGroup application={application} onEnd={() => setOpen(false)} />}
    </section>
  );
}

/** Says whether the selection counts. */
function GroupsNote({ application: { orgId: org, appId: app } }: GroupsProps) {
  const { t } = useTexts("assignments");
  const words = useSettingWords();
  const { data } = useSettings(app);
  const setting = data?.settings.find(({ name }) => name === "groups");
  if (setting === undefined || setting.value === "selected") return null;
  return (
    <p className="note">
      {t("groups.unused", { value: words.value(setting, setting.value) })}{" "}
      <Link to="/organizations/$org/applications/$app/settings" params={{ org, app }}>
        {t("groups.settings")}
      </Link>
    </p>
  );
}

function GroupRow({ application, group }: GroupsProps & { readonly group: SelectedGroupShape }) {
  const { t } = useTexts("assignments");
  const { client } = useConsole();
  const queries = useQueryClient();
  const mayWrite = useMay()("applications:write");
  const [isAsked, setAsked] = useState(false);
  const { orgId: org, appId: app } = application;
  const { groupId, name, membershipsOnly } = group;
  return (
    <div className="row-head">
      <ObjectLink type="group" objectId={groupId} name={name} />
      {membershipsOnly && <span className="badge badge-quiet">{t("groups.memberships-only")}</span>}
      {mayWrite && (
        <span className="row-end">
          <Button variant="inline-link" ariaLabel={t("remove.of", { name })} onClick={() => setAsked(true)}>
            {t("remove")}
          </Button>
        </span>
      )}
      {isAsked && (
        <Confirm
          heading={t("groups.remove.heading", { name })}
          text={t("groups.remove.text")}
          action={t("remove")}
          run={() => client.call(selectedGroupRoutes.unselectGroup, { params: { org, app, group: groupId } })}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.application(org, app) });
            setAsked(false);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </div>
  );
}
