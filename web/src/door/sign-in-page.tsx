import { useEffect, useState } from "react";
import type { ApiClient } from "../api/client.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { backPathIn } from "../paths.ts";
import { DoorError } from "./door-error.tsx";
import { DoorFrame } from "./door-frame.tsx";
import { OtherWays } from "./other-ways.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** The ways to sign in: name and password, a passkey, or an identity provider. */
export function SignInPage({ client }: { readonly client: ApiClient }) {
  const { t } = useTexts("door");
  const [error, setError] = useState<unknown>();
  const back = backPathIn(location.search);
  const enter = () => location.replace(back);
  useEffect(() => {
    document.title = `${t("sign-in.title")} · Muster`;
  }, [t]);
  return (
    <DoorFrame>
      <h1>{t("sign-in.heading")}</h1>
      <ProviderProblem back={back} />
      {error !== undefined && <DoorError error={error} />}
      <SignInForm client={client} onSignedIn={enter} />
      <OtherWays client={client} back={back} onSignedIn={enter} onError={setError} />
      <p className="door-help">{t("sign-in.help")}</p>
    </DoorFrame>
  );
}

/** Refusals of a person who signed in again with a provider: the session that they had goes on. */
const OF_SIGNING_IN_AGAIN = ["sign-in.provider-remembered", "sign-in.provider-undated"] as const;

/** Why an identity provider led back here without signing the person in. */
function ProviderProblem({ back }: { readonly back: string }) {
  const { t } = useTexts("door");
  const shown = new URLSearchParams(location.search);
  const [problem, tracking] = [shown.get("problem"), shown.get("tracking")];
  if (problem === null) return null;
  const again = OF_SIGNING_IN_AGAIN.find((code) => code === problem);
  return (
    <div className="door-error" role="alert">
      {again === undefined ? (
        <p>{t("sign-in.provider-failed", { problem })}</p>
      ) : (
        <>
          <p>{t(again, { provider: shown.get("provider") ?? "" })}</p>
          <p>
            <a href={back}>{t("sign-in.to-console")}</a>
          </p>
        </>
      )}
      {tracking !== null && <p className="code">{t("failed.tracking", { id: tracking })}</p>}
    </div>
  );
}
