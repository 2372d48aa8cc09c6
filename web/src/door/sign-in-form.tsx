import { type FormEvent, useState } from "react";
import { signInRoutes } from "../../../src/contract/sign-in.ts";
import type { ApiClient } from "../api/client.ts";
import { ConsoleError } from "../api/console-error.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { backPathIn } from "../paths.ts";
import { DoorError } from "./door-error.tsx";
import { Field } from "./field.tsx";
import { PasswordField } from "./password-field.tsx";

const isCodeWanted = (error: unknown) =>
  error instanceof ConsoleError && error.problem?.code === "sign-in.code-needed";

/** Signs a person in with name and password, and a code if their account asks for one. */
export function SignInForm({ client }: { readonly client: ApiClient }) {
  const { t } = useTexts("door");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [wantsCode, setWantsCode] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function signIn(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (name.trim() === "" || password === "" || (wantsCode && code.trim() === "")) return;
    setBusy(true);
    try {
      const second = wantsCode ? { code: code.trim() } : {};
      await client.call(signInRoutes.signIn, { body: { name: name.trim(), password, ...second } });
      location.replace(backPathIn(location.search));
    } catch (reason) {
      setBusy(false);
      setError(isCodeWanted(reason) && !wantsCode ? undefined : reason);
      if (isCodeWanted(reason)) setWantsCode(true);
    }
  }

  const missing = (value: string) => (isChecked && value.trim() === "" ? t("field.required") : undefined);
  return (
    <form className="door-form" noValidate onSubmit={(event) => void signIn(event)}>
      {error !== undefined && <DoorError error={error} />}
      <Field
        label={t("sign-in.name")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        error={missing(name)}
        onChange={({ target }) => setName(target.value)}
      />
      <PasswordField
        label={t("sign-in.password")}
        name="password"
        autoComplete="current-password"
        value={password}
        error={missing(password)}
        onChange={({ target }) => setPassword(target.value)}
      />
      {wantsCode && (
        <Field
          label={t("sign-in.code")}
          help={t("sign-in.code-help")}
          name="code"
          autoComplete="one-time-code"
          value={code}
          error={missing(code)}
          onChange={({ target }) => setCode(target.value)}
        />
      )}
      <button type="submit" className="main-button" disabled={isBusy}>
        {isBusy ? t("sign-in.submitting") : t("sign-in.submit")}
      </button>
    </form>
  );
}
