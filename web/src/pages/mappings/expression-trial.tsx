import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { expressionRoutes } from "../../../../src/contract/expressions.ts";
import { readValues } from "../../../../src/files/read-values.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ObjectChooser } from "../../objects/object-chooser.tsx";
import { Panel } from "../../objects/panel.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { useReasonTexts } from "../../objects/use-reason-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";
import { FunctionList } from "./function-list.tsx";
import { MarkedText } from "./marked-text.tsx";
import "../../forms/forms.css";

type Evaluated = z.output<typeof expressionRoutes.evaluateExpression.response>;

/** Evaluates an expression with given values or those of a user, apart from any mapping. Nothing is changed. */
export function ExpressionTrial({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("mappings", "common");
  const { client } = useConsole();
  const [expression, setExpression] = useState("");
  const [lines, setLines] = useState("");
  const [user, setUser] = useState("");
  const { orgId: org, appId: app } = application;
  const read = readValues(lines.split("\n").filter((line) => line.trim() !== ""));
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: async (values: Readonly<Record<string, string | string[]>>) => {
      const body = { expression, values: { ...values }, app, ...(user === "" ? {} : { user }) };
      const result = await client.call(expressionRoutes.evaluateExpression, { params: { org }, body });
      return { expression, result };
    },
  });
  const change = (work: () => void) => {
    work();
    reset();
  };
  return (
    <Panel heading={t("try")} text={t("try.help")}>
      <div className="form">
        <FormField stretch label={t("try.expression")} constraintText={t("expression.help")}>
          <Textarea
            className="form-long"
            rows={3}
            spellcheck={false}
            value={expression}
            onChange={({ detail }) => change(() => setExpression(detail.value))}
          />
        </FormField>
        <FunctionList onChoose={(name) => change(() => setExpression(`${expression}${name}()`))} />
        <FormField
          stretch
          label={t("try.values")}
          constraintText={t("try.values-help")}
          errorText={read.kind === "not-a-pair" ? t("try.not-a-pair", { value: read.value }) : undefined}
        >
          <Textarea
            className="form-long"
            rows={3}
            spellcheck={false}
            placeholder={"givenName=Odile\nsurname=Marchand"}
            value={lines}
            onChange={({ detail }) => change(() => setLines(detail.value))}
          />
        </FormField>
        <ObjectChooser type="user" value={user} onChange={(name) => change(() => setUser(name))} />
        <div>
          <Button
            disabled={expression.trim() === ""}
            loading={isPending}
            loadingText={t("common:confirm.busy")}
            onClick={() => read.kind === "values" && mutate(read.values)}
          >
            {t("try.run")}
          </Button>
        </div>
      </div>
      {error !== null && <ErrorState of="action" error={error} />}
      {data !== undefined && <Result expression={data.expression} result={data.result} />}
    </Panel>
  );
}

interface ResultProps {
  readonly expression: string;
  readonly result: Evaluated;
}

/** The value with what it was made from, or the errors with their places. */
function Result({ expression, result }: ResultProps) {
  const { t } = useTexts("mappings");
  const { value, errors, sources, note, notes, nextChange } = result;
  const { dateTime } = useFormat();
  const textFor = useReasonTexts();
  if (errors.length > 0) {
    return (
      <div className="mapping-result" role="alert">
        {errors.map((error) => (
          <div key={`${error.code} ${error.position}`}>
            <p>{textFor(error)}</p>
            <MarkedText text={expression} error={error} />
          </div>
        ))}
      </div>
    );
  }
  return (
    <div className="mapping-result" role="status">
      <p className="mapping-value">
        {value === null ? t("try.absent") : <span translate="no">{show(value)}</span>}
      </p>
      {nextChange.kind === "restless" && <p className="soft">{t("try.restless")}</p>}
      {nextChange.at !== null && <p className="soft">{t("try.until", { at: dateTime(nextChange.at) })}</p>}
      <ReasonList reasons={[...(note === undefined ? [] : [note]), ...notes]} />
      {sources.length > 0 && (
        <table className="facts">
          <tbody>
            {sources.map((source) => (
              <tr key={source.name}>
                <th scope="row" translate="no">
                  <code>{source.name}</code>
                </th>
                <td translate="no">{source.value === null ? "–" : show(source.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function show(value: NonNullable<Evaluated["value"]>): string {
  return typeof value === "object" ? value.join(", ") : String(value);
}
