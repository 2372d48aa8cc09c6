import Select from "@cloudscape-design/components/select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { directoryRoutes } from "../../../../../src/contract/directory.ts";
import { keys } from "../../../api/keys.ts";
import { FieldFrame } from "../../../forms/field-frame.tsx";
import { type FieldProps, useField } from "../../../forms/use-field.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../../shell/console-context.ts";

interface PickerFieldProps<Values extends FieldValues, Output> extends FieldProps<Values, Output> {
  readonly type: "user" | "group";
}

/** The number of objects that a search shows. */
const LIMIT = 20;

/** The id of a user or a group, which is picked by part of its name; the server searches. */
export function PickerField<Values extends FieldValues, Output>(props: PickerFieldProps<Values, Output>) {
  const { type } = props;
  const { t } = useTexts("assignments", "common");
  const { field, words } = useField(props);
  const [search, setSearch] = useState("");
  const [picked, setPicked] = useState<{ readonly value?: string; readonly label?: string }>();
  const { data = [], isFetching, isError, refetch } = useFound(type, search);
  return (
    <FieldFrame words={words}>
      <Select
        ref={field.ref}
        filteringType="manual"
        filteringPlaceholder={t(`pick.${type}`)}
        filteringAriaLabel={t(`pick.${type}`)}
        placeholder={t(`pick.${type}`)}
        expandToViewport
        ariaRequired={words.isRequired}
        selectedOption={picked !== undefined && picked.value === field.value ? picked : null}
        options={data}
        statusType={isError ? "error" : isFetching ? "loading" : "finished"}
        loadingText={t("common:loading")}
        empty={t("pick.nothing")}
        errorText={t("pick.failed")}
        recoveryText={t("common:retry")}
        onLoadItems={({ detail }) => {
          if (detail.samePage) void refetch();
          else setSearch(detail.filteringText.trim());
        }}
        onBlur={field.onBlur}
        onChange={({ detail: { selectedOption } }) => {
          setPicked(selectedOption);
          field.onChange(selectedOption.value);
        }}
      />
    </FieldFrame>
  );
}

/** The objects that a search finds, as options. */
function useFound(type: "user" | "group", search: string) {
  const { client } = useConsole();
  const org = useOrganization();
  return useQuery({
    queryKey: keys.picks(org, type, search),
    queryFn: async ({ signal }) => {
      const query = { search: search === "" ? undefined : search, limit: LIMIT, order: "name" as const };
      const request = { params: { org }, query, signal };
      if (type === "user") {
        const { items } = await client.call(directoryRoutes.listUsers, request);
        return items.map(({ userId: value, userName: label, displayName }) => ({
          value,
          label,
          ...(displayName === null ? {} : { description: displayName }),
        }));
      }
      const { items } = await client.call(directoryRoutes.listGroups, request);
      return items.map(({ groupId: value, displayName: label }) => ({ value, label }));
    },
  });
}
