import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { importRoutes } from "../../../../src/contract/imports.ts";
import { FileChoice } from "../../forms/file-choice.tsx";
import { Form } from "../../forms/form.tsx";
import { FormFooter } from "../../forms/form-footer.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { ColumnChoices, type ColumnUses } from "./column-choices.tsx";
import { startRun } from "./import-run.ts";
import { readColumns } from "./read-columns.ts";

const ACCEPTED = ".csv,.txt,text/csv,text/plain";

const SHAPE = importRoutes.beginImport.body.pick({ source: true });

/** The source, the files and their columns of a snapshot. */
export function SnapshotForm({ onStarted }: { onStarted(): void }) {
  const { t } = useTexts("imports");
  const { client } = useConsole();
  const org = useOrganization();
  const [people, setPeople] = useState<File>();
  const [groups, setGroups] = useState<File>();
  const [isMissing, setMissing] = useState(false);
  const [uses, setUses] = useState<ColumnUses>({});
  const columns = useQuery({
    queryKey: [
      "file-columns",
      ...[people, groups].map((file) => [file?.name, file?.size, file?.lastModified]),
    ],
    queryFn: async () => {
      const files = [people, groups].filter((file) => file !== undefined);
      return [...new Set((await Promise.all(files.map(readColumns))).flat())];
    },
    enabled: people !== undefined,
  });
  const form = useApiForm({
    shape: SHAPE,
    defaults: { source: "" },
    async run({ source }) {
      setMissing(people === undefined);
      if (people === undefined) return;
      startRun(client, org, { source, people, groups, ...toBody(columns.data ?? [], uses) });
      onStarted();
    },
    onDone() {},
  });
  return (
    <section className="panel">
      <Form form={form}>
        <TextField
          control={form.control}
          name="source"
          label={t("field.source")}
          help={t("field.source-help")}
          placeholder="hr"
        />
        <FileChoice
          accept={ACCEPTED}
          label={t("field.people")}
          help={t("field.people-help")}
          file={people}
          error={isMissing && people === undefined ? t("field.people-missing") : undefined}
          onChoose={setPeople}
        />
        <FileChoice
          accept={ACCEPTED}
          label={t("field.groups")}
          help={t("field.groups-help")}
          file={groups}
          onChoose={setGroups}
        />
        {columns.data !== undefined && columns.data.length > 0 && (
          <ColumnChoices columns={columns.data} uses={uses} onChange={setUses} />
        )}
        <FormFooter action={t("check")} isPending={form.isPending} />
      </Form>
    </section>
  );
}

function toBody(columns: readonly string[], uses: ColumnUses) {
  const chosen = columns.flatMap((name) => {
    const use = uses[name];
    return use === undefined ? [] : [[name, use] as const];
  });
  return {
    columns: Object.fromEntries(
      chosen.filter(([, use]) => use !== "left-out").map(([name, use]) => [use, name]),
    ),
    ignoredColumns: chosen.filter(([, use]) => use === "left-out").map(([name]) => name),
  };
}
