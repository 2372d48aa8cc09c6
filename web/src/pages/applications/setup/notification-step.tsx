import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { settingRoutes } from "../../../../../src/contract/settings.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import { ToggleField } from "../../../forms/toggle-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { useSettings } from "../settings/use-settings.ts";
import { Step } from "./step.tsx";

const shape = z.object({ notifyAddress: z.string().optional(), notifyOnFailure: z.boolean() });

/** The address for messages about the application. */
export function NotificationStep({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("setup");
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const { data } = useSettings(application.appId);
  const findValue = (name: string) => data?.settings.find((each) => each.name === name)?.value;
  const address = findValue("notifyAddress");
  const text = typeof address === "string" ? t("notification.set", { address }) : t("notification.none");
  return (
    <Step title={t("notification")} state={typeof address === "string" ? "done" : "optional"} text={text}>
      {may("applications:write") && data !== undefined && (
        <div className="panel-actions">
          <Button onClick={() => setOpen(true)}>{t("notification.change")}</Button>
        </div>
      )}
      {isOpen && (
        <NotificationForm
          application={application}
          address={typeof address === "string" ? address : ""}
          isWanted={findValue("notifyOnFailure") === true}
          onEnd={() => setOpen(false)}
        />
      )}
    </Step>
  );
}

interface FormProps {
  readonly application: ApplicationShape;
  readonly address: string;
  readonly isWanted: boolean;
  onEnd(): void;
}

function NotificationForm({ application, address, isWanted, onEnd }: FormProps) {
  const { t } = useTexts("setup");
  const { client } = useConsole();
  const queries = useQueryClient();
  const { orgId: org, appId: app, name } = application;
  return (
    <FormDialog
      shape={shape}
      heading={t("notification.heading", { name })}
      action={t("notification.save")}
      defaults={{ notifyAddress: address, notifyOnFailure: isWanted }}
      within="settings"
      run={({ notifyAddress = null, notifyOnFailure }) =>
        client.call(settingRoutes.updateSettings, {
          params: { org, app },
          body: { settings: { notifyAddress, notifyOnFailure } },
        })
      }
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.settings(org, app) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => (
        <>
          <TextField control={control} name="notifyAddress" label={t("notification.address")} type="email" />
          <ToggleField control={control} name="notifyOnFailure" label={t("notification.on-failure")} />
        </>
      )}
    </FormDialog>
  );
}
