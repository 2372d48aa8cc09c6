import { useTexts } from "../../i18n/use-texts.ts";
import { Page } from "../../shell/page.tsx";
import { PasskeysPanel } from "./passkeys-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { ProfilePanel } from "./profile-panel.tsx";
import { SecondFactorPanel } from "./second-factor-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { TokensPanel } from "./tokens-panel.tsx";
import "../../objects/panel.css";
import "./account.css";

/** The account of the person who is signed in: names, the ways to sign in, open sessions and personal tokens. */
export function AccountPage() {
  const { t } = useTexts("account", "common");
  return (
    <Page title={t("common:page.account")} intro={t("intro")} permission="session">
      <div className="panels">
        <div className="panels-column">
          <ProfilePanel />
        </div>
        <div className="panels-column">
          <PasswordPanel />
          <SecondFactorPanel />
          <PasskeysPanel />
        </div>
        <SessionsPanel />
        <TokensPanel />
      </div>
    </Page>
  );
}
