import { useQueryClient } from "@tanstack/react-query";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { selectedGroupRoutes } from "../../../../../src/contract/selected-groups.ts";
import { keys } from "../../../api/keys.ts";
import { FormDialog } from "../../../forms/form-dialog.tsx";
import { ToggleField } from "../../../forms/toggle-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole } from "../../../shell/console-context.ts";
import { PickerField } from "./picker-field.tsx";

interface SelectGroupProps {
  readonly application: ApplicationShape;
  onEnd(): void;
}

/** Adds a group to the selection of an application, or changes whether only its memberships are kept. */
export function SelectGroup({ application: { orgId: org, appId: app, name }, onEnd }: SelectGroupProps) {
  const { t } = useTexts("assignments");
  const { client } = useConsole();
  const queries = useQueryClient();
  return (
    <FormDialog
      shape={selectedGroupRoutes.selectGroup.body}
      heading={t("groups.add.heading", { name })}
      action={t("groups.add")}
      defaults={{ find: "", membershipsOnly: false }}
      run={(body) => client.call(selectedGroupRoutes.selectGroup, { params: { org, app }, body })}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.application(org, app) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => (
        <>
          <PickerField control={control} name="find" label={t("kind.group")} type="group" />
          <ToggleField control={control} name="membershipsOnly" label={t("groups.memberships-only.label")} />
        </>
      )}
    </FormDialog>
  );
}
