import { type FormEvent, useState } from "react";
import { signInRoutes } from "../../../src/contract/sign-in.ts";
import type { ApiClient } from "../api/client.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { DoorError } from "./door-error.tsx";
import { Field } from "./field.tsx";
import { NewPassword, PASSWORD_LENGTH_MIN } from "./new-password.tsx";

interface WelcomeFormProps {
  readonly client: ApiClient;
  readonly code: string;
  readonly link: { readonly purpose: "first-owner" | "invitation" | "reset"; readonly name: string | null };
}

/** Redeems a one-time link: with a new password, and with a name where the link has none. */
export function WelcomeForm({ client, code, link }: WelcomeFormProps) {
  const { t } = useTexts("door");
  const [name, setName] = useState(link.name ?? "");
  const [displayName, setDisplayName] = useState("");
  const [password, setPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const choosesName = link.name === null;
  const isReset = link.purpose === "reset";

  async function redeem(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (name.trim() === "" || password.length < PASSWORD_LENGTH_MIN || repeated !== password) return;
    setBusy(true);
    try {
      const own = choosesName ? { name: name.trim() } : {};
      const shown = displayName.trim() === "" ? {} : { displayName: displayName.trim() };
      await client.call(signInRoutes.redeemLink, { body: { link: code, password, ...own, ...shown } });
      location.replace("/");
    } catch (reason) {
      setBusy(false);
      setError(reason);
    }
  }

  return (
    <form className="door-form" noValidate onSubmit={(event) => void redeem(event)}>
      {error !== undefined && <DoorError error={error} />}
      <Field
        label={t("welcome.name")}
        help={choosesName ? t("welcome.name-help") : undefined}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={!choosesName}
        value={name}
        error={isChecked && name.trim() === "" ? t("field.required") : undefined}
        onChange={({ target }) => setName(target.value)}
      />
      {!isReset && (
        <Field
          label={t("welcome.display-name")}
          name="name"
          autoComplete="name"
          value={displayName}
          onChange={({ target }) => setDisplayName(target.value)}
        />
      )}
      <NewPassword
        password={password}
        repeated={repeated}
        isChecked={isChecked}
        onPassword={setPassword}
        onRepeated={setRepeated}
      />
      <button type="submit" className="main-button" disabled={isBusy}>
        {isBusy ? t("welcome.submitting") : t(isReset ? "welcome.submit-reset" : "welcome.submit")}
      </button>
    </form>
  );
}
