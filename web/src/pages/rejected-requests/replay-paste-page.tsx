import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { rejectedRequestRoutes } from "../../../../src/contract/rejected-requests.ts";
import { tokenProfile } from "../../../../src/contract/tokens.ts";
import { type FiledRequest, readReplay } from "../../../../src/files/read-replay.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { ErrorState } from "../../states/error-state.tsx";
import { ReplayOutcomes } from "./replay-outcomes.tsx";
import { SendPasted } from "./send-pasted.tsx";
import "../../forms/forms.css";
import "../../objects/provisioning.css";
import "./rejected-requests.css";

const EXAMPLE = `{
  "method": "POST",
  "path": "/Users",
  "headers": { "content-type": "application/scim+json" },
  "body": { "userName": "nora.quay@example.com" }
}`;

type Profile = (typeof tokenProfile.options)[number];

/** Tries a request that was never recorded in the profiles, without a change; then it can be sent as a token's. */
export function ReplayPastePage() {
  const { t } = useTexts("rejected-requests", "common");
  return (
    <Page
      title={t("paste")}
      intro={t("paste.intro")}
      parent={{ to: "/organizations/$org/rejected-requests", text: t("common:page.rejected-requests") }}
      permission="organization:write"
    >
      <PastedRequest />
    </Page>
  );
}

function PastedRequest() {
  const { t } = useTexts("rejected-requests");
  const { client } = useConsole();
  const org = useOrganization();
  const [text, setText] = useState("");
  const [profile, setProfile] = useState<Profile>();
  const [wrong, setWrong] = useState<string>();
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: (requests: readonly FiledRequest[]) =>
      Promise.all(
        requests.map(async ({ request, redacted }, place) => {
          const body = { request, ...(profile === undefined ? {} : { profiles: [profile] }) };
          const result = await client.call(rejectedRequestRoutes.replayRequest, { params: { org }, body });
          return { place, request, result: { ...result, redacted: [...redacted] } };
        }),
      ),
  });

  function attempt() {
    const read = readReplay(text, new Map());
    setWrong(undefined);
    if (read.kind === "requests") mutate(read.requests);
    else {
      reset();
      setWrong(
        read.kind === "not-replayable"
          ? t("paste.wrong", { place: read.place })
          : t("paste.name", { name: read.name }),
      );
    }
  }
  const change = (work: () => void) => {
    work();
    setWrong(undefined);
    reset();
  };
  return (
    <div className="provisioning-parts">
      <section className="panel">
        <RequestFields
          text={text}
          profile={profile}
          wrong={wrong}
          isPending={isPending}
          onText={(given) => change(() => setText(given))}
          onProfile={(chosen) => change(() => setProfile(chosen))}
          onTry={attempt}
        />
      </section>
      {error !== null && <ErrorState of="action" error={error} />}
      {data?.map(({ place, request, result }) => (
        <section key={place} className="panel">
          <h2 translate="no">
            {request.method} {request.path}
          </h2>
          <ReplayOutcomes result={result} />
          <SendPasted request={request} redacted={result.redacted} />
        </section>
      ))}
    </div>
  );
}

interface RequestFieldsProps {
  readonly text: string;
  /** The only profile to try; undefined for all. */
  readonly profile: Profile | undefined;
  readonly wrong: string | undefined;
  readonly isPending: boolean;
  onText(text: string): void;
  onProfile(profile: Profile | undefined): void;
  onTry(): void;
}

function RequestFields(props: RequestFieldsProps) {
  const { text, profile, wrong, isPending, onText, onProfile, onTry } = props;
  const { t } = useTexts("rejected-requests", "scim-tokens", "common");
  const id = useId();
  return (
    <div className="form">
      <FormField stretch label={t("paste.text")} constraintText={t("paste.help")} errorText={wrong}>
        <Textarea
          className="form-long"
          rows={12}
          spellcheck={false}
          placeholder={EXAMPLE}
          value={text}
          onChange={({ detail }) => onText(detail.value)}
        />
      </FormField>
      <span className="filter">
        <label htmlFor={id}>{t("profile")}</label>
        <select
          id={id}
          value={profile ?? ""}
          onChange={({ target }) => onProfile(tokenProfile.options.find((each) => each === target.value))}
        >
          <option value="">{t("paste.all")}</option>
          {tokenProfile.options.map((each) => (
            <option key={each} value={each}>
              {t(`scim-tokens:profile.${each}`)}
            </option>
          ))}
        </select>
      </span>
      <div>
        <Button variant="primary" loading={isPending} loadingText={t("common:confirm.busy")} onClick={onTry}>
          {t("paste.try")}
        </Button>
      </div>
    </div>
  );
}
